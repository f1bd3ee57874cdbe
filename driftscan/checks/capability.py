"""An entry of `capabilities`: something is done with what the spec names, and nothing else."""

from collections.abc import Iterator

from driftscan.checks.capability_uses import (
    Usage,
    evidence_of_shape,
    in_files,
    shown,
    stated,
    usage_finding,
)
from driftscan.checks.question import CheckInput
from driftscan.checks.wording import listed
from driftscan.graph.components import NOBODY
from driftscan.graph.ways import ways_of
from driftscan.model.capability import Way
from driftscan.model.finding import Finding
from driftscan.model.rule import CapabilityUse


def check(question: CheckInput, rule: CapabilityUse) -> Iterator[Finding]:
    """One finding for each component and each way that is not the declared one."""
    home = question.territory.home
    uses = [
        use
        for use in stated(question)
        if use.capability == rule.capability and home[use.module] != NOBODY
    ]
    ways = ways_of(uses, question.territory.home_name)
    declared = [way for way in ways if way.family in rule.use and not way.home_made]
    purposes = {way.purpose for way in declared} or {""}
    for way in sorted(ways):
        if way in declared or (way.purpose not in purposes and not way.home_made):
            continue
        if not _works_with(question, way, rule):
            for component, own in sorted(ways[way].items()):
                usage = Usage(way, component, own)
                yield usage_finding(question, rule, usage, _message(usage, rule))


def _works_with(question: CheckInput, way: Way, rule: CapabilityUse) -> bool:
    """Whether a way complements one of those that are declared."""
    return any(
        question.uses.go_together(way, Way(way.capability, way.purpose, way.language, family))
        for family in rule.use
    )


def _message(usage: Usage, rule: CapabilityUse) -> str:
    return (
        f"{usage.component} does {rule.capability} with {shown(usage.way)} in "
        f"{in_files(usage.uses)}; the spec says {listed(list(rule.use))}."
        f"{evidence_of_shape(usage.way, usage.uses)}"
    )
