"""Which declaration a name means at a place of a file, for languages with nested blocks.

Scopes are ranges of bytes; the file is the outermost. Nothing climbs a syntax tree for it.
"""

from bisect import bisect_right
from collections.abc import Iterable
from typing import Generic, TypeVar

Said = TypeVar("Said")

FILE = 0
_DEEPEST = 64
_MOST = 6


class Scopes:
    """Nested ranges, each known by its place in the order of where they begin; the file is 0."""

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        self.ranges = [(-1, 1 << 62), *sorted(set(ranges), key=lambda each: (each[0], -each[1]))]
        self.parents = [0] * len(self.ranges)
        self._places: list[int] = [-1]
        self._inner: list[int] = [FILE]
        self._sweep()

    def innermost(self, at: int) -> int:
        """The smallest range that holds a byte."""
        return self._inner[bisect_right(self._places, at) - 1]

    def outwards(self, at: int) -> list[int]:
        """The ranges that hold a byte, the smallest first, the file last."""
        scope = self.innermost(at)
        found: list[int] = []
        while scope != FILE and len(found) < _DEEPEST:
            found.append(scope)
            scope = self.parents[scope]
        return [*found, FILE]

    def holds(self, scope: int, at: int) -> bool:
        """Whether a byte lies in a range."""
        start, end = self.ranges[scope]
        return start <= at < end

    def _sweep(self) -> None:
        open_ = [FILE]
        for scope, (start, _) in enumerate(self.ranges):
            if scope == FILE:
                continue
            self._close(open_, start)
            self.parents[scope] = open_[-1]
            open_.append(scope)
            self._note(start, scope)
        self._close(open_, 1 << 61)

    def _close(self, open_: list[int], before: int) -> None:
        while len(open_) > 1 and self.ranges[open_[-1]][1] <= before:
            end = self.ranges[open_.pop()][1]
            self._note(end, open_[-1])

    def _note(self, at: int, scope: int) -> None:
        self._places.append(at)
        self._inner.append(scope)


class Reach(Generic[Said]):
    """What is said of names, by the scope that declares them."""

    def __init__(self, scopes: Scopes) -> None:
        self.scopes = scopes
        self._said: dict[tuple[int, str], list[tuple[int, int, Said]]] = {}

    def declare(self, name: str, at: int, said: Said, scope: int | None = None) -> None:
        """A name is new from here on, in the innermost scope unless another is given."""
        inner = self.scopes.innermost(at)
        where = inner if scope is None else scope
        self._said.setdefault((where, name), []).append((at, inner, said))

    def assign(self, name: str, at: int, said: Said) -> None:
        """A name that is declared around here, or nowhere, means something else too."""
        scope = self.scope_of(name, at)
        inner = self.scopes.innermost(at)
        self._said.setdefault((scope, name), []).append((at, inner, said))

    def scope_of(self, name: str, at: int) -> int:
        """The scope that declares what a name means at a place; the file if none does."""
        return next((s for s in self.scopes.outwards(at) if (s, name) in self._said), FILE)

    def means(self, name: str, at: int) -> list[Said]:
        """What a name may mean at a place, the likeliest first.

        In the scope that is run through in order, what stands before counts: the last of it, and
        those before it if it is only said in a branch.
        """
        scope = self.scope_of(name, at)
        known = self._said.get((scope, name), [])
        before = [each for each in known[-512:] if each[0] < at]
        if scope == FILE or not before:
            return [said for _, _, said in known[:_MOST]]
        found = []
        for _, inner, said in reversed(before[-_MOST:]):
            found.append(said)
            if inner == scope or self.scopes.holds(inner, at):
                break
        return found

    def everywhere(self) -> Iterable[tuple[int, str, int, Said]]:
        """(scope, name, place, what is said), by where names were first declared."""
        for (scope, name), known in self._said.items():
            for at, _, said in known:
                yield scope, name, at, said
