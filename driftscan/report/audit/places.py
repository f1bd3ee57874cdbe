"""Locations of one repository as the whole system shows them: with its prefix before each path."""

from msgspec.structs import replace

from driftscan.model.co_change import CoChange
from driftscan.model.finding import Finding
from driftscan.model.location import Location
from driftscan.report.audit.audited import Repository
from driftscan.report.escape import path_text


def placed(finding: Finding, repository: Repository) -> Finding:
    """A finding with its paths below the prefix, that of the spec as one of the repository's."""
    spec = repository.spec_file.encode("utf-8", "surrogateescape")
    shown = repository.spec_path.encode("utf-8", "surrogateescape")

    def of(where: Location) -> Location:
        path = shown if spec and where.path == spec else where.path
        return Location(repository.prefix + path, where.line)

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
