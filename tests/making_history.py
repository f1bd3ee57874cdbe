"""A real repository made of rows: a day, an author, what they wrote. One `git fast-import`."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from tests.sources.making import git

FIRST_DAY = 1_600_000_000 // 86400


class Row(Struct, frozen=True):
    """One commit. day: counted from the first. files: their whole text; None deletes one.

    author: the name in the commit, if it is not who.
    """

    day: int
    who: str
    files: Mapping[str, str | None]
    subject: str = "change"
    author: str = ""


def repository_of(directory: Path, rows: Iterable[Row]) -> Path:
    """The repository, checked out at its last commit."""
    directory.mkdir(parents=True, exist_ok=True)
    git(directory, "init", "-q", "-b", "main")
    stream = "".join(map(_commit, rows)).encode()
    git(directory, "fast-import", "--quiet", stdin=stream)
    git(directory, "reset", "-q", "--hard", "main")
    return directory


def _commit(row: Row) -> str:
    seconds = (FIRST_DAY + row.day) * 86400 + 43200
    person = f"{row.author or row.who.title()} <{row.who}@example.org> {seconds} +0000"
    lines = [
        "commit refs/heads/main",
        f"author {person}",
        f"committer {person}",
        _data(row.subject),
        *(
            f"D {path}" if text is None else f"M 100644 inline {path}\n{_data(text)}"
            for path, text in row.files.items()
        ),
        "",
    ]
    return "\n".join(lines)


def _data(text: str) -> str:
    return f"data {len(text.encode())}\n{text}"
