"""A whole tree as git prints it: one line for each path.

A large repository has more such lines than files that anybody asks for, so the text is only cut
into lines where they are looked at, and a line only taken apart then; all are cut at one place.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property

from msgspec import Struct

SUBMODULE = b"160000"
LINK = b"120000"
PLAIN = (b"100644", b"100755", b"100664")

_ID_AT = 7
_BETWEEN = len(b" 0\t")
_COMMON_KIND = b"100"


class TreeEntry(Struct, frozen=True, gc=False):
    """A path as git lists it. mode: six octal digits, which tell files, links and submodules;
    id: hexadecimal, of the content; of a link that is the path it leads to. is_merged: in the
    index, it is no side of a conflict."""

    path: bytes
    mode: bytes
    id: bytes
    is_merged: bool = True


class TreeLines(Struct, frozen=True, dict=True):
    """text: as `git ls-files -s -z` prints it, 'MODE ID STAGE<TAB>PATH<NUL>', sorted by path.

    cut: where the path begins, in every line: ids of one repository have one length.
    """

    text: bytes = b""
    cut: int = 0

    @cached_property
    def lines(self) -> list[bytes]:
        """One for each path."""
        return self.text.split(b"\0")[:-1]

    def entry(self, line: bytes) -> TreeEntry:
        """A line taken apart."""
        is_merged = line[self.cut - _BETWEEN : self.cut] == b" 0\t"
        return TreeEntry(line[self.cut :], line[: _ID_AT - 1], self.id(line).encode(), is_merged)

    def id(self, line: bytes) -> str:
        """The object that a line names."""
        return line[_ID_AT : self.cut - _BETWEEN].decode("ascii")

    def find(self, path: bytes) -> TreeEntry | None:
        """The entry of a path, if there is one."""
        end = self.text.find(b"\t" + path + b"\0")
        if end < 0:
            return None
        begin = self.text.rfind(b"\0", 0, end) + 1
        if end - begin == self.cut - 1:
            return self.entry(self.text[begin : end + 1 + len(path)])
        # The end of another path that holds a tab: this one may still come.
        at = bisect_left(self.lines, path, key=lambda line: line[self.cut :])
        found = self.lines[at : at + 1]
        return self.entry(found[0]) if found and found[0][self.cut :] == path else None

    def without_ids(self, lines: Iterable[bytes]) -> list[bytes]:
        """Lines less the objects that they name, where those are contents of files."""
        end = self.cut - _BETWEEN
        return [
            line[:_ID_AT] + line[end:] if line.startswith(_COMMON_KIND) else line for line in lines
        ]

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
        return of_lines([line[:cut] + line[after:] for line in inside])


def printed(text: bytes) -> TreeLines:
    """What git printed."""
    return TreeLines(text, text.index(b"\t") + 1 if text else 0)


def of_lines(lines: Iterable[bytes]) -> TreeLines:
    """The same of lines; not one may hold a NUL."""
    return printed(b"".join([line + b"\0" for line in lines]))


def lines_of(entries: Iterable[TreeEntry]) -> TreeLines:
    """Lines for entries that were printed in another way."""
    return of_lines([b"%b %b 0\t%b" % (each.mode, each.id, each.path) for each in entries])
