"""Commits in, those that stand twice out."""

import pytest
from msgspec import Struct

from driftscan.history.changes import changes_until
from driftscan.history.counting import COPIES, Counting
from driftscan.model.history import NO_FILE, Commit, Touch

_FILES = [b"a.py", b"b.py", b"old.py"]


class Row(Struct, frozen=True):
    """One commit; parents: ids with blanks between them. changed: `a.py +3 -1, b.py +2 -0`."""

    id: str
    parents: str
    changed: str = "a.py +3 -1"
    second: int = 50
    author: str = "ada"
    subject: str = "work"


class Case(Struct, frozen=True, kw_only=True):
    """rows: newest first. counted: ids of those that count, likewise."""

    name: str
    rows: list[Row]
    counted: str


_BASE = Row("base", "", "a.py +9 -0", second=1)


CASES = [
    Case(
        name="a branch that was merged beside its copy",
        rows=[Row("copy", "base"), Row("first", "base"), _BASE],
        counted="copy base",
    ),
    Case(
        name="three times",
        rows=[Row("x", "base"), Row("y", "base"), Row("z", "base"), _BASE],
        counted="x base",
    ),
    Case(
        name="its lines differ, for what is around them does",
        rows=[Row("copy", "base", "a.py +5 -2"), Row("first", "base"), _BASE],
        counted="copy base",
    ),
    Case(
        name="its subject was worded anew",
        rows=[Row("copy", "base", subject="[T-1] work"), Row("first", "base"), _BASE],
        counted="copy base",
    ),
    Case(
        name="another subject and other lines",
        rows=[Row("x", "base", "a.py +5 -2", subject="more"), Row("y", "base"), _BASE],
        counted="x y base",
    ),
    Case(
        name="other files",
        rows=[Row("x", "base", "a.py +3 -1, b.py +1 -0"), Row("y", "base"), _BASE],
        counted="x y base",
    ),
    Case(
        name="another second, another author",
        rows=[Row("x", "base", second=51), Row("y", "base", author="bob"), Row("z", "base"), _BASE],
        counted="x y z base",
    ),
    Case(
        name="a script commits three times in a second, one upon the other",
        rows=[Row("x", "y"), Row("y", "z"), Row("z", "base"), _BASE],
        counted="x y z base",
    ),
    Case(
        name="taken back in the same second",
        rows=[Row("x", "base", "a.py +3 -3", subject='Revert "work"'),
              Row("y", "base", "a.py +3 -3"), _BASE],
        counted="x y base",
    ),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_stands_twice_counts_once(case: Case) -> None:
    columns = changes_until(100, list(map(_commit, case.rows)), _FILES, _FILES, Counting(3))
    assert [commit.id for commit in columns.commits] == case.counted.split()
    left_out = {each.reason: each.commits for each in columns.omitted}
    missing = len(case.rows) - len(case.counted.split())
    assert left_out == ({COPIES: missing} if missing else {})


def _commit(row: Row) -> Commit:
    touches = tuple(map(_touch, row.changed.split(", ")))
    return Commit(
        row.id, tuple(row.parents.split()), row.second, row.second, f"{row.author}@example.org",
        row.author, row.subject, touches, len(touches),
    )  # fmt: skip


def _touch(changed: str) -> Touch:
    path, added, removed = changed.split()
    return Touch(_FILES.index(path.encode()), NO_FILE, int(added), -int(removed), "M")
