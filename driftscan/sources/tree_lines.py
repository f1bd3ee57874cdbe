"""A whole tree as git prints it: one line for each path.

A large repository has more such lines than files that anybody asks for, so a line is only taken
apart where it is looked at; all of them are cut at the same place.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

SUBMODULE = b"160000"
LINK = b"120000"
PLAIN = (b"100644", b"100755", b"100664")

_ID_AT = 7
_BETWEEN = len(b" 0\t")
_COMMON_KIND = b"100"


class TreeEntry(Struct, frozen=True, gc=False):
    """A path as git lists it. mode: six octal digits, which tell files, links and submodules;
    id: hexadecimal, of the content; of a link that is the path it leads to."""

    path: bytes
    mode: bytes
    id: bytes


class TreeLines(Struct, frozen=True):
    """lines: as `git ls-files -s` prints them, 'MODE ID STAGE<TAB>PATH', sorted by path.

    cut: where the path begins, in every line: ids of one repository have one length.
    """

    lines: Sequence[bytes] = ()
    cut: int = 0

    def entry(self, line: bytes) -> TreeEntry:
        """A line taken apart."""
        return TreeEntry(line[self.cut :], line[: _ID_AT - 1], self.id(line).encode())

    def id(self, line: bytes) -> str:
        """The object that a line names."""
        return line[_ID_AT : self.cut - _BETWEEN].decode("ascii")

    def find(self, path: bytes) -> TreeEntry | None:
        """The entry of a path, if there is one."""
        at = bisect_left(self.lines, path, key=lambda line: line[self.cut :])
        found = self.lines[at : at + 1]
        return self.entry(found[0]) if found and found[0][self.cut :] == path else None

    def by_path(self) -> dict[bytes, bytes]:
        """Every line."""
        return {line[self.cut :]: line for line in self.lines}

    def without_ids(self) -> list[bytes]:
        """The lines less the objects that they name."""
        end = self.cut - _BETWEEN
        return [line[:_ID_AT] + line[end:] for line in self.lines]

    def special(self) -> Iterator[TreeEntry]:
        """Whatever is no file: links and submodules."""
        kind = slice(len(_COMMON_KIND))
        return map(self.entry, [line for line in self.lines if line[kind] != _COMMON_KIND])

    def below(self, directory: bytes) -> "TreeLines":
        """What lies under a directory, its paths relative to it; b'' is the top."""
        if not directory:
            return self
        start, cut = directory + b"/", self.cut
        after = cut + len(start)
        inside = [line for line in self.lines if line.startswith(start, cut)]
        return TreeLines([line[:cut] + line[after:] for line in inside], cut)


def printed_lines(lines: Sequence[bytes]) -> TreeLines:
    """Lines as they were printed."""
    return TreeLines(lines, lines[0].index(b"\t") + 1 if lines else 0)


def lines_of(entries: Iterable[TreeEntry]) -> TreeLines:
    """Lines for entries that were printed in another way."""
    return printed_lines([b"%b %b 0\t%b" % (each.mode, each.id, each.path) for each in entries])
