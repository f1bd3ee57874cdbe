"""Which code a finding binds: files that cannot be changed by themselves as long as it is there."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from driftscan.model.finding import Finding
from driftscan.model.ranking import BoundFile, WeighedFinding


class Ground(Struct, frozen=True):
    """The code that findings speak of. places: the file of each module, by the name it is shown
    under. costs: expected, by path; what has none is no product code."""

    places: Mapping[str, bytes]
    costs: Mapping[bytes, float]

    def priced(self, paths: Iterable[bytes]) -> tuple[BoundFile, ...]:
        """Files with what they cost, each once, the costliest first."""
        found = [BoundFile(path, self.costs[path]) for path in set(paths) if path in self.costs]
        return tuple(sorted(found, key=lambda file: (-file.cost, file.path)))


def weighed(findings: Iterable[Finding], ground: Ground) -> list[WeighedFinding]:
    """Findings by what they cost, the costliest first; of two alike, in the order given."""
    code = frozenset(ground.places.values())
    found = [_weighed(finding, ground, code) for finding in findings]
    return sorted(found, key=lambda each: -each.cost)


def _weighed(finding: Finding, ground: Ground, code: frozenset[bytes]) -> WeighedFinding:
    paths = _files_bound(finding, ground.places, code)
    files = ground.priced(paths)
    return WeighedFinding(finding, files, len(paths) - len(files), _sum(files))


def _sum(files: Iterable[BoundFile]) -> float:
    return sum(file.cost for file in files)


def _files_bound(
    finding: Finding, places: Mapping[str, bytes], code: frozenset[bytes]
) -> frozenset[bytes]:
    """The modules at both ends and on the chain between them, and every file that is evidence.

    A component as an end binds nothing by itself: that would make each finding about a large
    component cost the whole of it. So an absence, which no code shows, binds no file. What has
    nothing to cut (a copy, another way, a term) has no modules as ends, whatever these are called.
    """
    between = finding.cut or finding.chain or finding.nature == "absence"
    named = _names(finding) if between else ()
    ends = {place for name in named if (place := _place(name, places))}
    if finding.nature == "absence":  # what it shows is a line of the spec
        return frozenset(ends)
    shown = [finding.where, *finding.evidence]
    shown += [where for step in finding.chain for where in step.evidence]
    return frozenset(ends | {where.path for where in shown if where.path in code})


def _names(finding: Finding) -> Iterator[str]:
    yield from (finding.source, finding.target)
    for step in finding.chain:
        yield from (step.source, step.target)


def _place(name: str, places: Mapping[str, bytes]) -> bytes | None:
    """The file of a module, or of the one that a name is taken from (`billing.models.USERS`)."""
    return places.get(name) or places.get(name.rpartition(".")[0])
