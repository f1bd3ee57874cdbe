"""Locations of one repository as the whole system shows them: with its prefix before each path."""

from msgspec.structs import replace

from driftscan.model.co_change import CoChange
from driftscan.model.finding import Finding
from driftscan.model.location import Location
from driftscan.report.escape import path_text


def placed(finding: Finding, prefix: bytes) -> Finding:
    """A finding with its paths below the prefix."""
    if not prefix:
        return finding

    def of(where: Location) -> Location:
        return Location(prefix + where.path, where.line)

    steps = (replace(step, evidence=tuple(map(of, step.evidence))) for step in finding.chain)
    return replace(
        finding,
        where=of(finding.where),
        evidence=tuple(map(of, finding.evidence)),
        chain=tuple(steps),
    )


def placed_pair(pair: CoChange, prefix: bytes) -> CoChange:
    """Two files that change together, below the prefix."""
    before = path_text(prefix)
    return replace(pair, source=before + pair.source, target=before + pair.target)
