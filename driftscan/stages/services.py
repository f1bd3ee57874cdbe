"""The services of a system: facts of its files and of its package manifests, linked."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from driftscan.model.fact import FileFacts, Problem
from driftscan.model.location import Location
from driftscan.model.scan import SkippedFile
from driftscan.model.service_graph import ServiceCoverage, ServiceGraph
from driftscan.services.facts import FactFile, TreeFacts
from driftscan.services.link import link, wants_imports
from driftscan.stages.caches import Caches
from driftscan.stages.code_for_tests import tests_of
from driftscan.stages.imports import imports_of
from driftscan.stages.map import Map
from driftscan.stages.service_facts import ServiceFiles, service_files
from driftscan.workers.supervise import Crew


class Part(Struct, frozen=True):
    """One repository of a system. prefix: what its paths begin with where there are several."""

    prefix: bytes
    system: Map

    def own(self, where: Location) -> Location | None:
        """A location as the repository itself has it; None for one of another."""
        if not where.path.startswith(self.prefix):
            return None
        return Location(where.path[len(self.prefix) :], where.line)


class Services(Struct, frozen=True):
    """A system as services, and the repositories it was found in."""

    graph: ServiceGraph
    parts: tuple[Part, ...]
    coverage: ServiceCoverage

    @property
    def root(self) -> str:
        """What was scanned, as the user named it."""
        return ", ".join(part.system.place.root for part in self.parts)

    @property
    def revision(self) -> str:
        """Full commit id, '' for a work tree."""
        return self.parts[0].system.source.revision


def parts_of(maps: Sequence[Map]) -> tuple[Part, ...]:
    """One alone has no prefix; several are told apart by the names of their folders."""
    if len(maps) == 1:
        return (Part(b"", maps[0]),)
    found: list[Part] = []
    for number, system in enumerate(maps, 1):
        name = system.place.root.rstrip("/").rpartition("/")[2]
        prefix = f"{name}/".encode("utf-8", "surrogateescape")
        if name in ("", ".", "..") or any(part.prefix == prefix for part in found):
            prefix = f"{number}/".encode()
        found.append(Part(prefix, system))
    return tuple(found)


def services_of(
    parts: Sequence[Part],
    caches: Caches,
    workers: int,
    surveyed: Callable[[], Sequence[Map]] | None = None,
    crew: Crew | None = None,
) -> Services:
    """What surveyed trees are as services, all of them together. surveyed: surveys their modules,
    too, if so far only their manifests are known; most systems need none of it. crew: see
    service_crew."""
    read = [
        (part, service_files(part.system.source, caches, workers, tests_of(part.system), crew))
        for part in parts
    ]
    files = [file for part, each in read for file in _prefixed(part, each)]
    manifests = {path: facts for part in parts for path, facts in _manifests(part).items()}
    folders = frozenset(
        part.prefix + folder if folder else part.prefix.rstrip(b"/")
        for part, each in read
        for folder in (*each.folders, *part.system.survey.folders)
    )
    tree = TreeFacts(tuple(sorted(files, key=_place)), manifests, folders)
    if wants_imports(tree):
        whole = parts_of(surveyed()) if surveyed else parts
        tree = replace(
            tree,
            imports=dict(each for part in whole for each in imports_of(part.system, part.prefix)),
        )
    return Services(link(tree), tuple(parts), _coverage(read))


def _coverage(read: Sequence[tuple[Part, ServiceFiles]]) -> ServiceCoverage:
    """A file that could not be opened counts, too."""
    unread = sorted(skipped for part, each in read for skipped in _unread(part, each))
    paths = {part.prefix + path for part, each in read for path in each.paths}
    return ServiceCoverage(len(paths | {each.path for each in unread}), tuple(unread))


def _unread(part: Part, read: ServiceFiles) -> Iterator[SkippedFile]:
    """Files that an extractor gave up, and those that could not be opened, each once, with the
    paths that the graph has."""
    fatal = [each for each in read.problems if each.problem.fatal]
    closed = [
        SkippedFile(each.path, "", Problem(each.code, each.reason, fatal=True))
        for each in read.left_out
        if each.code in ("unreadable", "too-large")
    ]
    for each in {each.path: each for each in reversed([*fatal, *closed])}.values():
        yield replace(each, path=part.prefix + each.path)


def _prefixed(part: Part, read: ServiceFiles) -> tuple[FactFile, ...]:
    return tuple(
        FactFile(part.prefix + file.path, file.extractor, file.facts) for file in read.files
    )


def _manifests(part: Part) -> Mapping[bytes, Sequence[FileFacts]]:
    records = part.system.survey.snapshot.records
    return {part.prefix + r.file.path: r.manifest for r in records if r.manifest}


def _place(file: FactFile) -> bytes:
    return file.path
