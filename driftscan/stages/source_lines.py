"""Reads the lines that evidence points at, from the very source that was scanned, without passwords
that stand in them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from driftscan.model.location import Location
from driftscan.model.source import LeftOut
from driftscan.notation.secrets import masked
from driftscan.sources.source import Source


def source_lines(source: Source, places: Iterable[Location]) -> Mapping[Location, str]:
    """The text of each place; a place whose file cannot be read any more has none."""
    wanted: dict[bytes, set[int]] = defaultdict(set)
    for place in places:
        wanted[place.path].add(place.line)
    names = {path.rpartition(b"/")[2] for path in wanted}
    listing = source.list(lambda name: name in names)
    files = [file for file in listing.files if file.path in wanted]
    found: dict[Location, str] = {}
    for file, content in source.read(files):
        if not isinstance(content, LeftOut):
            found.update(_lines(file.path, content, wanted[file.path]))
    return found


def _lines(path: bytes, content: bytes, numbers: Iterable[int]) -> dict[Location, str]:
    # As compilers and editors count: only \n, \r\n and \r end a line.
    lines = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    return {
        Location(path, number): masked(lines[number - 1].decode("utf-8", "backslashreplace"))
        for number in numbers
        if 0 < number <= len(lines)
    }
