"""Which of two folders uses the other, counted by files: what a reader can find with grep."""

from collections import defaultdict
from functools import cached_property
from typing import NamedTuple

from driftscan.graph.without_tests import without_tests_inside
from driftscan.model.finding import Finding
from driftscan.model.graph import CODE_KINDS
from driftscan.report.audit.audited import Repository
from driftscan.report.escape import path_text

# The other way is the usual one if so many times more files go it.
_CLEARLY = 3


class Direction(NamedTuple):
    """back: how much more files go the other way; text: that in words, '' if it is not clear."""

    back: float = 0.0
    text: str = ""


class Directions:
    """Of one repository. A finding says which file uses which; the folders that are asked for are
    those in which their paths part."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._known: dict[tuple[bytes, bytes], Direction] = {}

    def of(self, finding: Finding) -> Direction:
        """How usual the other way is."""
        target = self._paths.get(finding.target)
        if target is None:
            return Direction()
        folders = _parting(finding.where.path, target)
        if folders not in self._known:
            self._known[folders] = self._counted(*folders)
        return self._known[folders]

    @cached_property
    def _paths(self) -> dict[str, bytes]:
        return {module.id: module.path for module in self._repository.graph.modules}

    @cached_property
    def _pairs(self) -> set[tuple[bytes, bytes]]:
        """Product code alone: tests use everything."""
        graph = without_tests_inside(self._repository.graph)
        paths = [b"" if module.is_test else module.path for module in graph.modules]
        return {
            (paths[edge.source], paths[edge.target])
            for edge in graph.internal
            if edge.kind in CODE_KINDS and paths[edge.source] and paths[edge.target]
        }

    def _counted(self, one: bytes, other: bytes) -> Direction:
        users: dict[bool, set[bytes]] = defaultdict(set)
        for source, target in self._pairs:
            if source.startswith(other) and target.startswith(one):
                users[True].add(source)
            elif source.startswith(one) and target.startswith(other):
                users[False].add(source)
        there, back = len(users[False]), len(users[True])
        if not there or back < _CLEARLY * there:
            return Direction()
        files = "1 file" if there == 1 else f"{there:,} files"
        uses = "uses" if there == 1 else "use"
        text = (
            f"by imports or names {back:,} files of {_folder(other)} use {_folder(one)}, "
            f"{files} of {_folder(one)} {uses} {_folder(other)}, tests apart"
        )
        return Direction(back / there, text)


def _parting(one: bytes, other: bytes) -> tuple[bytes, bytes]:
    """The beginnings of two paths up to where they are not the same any more, that included."""
    parts, others = one.split(b"/"), other.split(b"/")
    for at, (mine, its) in enumerate(zip(parts, others, strict=False)):
        if mine != its:
            return _upto(parts, at), _upto(others, at)
    return one, other


def _upto(parts: list[bytes], at: int) -> bytes:
    return b"/".join(parts[: at + 1]) + (b"/" if at + 1 < len(parts) else b"")


def _folder(path: bytes) -> str:
    return path_text(path).rstrip("/")
