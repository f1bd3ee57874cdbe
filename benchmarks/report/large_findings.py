"""Findings of a large report: two thousand of them, with lines of source."""

from collections.abc import Mapping, Sequence

from driftscan.model.finding import Finding, Step
from driftscan.model.location import Location
from driftscan.model.scan import Coverage, Scan
from driftscan.model.spec import Strategy

_FINDINGS = 2000
Pair = tuple[str, str, int]


def pairs_of(paths: Sequence[str], chosen: Sequence[tuple[int, int]]) -> list[Pair]:
    """Paths and lines of the first dependencies between components."""
    found = [(paths[s], paths[t], s % 90 + 1) for s, t in chosen]
    return [pair for pair in found if pair[0][:6] != pair[1][:6]][:_FINDINGS]


def large_scan(pairs: Sequence[Pair], coverage: Coverage) -> Scan:
    """What differs from a spec that nobody wrote."""
    return Scan(
        root="large",
        revision="0" * 40,
        spec_file="driftscan.yaml",
        strategy=Strategy(),
        coverage=coverage,
        components=(),
        rules=(),
        findings=tuple(_finding(at, *pair) for at, pair in enumerate(pairs)),
    )


def _finding(at: int, source: str, target: str, line: int) -> Finding:
    where = Location(source.encode(), line)
    names = [path[:-3].replace("/", ".") for path in (source, target)]
    return Finding(
        id=f"{at:012x}",
        rule=f"deny part{at % 9:02}->part{at % 7:02}",
        check="deny",
        nature="divergence",
        severity="error",
        source=names[0],
        target=names[1],
        source_component=source[:6],
        target_component=target[:6],
        kind="import",
        message=f"{names[0]} imports {names[1]}.",
        where=where,
        evidence=(where,),
        chain=(Step(names[0], names[1], (where,)),),
        reason="Parts are deployed by themselves.",
    )


def quotes_of(paths: Sequence[str]) -> Mapping[Location, str]:
    """Ten lines of each of these files."""
    return {
        Location(path.encode(), line): f"import part.area.deep.file_{line}"
        for path in paths
        for line in range(1, 11)
    }
