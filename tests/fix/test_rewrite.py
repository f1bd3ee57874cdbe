"""Names move to other modules: a text and moves in, the text out."""

import ast
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from driftscan.fix.bindings import passes_plainly
from driftscan.fix.move import Move
from driftscan.fix.rewrite import rewrite

CASES = yaml.safe_load(Path(__file__).with_name("rewrite.cases.yaml").read_text())
TARGETS = {"X": "common", "Y": "common.api"}


def moved(content: bytes, lines: range = range(1, 4)) -> bytes:
    moves = [
        Move(line, name, "common._impl", new) for name, new in TARGETS.items() for line in lines
    ]
    return rewrite(content, moves, "common.jobs")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_rewritten(case: dict[str, str]) -> None:
    assert moved(case["before"].encode()).decode() == case["after"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_was_moved_has_nothing_to_move(case: dict[str, str]) -> None:
    assert moved(case["after"].encode()).decode() == case["after"]


def test_from_elsewhere_a_relative_import_becomes_absolute() -> None:
    move = Move(1, "X", "shop._impl", "common")
    assert rewrite(b"from ._impl import X\n", [move], "shop") == b"from common import X\n"


def test_only_the_lines_that_are_meant() -> None:
    text = b"from common._impl import X\nfrom common._impl import X\n"
    expected = b"from common._impl import X\nfrom common import X\n"
    assert moved(text, range(2, 3)) == expected


@pytest.mark.parametrize(
    "text",
    [
        b"# coding: latin-1\nfrom common._impl import X  # \xe9\n",
        b"\xef\xbb\xbffrom common._impl import X  # \xc3\xa9\n",
    ],
)
def test_the_encoding_stays(text: bytes) -> None:
    assert moved(text) == text.replace(b"common._impl", b"common")


def test_a_file_that_would_not_come_back_as_it_was_is_left_alone() -> None:
    with pytest.raises(ValueError, match="byte for byte"):
        moved(b"\x0cimport a\n")


OTHERS = ["x = 1", "# from common._impl import X", "s = '''\n from common._impl import X\n'''", ""]
OTHERS += ["import common._impl", "if x:\n\tpass", "def f( a,b ): return  a ;", "y = (1,\n  2)"]
_NAMES = st.lists(st.sampled_from(["A", "B as X", "X", "X as Q", "Y", "C"]), min_size=1, max_size=5)


@given(
    before=st.lists(st.sampled_from(OTHERS), max_size=4),
    after=st.lists(st.sampled_from(OTHERS), max_size=4),
    names=_NAMES,
    layout=st.sampled_from(["{}", "({})", "(\n{},\n)", "(  # c\n    {}  # d\n)"]),
    separator=st.sampled_from([", ", ",", ",  # e\n  ", ",\n  # f\n"]),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_every_other_line_stays_and_every_name_is_bound_as_before(
    before: list[str], after: list[str], names: list[str], layout: str, separator: str, end: str
) -> None:
    if layout == "{}":
        separator = ", "
    statement = "from common._impl import " + layout.format(separator.join(names))
    head = "".join(f"{text}\n" for text in before)
    tail = "".join(f"{text}\n" for text in after)
    text = f"{head}{statement}\n{tail}".replace("\n", end)
    line = head.count("\n") + 1
    found = moved(text.encode(), range(line, line + 1)).decode()
    assert found.startswith(head.replace("\n", end))
    assert found.endswith(tail.replace("\n", end))
    middle = found[len(head.replace("\n", end)) : len(found) - len(tail.replace("\n", end))]
    assert sorted(bound(middle)) == sorted(
        (TARGETS.get(each.split(" ")[0], "common._impl"), *each.split(" as ")) for each in names
    )
    assert middle.count("#") >= statement.count("#") - ("# c" in layout)
    assert "\n" not in middle.replace(end, "")


def bound(text: str) -> list[tuple[str, ...]]:
    return [
        (node.module or "", *filter(None, (alias.name, alias.asname)))
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    ]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (b"from ._impl import X\n", True),
        (b"from ._impl import (\n    X,\n)\n__all__ = ['X']\n", True),
        (b"from ._impl import _X as X\n", True),
        (b"from ._impl import X as Y\n", False),
        (b"from ._impl import X\nX = cached(X)\n", False),
        (b"from ._impl import X\ndef X(): pass\n", False),
        (b"from ._impl import X\ndef f():\n    global X\n    X = 1\n", False),
        (b"from ._impl import X\ndef f():\n    X = 1\n", True),
        (b"if fast:\n    from ._impl import X\n", False),
        (b"try:\n    from ._impl import X\nexcept ImportError: pass\n", False),
        (b"from ._impl import *\n", False),
    ],
)
def test_a_module_passes_a_name_on(text: bytes, plain: bool) -> None:
    assert passes_plainly(text, "X") is plain
