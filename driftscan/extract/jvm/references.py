"""References of one file as they are collected: one per target, with all its lines."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from driftscan.extract.jvm.externals import Outside
from driftscan.graph.resolved import (
    ExternalReference,
    ResolvedFile,
    ResolvedReference,
    UnresolvedReference,
)
from driftscan.model.graph import Kind


class References:
    """positions: of each file in the list of modules."""

    def __init__(self, origin: int, positions: Sequence[int]) -> None:
        self._origin = origin
        self._positions = positions
        self._internal: dict[int, set[int]] = defaultdict(set)
        self._confidence: dict[int, float] = {}
        self._external: dict[Outside, set[int]] = defaultdict(set)
        self._unresolved: dict[tuple[int, str], UnresolvedReference] = {}

    def internal(self, file: int, lines: Iterable[int], confidence: float = 1.0) -> None:
        """To a file of the tree; what leads to the file itself is none."""
        if file != self._origin:
            self._internal[file].update(lines)
            self._confidence[file] = max(confidence, self._confidence.get(file, 0.0))

    def external(self, outside: Outside, lines: Iterable[int]) -> None:
        """To a package outside."""
        self._external[outside].update(lines)

    def unresolved(self, written: str, cause: str, line: int, detail: str = "") -> None:
        """To nothing that is known."""
        reference = UnresolvedReference(written, cause, line, detail)
        self._unresolved.setdefault((line, written), reference)

    def file(self) -> ResolvedFile:
        """All of them, sorted."""
        internal = [
            ResolvedReference(
                self._positions[file], Kind.IMPORT, tuple(sorted(lines)), self._confidence[file]
            )
            for file, lines in self._internal.items()
        ]
        external = [
            ExternalReference(
                outside.name,
                outside.distribution,
                outside.standard,
                Kind.IMPORT,
                tuple(sorted(lines)),
                scope=outside.scope,
            )
            for outside, lines in self._external.items()
        ]
        return ResolvedFile(
            tuple(sorted(internal, key=lambda each: each.target)),
            tuple(sorted(external, key=lambda each: each.name)),
            tuple(self._unresolved[key] for key in sorted(self._unresolved)),
        )
