"""Bytes of a log in, commits out."""

import pytest

from driftscan.history.log import PathTable, read_commits
from driftscan.model.history import NO_FILE, UNKNOWN_LINES, Commit, Touch

_ID, _PARENT = "a" * 40, "b" * 40
_HEAD = b"\0".join(
    (_ID.encode(), _PARENT.encode(), b"1700000000", b"1700000060", b"A@B.c", b"Ada", b"one\x01two")
)
_BLOBS = b"100644 100644 " + b"1" * 40 + b" " + b"2" * 40


def _raw(letter: bytes, *paths: bytes) -> bytes:
    return b":" + _BLOBS + b" " + letter + b"\0" + b"".join(path + b"\0" for path in paths)


CASES: list[tuple[str, bytes, list[tuple[bytes, bytes, int, int, str]], int]] = [
    ("a merge", b"", [], 0),
    (
        "modified",
        b"\n" + _raw(b"M", b"a.py") + b"3\t1\ta.py\0",
        [(b"a.py", b"", 3, 1, "M")],
        1,
    ),
    (
        "renamed, to a name with every divider of other formats",
        b"\n"
        + _raw(b"R097", b"a => b.py", b"{c => d}\t\n.py")
        + b"2\t2\t\0a => b.py\0{c => d}\t\n.py\0",
        [(b"{c => d}\t\n.py", b"a => b.py", 2, 2, "R")],
        1,
    ),
    (
        "a copy is a new file",
        b"\n" + _raw(b"C100", b"a.py", b"b.py") + b"0\t0\t\0a.py\0b.py\0",
        [(b"b.py", b"", 0, 0, "C")],
        1,
    ),
    (
        "binary, and no source",
        b"\n" + _raw(b"M", b"a.py") + _raw(b"A", b"b.png") + b"-\t-\ta.py\0-\t-\tb.png\0",
        [(b"a.py", b"", UNKNOWN_LINES, UNKNOWN_LINES, "M")],
        2,
    ),
    (
        "a clone without contents has no lines",
        b"\n" + _raw(b"M", b"a.py") + _raw(b"R100", b"b.py", b"c.py"),
        [
            (b"a.py", b"", UNKNOWN_LINES, UNKNOWN_LINES, "M"),
            (b"c.py", b"b.py", UNKNOWN_LINES, UNKNOWN_LINES, "R"),
        ],
        2,
    ),
    (
        "a path that looks like a commit, one like numbers",
        b"\n" + _raw(b"D", b"c" * 40) + _raw(b"D", b"1\t2\t3.py") + b"0\t1\t" + b"c" * 40 + b"\0"
        b"0\t2\t1\t2\t3.py\0",
        [(b"1\t2\t3.py", b"", 0, 2, "D")],
        2,
    ),
]


@pytest.mark.parametrize(
    ("body", "touches", "files"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_log(body: bytes, touches: list[tuple[bytes, bytes, int, int, str]], files: int) -> None:
    table = PathTable()
    expected = tuple(
        Touch(table.of(path), table.of(before) if before else NO_FILE, added, removed, how)
        for path, before, added, removed, how in touches
    )
    commit = Commit(
        *(_ID, (_PARENT,), 1700000000, 1700000060, "a@b.c", "Ada", "one\x01two", expected, files)
    )
    assert read_commits((_HEAD + b"\0" + body) * 2, table) == [commit, commit]
