"""What the path of a pattern can match: directories that hold something, and single files."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from driftscan.graph.paths import parse_pattern

_STAR = b"*"


class Match(Struct, frozen=True):
    """A path of the tree, and what the '*' of a pattern stands for in it."""

    stood: bytes
    path: bytes


class Tree(Struct, frozen=True):
    """directories: all that hold a file, directly or further down. files: those of a language,
    without the index files of packages, which are their directory."""

    directories: frozenset[bytes]
    files: tuple[bytes, ...]

    def matches(self, pattern: str) -> Iterator[Match]:
        """All that a path with one '*' matches, in no order.

        Files only where the last part of the path says how they end: `services/*` means the
        services, not a `conftest.py` beside them.
        """
        text = parse_pattern(pattern).text
        before, _, after = text.partition(_STAR)
        shortest = len(before) + len(after) + 1
        for path in self._candidates(text):
            if len(path) >= shortest and path.startswith(before) and path.endswith(after):
                stood = path[len(before) : len(path) - len(after)]
                if b"/" not in stood:
                    yield Match(stood, path)

    def _candidates(self, pattern: bytes) -> Iterator[bytes]:
        yield from self.directories
        if b"." in pattern.rpartition(b"/")[2]:
            yield from self.files


def tree_of(folders: Iterable[bytes], files: Iterable[bytes]) -> Tree:
    """folders: those that directly hold a file, as in Listing; files: see Tree."""
    directories: set[bytes] = set()
    own = tuple(files)
    for folder in (*folders, *(path.rpartition(b"/")[0] for path in own)):
        while folder and folder not in directories:
            directories.add(folder)
            folder = folder.rpartition(b"/")[0]
    return Tree(frozenset(directories), own)
