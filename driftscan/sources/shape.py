"""The shape of a tree in git: all that a listing depends on, but for the contents of plain files.

From one commit to the next a tree mostly keeps its shape. What was listed before then holds, and
only the ids of the files have to be looked up again: in those stretches of what git printed that
are not what they were, byte by byte.
"""

from bisect import bisect_left
from collections.abc import Sequence
from hashlib import blake2b
from operator import attrgetter

from msgspec.msgpack import encode
from msgspec.structs import replace

from driftscan.model.source import Listing, Shape, SourceFile, Stretch
from driftscan.model.spec import SourceSettings
from driftscan.sources.tree_lines import TreeLines

UNMEASURED = -1
"""The size of a file whose content no run has met; it is asked for once the tree is listed."""

_OF_CONTENT = ("too-large", "unreadable", "unmerged", "intent-to-add")
_LINES = 128  # of a stretch


def shape_of(listed: TreeLines, settings: SourceSettings) -> Shape:
    """The shape of a tree that is listed with these settings."""
    lines = listed.lines
    parts = [[*lines[at : at + _LINES], b""] for at in range(0, len(lines), _LINES)]
    stretches = tuple([_stretch(listed, b"\0".join(part), part) for part in parts])
    return Shape(_digest(encode(settings)), listed.cut, stretches)


def shaped(listing: Listing) -> Listing:
    """A listing that may be taken up again; not where a content decided what was left out."""
    kept = all(left.code not in _OF_CONTENT for left in listing.left_out)
    return listing if kept else replace(listing, shape=None)


def listed_again(before: Listing, listed: TreeLines, settings: SourceSettings) -> Listing | None:
    """The listing of a tree that has the shape of the one before; None if it has another."""
    shape = before.shape
    if shape is None or (shape.settings, shape.cut) != (_digest(encode(settings)), listed.cut):
        return None
    if sum([stretch.length for stretch in shape.stretches]) != len(listed.text):
        return None
    changed: list[bytes] = []
    stretches, begin = list(shape.stretches), 0
    for at, stretch in enumerate(shape.stretches):
        text = listed.text[begin : begin + stretch.length]
        begin += stretch.length
        if _digest(text) != stretch.whole:
            lines = text.split(b"\0")
            stretches[at] = _stretch(listed, text, lines)
            if stretches[at].alike != stretch.alike:
                return None
            changed += lines[:-1]
    shape = Shape(shape.settings, shape.cut, tuple(stretches))
    return replace(before, files=_renewed(before.files, listed, changed), shape=shape)


def _renewed(
    files: Sequence[SourceFile], listed: TreeLines, lines: Sequence[bytes]
) -> tuple[SourceFile, ...]:
    """The files, of which these lines may name other contents."""
    renewed = list(files)
    for line in lines:
        path, id = line[listed.cut :], listed.id(line)
        at = bisect_left(renewed, path, key=attrgetter("path"))
        if at < len(renewed) and renewed[at].path == path and renewed[at].blob != id:
            renewed[at] = SourceFile(path, UNMEASURED, id)
    return tuple(renewed)


def _stretch(listed: TreeLines, text: bytes, lines: Sequence[bytes]) -> Stretch:
    alike = b"\0".join(listed.without_ids(lines))
    return Stretch(len(text), _digest(text), _digest(alike))


def _digest(text: bytes) -> bytes:
    return blake2b(text, digest_size=16).digest()
