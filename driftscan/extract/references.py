"""References of one file as a resolver finds them: one per target, with all its lines."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from operator import attrgetter
from typing import Generic, Protocol, TypeVar

from msgspec import Struct

from driftscan.graph.resolved import (
    ExternalReference,
    ResolvedFile,
    ResolvedReference,
    UnresolvedReference,
)
from driftscan.model.graph import Kind

_File = TypeVar("_File", bound=Hashable)
_FileIn = TypeVar("_FileIn", contravariant=True)


class Outside(Struct, frozen=True):
    """A package outside the tree: name, distribution, standard, scope of an ExternalReference."""

    name: str
    distribution: str = ""
    standard: bool = False
    scope: str = ""


class Positions(Protocol[_FileIn]):
    """Of each file in the list of modules."""

    def __getitem__(self, file: _FileIn, /) -> int: ...


class References(Generic[_File]):
    """Of the file `origin`; files are told by what `positions` knows them by. The surest of several
    references to one target tells how sure it is."""

    def __init__(self, origin: _File, positions: Positions[_File]) -> None:
        self._origin = origin
        self._positions = positions
        self._internal: dict[tuple[_File, Kind], set[int]] = defaultdict(set)
        self._external: dict[Outside, set[int]] = defaultdict(set)
        self._sure: dict[tuple[_File, Kind] | Outside, float] = defaultdict(float)
        self._unresolved: set[UnresolvedReference] = set()

    def internal(
        self, file: _File, lines: Iterable[int], sure: float = 1.0, kind: Kind = Kind.IMPORT
    ) -> None:
        """To a file of the tree; what leads to the file itself is none."""
        if file != self._origin:
            self._internal[file, kind].update(lines)
            self._sure[file, kind] = max(sure, self._sure[file, kind])

    def external(self, outside: Outside, lines: Iterable[int], sure: float = 1.0) -> None:
        """To a package outside."""
        self._external[outside].update(lines)
        self._sure[outside] = max(sure, self._sure[outside])

    def unresolved(self, written: str, cause: str, lines: Iterable[int], detail: str = "") -> None:
        """To nothing that is known."""
        gaps = (UnresolvedReference(written, cause, line, detail) for line in lines)
        self._unresolved.update(gaps)

    def file(self) -> ResolvedFile:
        """All of them, sorted."""
        internal = [
            ResolvedReference(
                self._positions[file], kind, tuple(sorted(lines)), self._sure[file, kind]
            )
            for (file, kind), lines in self._internal.items()
        ]
        external = [
            ExternalReference(
                outside.name,
                outside.distribution,
                outside.standard,
                Kind.IMPORT,
                tuple(sorted(lines)),
                self._sure[outside],
                outside.scope,
            )
            for outside, lines in self._external.items()
        ]
        return ResolvedFile(
            tuple(sorted(internal, key=attrgetter("target", "kind"))),
            tuple(sorted(external, key=attrgetter("name", "distribution", "standard", "scope"))),
            tuple(sorted(self._unresolved, key=attrgetter("written", "cause", "line", "detail"))),
        )
