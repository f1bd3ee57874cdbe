"""One finding for each statement: `import { A, type B } from "./x"` is one line that goes away."""

from collections import defaultdict
from collections.abc import Iterable, Set

from driftscan.model.finding import Finding
from driftscan.model.graph import KIND_LABELS, Kind
from driftscan.model.location import Location

_LOADS, _FOR_TYPES = KIND_LABELS[Kind.IMPORT], KIND_LABELS[Kind.TYPE_ONLY]


def once_a_line(findings: Iterable[Finding], accepted: Set[str] = frozenset()) -> list[Finding]:
    """Findings without those by types alone whose every line another one names, for loading what
    it says. A line that only asks for types is a statement of its own and stays; so does what a
    baseline accepts by its identity."""
    everything = list(findings)
    loading: dict[tuple[str, ...], set[Location]] = defaultdict(set)
    for each in everything:
        if each.kind == _LOADS:
            loading[_statement(each)].update(each.evidence)
    return [
        each
        for each in everything
        if each.kind != _FOR_TYPES
        or each.id in accepted
        or not loading[_statement(each)].issuperset(each.evidence or [each.where])
    ]


def _statement(finding: Finding) -> tuple[str, ...]:
    return finding.rule, finding.source, finding.target, finding.status
