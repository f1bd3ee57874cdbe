"""Two functions side by side: which lines stand beside each other, and how they differ."""

import pytest

from driftscan.families.beside import Side, beside, tokens_by_line
from driftscan.model.family import Spelt

ALL_AGREE = frozenset[int]()


def side(text: str, apart: frozenset[int] | None = None) -> Side:
    """Words are tokens, a word in capitals is the name of a local; after # there is a comment."""
    lines = text.split("\n")
    row = [
        Spelt("name" if word.isupper() else word, at)
        for at, line in enumerate(lines, 1)
        for word in line.partition("#")[0].split()
    ]
    return Side(1, lines, tokens_by_line(row), apart)


CASES = [
    ("the same", "a\nb", "a\nb", None, ["same 1 1", "same 2 2"]),
    ("names of locals", "a X", "a Y", None, ["names 1 1"]),
    ("layout and comments", "  a # one", "a # two", None, ["names 1 1"]),
    ("a line more", "a\nb\nc", "a\nc", None, ["same 1 1", "apart 2 0", "same 3 2"]),
    ("a line other", "a\nb", "a\nc", None, ["same 1 1", "apart 2 2"]),
    ("of three, where others agree", "a\nb", "a\nc", {2}, ["same 1 1", "apart 2 2"]),
    ("of three, where others differ", "a\nb", "a\nc", ALL_AGREE, ["same 1 1", "other 2 2"]),
    (
        "what is far from a difference is folded",
        "a\nb\nc\nd\ne\nf\ng\nh",
        "a\nb\nc\nd\ne\nf\ng\nx",
        None,
        ["folded 4 4", "same 5 5", "same 6 6", "same 7 7", "apart 8 8"],
    ),
]


@pytest.mark.parametrize(("name", "one", "other", "apart", "rows"), CASES)
def test_rows(
    name: str, one: str, other: str, apart: frozenset[int] | None, rows: list[str]
) -> None:
    lines = None if apart is None else frozenset(apart)
    found = beside(side(one, lines), side(other, lines))
    assert [f"{row.mark} {row.here} {row.there}" for row in found] == rows, name


def test_what_is_long_is_cut() -> None:
    (row,) = beside(side("a" * 300), side("a" * 300))
    assert row.here_text == "a" * 160 + " ..."
    many = "\n".join(f"a{at}" for at in range(200))
    others = "\n".join(f"b{at}" for at in range(200))
    assert beside(side(many), side(others))[-1].mark == "folded"
    endless = "\n".join("a" for _ in range(700))
    assert beside(side(endless), side(endless)) == ()
