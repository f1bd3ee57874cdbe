"""What `graph` and `check` say about one part of a tree, as the bytes they wrote."""

from collections.abc import Iterable

import msgspec
from msgspec import Raw, Struct

HOSTILE = "hostile/"
_COUNTS = ("rules about capabilities looked at", "rules about definitions looked at")


class Place(Struct, frozen=True):
    """A path in the documented JSON."""

    path: str


class LeftOut(Place, frozen=True):
    """A path that was not read on purpose, or could not be."""

    code: str


class Coverage(Struct, frozen=True):
    """How much was read, and what was not; see docs/json.md."""

    files: int
    checked: int
    skipped: tuple[Place, ...]
    problems: tuple[Place, ...]
    left_out: tuple[LeftOut, ...]

    def unread(self) -> int:
        """Files that count as files of the tree, and whose content says nothing."""
        lost = {entry.path for entry in self.skipped}
        lost |= {entry.path for entry in self.left_out if entry.code in _UNREAD}
        return len(lost)


_UNREAD = ("too-large", "unreadable")


class Graph(Struct, frozen=True):
    """The document of `graph --level module`; entries as they were written."""

    coverage: Coverage
    modules: tuple[Raw, ...]
    edges: tuple[Raw, ...]
    external_packages: tuple[Raw, ...]
    external_edges: tuple[Raw, ...]
    unresolved: tuple[Raw, ...]


class Check(Struct, frozen=True):
    """The document of `check`; entries as they were written."""

    strategy: Raw
    summary: Raw
    findings: tuple[Raw, ...]
    rules: Raw
    components: Raw
    vanished: Raw
    unresolved: tuple[Raw, ...]
    notes: Raw


class _Entry(Struct, frozen=True):
    path: str = ""
    id: str = ""
    source: str = ""
    target: str = ""
    name: str = ""
    where: Place = Place("")


def told_by_graph(out: bytes) -> bytes:
    """All entries that concern files outside of hostile/: modules, edges from them, externals."""
    graph = msgspec.json.decode(out, type=Graph)
    modules = [raw for raw in graph.modules if not _is_hostile(_entry(raw).path)]
    ids = {_entry(raw).id for raw in modules}
    edges = [raw for raw in graph.edges if _entry(raw).source in ids]
    externals = [raw for raw in graph.external_edges if _entry(raw).source in ids]
    names = {_entry(raw).target for raw in externals}
    packages = [raw for raw in graph.external_packages if _entry(raw).name in names]
    coverage = graph.coverage
    remarks = [
        msgspec.json.encode(place)
        for place in (*coverage.skipped, *coverage.problems, *coverage.left_out)
        if not _is_hostile(place.path)
    ]
    return _lines([*modules, *edges, *externals, *packages, *_own(graph.unresolved), *remarks])


def told_by_check(out: bytes) -> bytes:
    """All findings but those in hostile/, and everything the rules came to."""
    check = msgspec.json.decode(out, type=Check)
    findings = [raw for raw in check.findings if not _is_hostile(_entry(raw).where.path)]
    rest = [check.strategy, check.summary, check.rules, check.components, check.vanished]
    return _lines([*findings, *rest, _notes(check.notes), *_own(check.unresolved)])


def _notes(notes: Raw) -> bytes:
    """Without the counts of what was looked at, which hostile files are among."""
    told = msgspec.json.decode(notes, type=list[str])
    kept = [each for each in told if not each.startswith(_COUNTS)]
    return msgspec.json.encode(kept)


def module_paths(out: bytes) -> set[str]:
    """The paths of all modules of a graph."""
    return {_entry(raw).path for raw in msgspec.json.decode(out, type=Graph).modules}


def coverage_of(out: bytes) -> Coverage:
    """The coverage of a graph or a check."""
    return msgspec.json.decode(out, type=_HasCoverage).coverage


class _HasCoverage(Struct, frozen=True):
    coverage: Coverage


def _own(unresolved: Iterable[Raw]) -> list[Raw]:
    return [raw for raw in unresolved if not _is_hostile(_entry(raw).path)]


def _entry(raw: Raw) -> _Entry:
    return msgspec.json.decode(raw, type=_Entry)


def _is_hostile(path: str) -> bool:
    return path.startswith(HOSTILE)


def _lines(entries: Iterable[Raw | bytes]) -> bytes:
    return b"\n".join(bytes(entry) for entry in entries)
