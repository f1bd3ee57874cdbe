"""The files that are there: which patterns mean the same of them, and which share some."""

from collections.abc import Iterable
from functools import cached_property

from driftscan.graph.paths import parse_pattern
from driftscan.notation.words import path_pattern

_LONGEST = 100_000  # files; beyond, patterns are taken as they are written


class Tree:
    """Files by path. Without any, nothing is known and every pattern may mean something."""

    def __init__(self, paths: Iterable[bytes]) -> None:
        found = list(paths)
        self._paths = found if len(found) <= _LONGEST else []
        self._fitting: dict[str, frozenset[int]] = {}

    @cached_property
    def is_known(self) -> bool:
        """Whether there are files to look at."""
        return bool(self._paths)

    def fitting(self, glob: str) -> frozenset[int]:
        """Positions of files that a pattern means."""
        if glob not in self._fitting:
            pattern = parse_pattern(glob)
            prefix = pattern.literal_prefix
            self._fitting[glob] = frozenset(
                position
                for position, path in enumerate(self._paths)
                if path.startswith(prefix) and pattern.matches(path)
            )
        return self._fitting[glob]

    def may_share(self, one: str, other: str) -> bool:
        """Whether a file fits both patterns, or might."""
        return not self.is_known or not self.fitting(one).isdisjoint(self.fitting(other))

    def shared(self, one: str, other: str, most: int) -> list[str] | None:
        """The files that fit both patterns, as patterns; None for too many, or if none is known."""
        both = self.fitting(one) & self.fitting(other)
        if not self.is_known or len(both) > most:
            return None
        return sorted(path_pattern(self._paths[position]) for position in both)

    def may_have(self, glob: str) -> bool:
        """Whether a file fits the pattern, or might."""
        return not self.is_known or bool(self.fitting(glob))

    def plainest(self, glob: str) -> str:
        """The shortest of some ways to write a pattern that mean the same files of today.

        `^src` is `src*`; where there is nothing else that begins so, the folder `src` is meant.
        """
        if not self.is_known or not self.fitting(glob):
            return glob
        bare = glob.removeprefix("**/*").removeprefix("**/")
        ways = (bare.rstrip("*"), bare, glob.rstrip("*"))
        return next(
            (way for way in ways if _is_plain(way) and self.fitting(way) == self.fitting(glob)),
            glob,
        )


def _is_plain(glob: str) -> bool:
    return bool(glob) and not glob.startswith("/") and not glob.endswith("/")


UNKNOWN = Tree(())
