"""What comes in and what comes out of a migration, whatever tool the file is of."""

from collections.abc import Sequence

from msgspec import Struct

from driftscan.migrate.draft import Draft

MAX_BYTES = 1024 * 1024


class ForeignFile(Struct, frozen=True):
    """A file of another tool. name: as shown; directory: relative to the scanned root, '' for it.

    line_marks: lines of code that carry the tool's own comment, as (path, line, text).
    companions: further files of the tool in the tree, sorted by path. tree: paths of all files of
    the tree, sorted; () where nothing is known of them.
    """

    name: str
    directory: str
    content: bytes
    companions: tuple["ForeignFile", ...] = ()
    line_marks: tuple[tuple[bytes, int, str], ...] = ()
    tree: tuple[bytes, ...] = ()


class NoEqual(Struct, frozen=True, order=True):
    """Something that the new spec does not say, or not in the same way.

    place: file:line where it stands; sentence: what is lost and what to do, in plain words.
    """

    place: str
    sentence: str


class Migration(Struct, frozen=True):
    """tool: whose file it was. text: the content of a driftscan.yaml that says the same."""

    tool: str
    draft: Draft
    text: str
    no_equal: tuple[NoEqual, ...] = ()


class MigrationError(Exception):
    """The file can't be read at all; the message is 'file:line: what; what to do'."""


def sorted_out(found: Sequence[NoEqual]) -> tuple[NoEqual, ...]:
    """Each once, by place; lines as numbers."""
    return tuple(sorted(set(found), key=lambda each: (_place(each.place), each.sentence)))


def _place(place: str) -> tuple[str, int]:
    file, _, line = place.rpartition(":")
    return (file, int(line)) if line.isdigit() else (place, 0)
