"""Repositories with a past that is told in a few lines, made by `git fast-import`."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from tests.sources.making import git

DAY = 86400
LAST = 1_750_000_000
"""When every story ends, in seconds since 1970."""

__all__ = ["DAY", "LAST", "Told", "text", "told", "weekly"]


class Told(Struct, frozen=True, kw_only=True):
    """One commit. days: before the end of the story. files: contents by path, None deletes;
    renamed: old path to new. parent, merged: numbers of commits told before; -1 for none, None for
    the one told last."""

    days: float
    files: Mapping[bytes, bytes | None] = {}
    renamed: Mapping[bytes, bytes] = {}
    author: bytes = b"Ada <ada@example.org>"
    subject: bytes = b"work"
    parent: int | None = None
    merged: int | None = None


def told(directory: Path, story: Iterable[Told]) -> Path:
    """A work tree at the end of the story."""
    directory.mkdir(parents=True)
    git(directory, "init", "-q", "-b", "main")
    lines: list[bytes] = []
    for number, each in enumerate(story):
        lines += _lines(number, each)
    git(directory, "fast-import", "--quiet", stdin=b"".join(lines))
    git(directory, "reset", "-q", "--hard")
    return directory


def weekly(weeks: int, path: bytes = b"app/core.py", begin: int = 0) -> list[Told]:
    """A file that is made and then changed once a week, until the story ends."""
    return [
        Told(days=7 * (weeks - at - 1), files={path: text(begin + at)}, subject=b"change %d" % at)
        for at in range(weeks)
    ]


def text(number: int) -> bytes:
    """Ten lines, one of which depends on the number."""
    return b"".join(b"line %d\n" % at for at in range(9)) + b"value = %d\n" % number


def quoted(path: bytes) -> bytes:
    """A path as fast-import takes any path."""
    return b'"' + b"".join(b"\\%03o" % byte for byte in path) + b'"'


def _lines(number: int, each: Told) -> list[bytes]:
    when = b"%d +0000" % (LAST - int(each.days * DAY))
    lines = [
        b"commit refs/heads/main\nmark :%d\n" % (number + 1),
        b"author %b %b\ncommitter %b %b\n" % (each.author, when, each.author, when),
        b"data %d\n%b\n" % (len(each.subject), each.subject),
    ]
    parent = number - 1 if each.parent is None else each.parent
    if parent >= 0:
        lines.append(b"from :%d\n" % (parent + 1))
    if each.merged is not None:
        lines.append(b"merge :%d\n" % (each.merged + 1))
    for old, new in each.renamed.items():
        lines.append(b"R %b %b\n" % (quoted(old), quoted(new)))
    for path, content in each.files.items():
        if content is None:
            lines.append(b"D %b\n" % quoted(path))
        else:
            lines.append(b"M 100644 inline %b\n" % quoted(path))
            lines.append(b"data %d\n%b\n" % (len(content), content))
    return [*lines, b"\n"]
