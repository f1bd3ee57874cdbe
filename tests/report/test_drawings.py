"""Mermaid and DOT: golden files, and a grammar that hostile names must not leave."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driftscan.report import dot, mermaid
from driftscan.report.drawing import Arrow, Box, Drawing, drawing
from driftscan.report.picture import Picture

MakePicture = Callable[..., Picture]
Golden = Callable[[str, str], None]

MERMAID_LABEL = r'\["(?:[A-Za-z0-9 _./:,()+=¡-\U0010ffff-]|#\d+;)*"\]'
MERMAID_LINE = re.compile(
    "|".join(
        [
            "flowchart LR",
            r"  %% [\w ,]+",
            rf"  (?:  )?n\d+{MERMAID_LABEL}",
            rf"  subgraph g\d+{MERMAID_LABEL}",
            "  end",
            r"  n\d+ (?:-->|-\.->)\|\d+\| n\d+",
        ]
    )
)
DOT_STRING = r'"(?:[^"\\]|\\\\|\\")*"'
DOT_LINE = re.compile(
    "|".join(
        [
            r"digraph driftscan \{",
            r" *\}",
            "  rankdir=LR;",
            r"  node \[shape=box\];",
            rf" +n\d+ \[label={DOT_STRING}\];",
            r"  subgraph cluster_\d+ \{",
            rf" +label={DOT_STRING};",
            r'  n\d+ -> n\d+ \[label="\d+"(?:, style=dashed)?\];',
        ]
    )
)


@pytest.mark.parametrize("level", ["module", "component"])
def test_golden_drawings(picture_of: MakePicture, golden: Golden, level: str) -> None:
    boxes = drawing(picture_of(), level)
    golden(f"graph-{level}.mmd", mermaid.render(boxes))
    golden(f"graph-{level}.dot", dot.render(boxes))


NAMES = st.text(st.characters(), max_size=30)
DRAWINGS = st.builds(
    lambda names, groups: Drawing(
        tuple(Box(name, group) for name, group in zip(names, groups, strict=False)),
        (Arrow(0, 0, 1, True), Arrow(0, 0, 2, False)),
    ),
    st.lists(NAMES, max_size=4),
    st.lists(NAMES, max_size=4),
)


@given(DRAWINGS)
def test_mermaid_stays_inside_its_grammar(boxes: Drawing) -> None:
    for line in mermaid.render(boxes).removesuffix("\n").split("\n"):
        assert MERMAID_LINE.fullmatch(line), line


@given(DRAWINGS)
def test_dot_stays_inside_its_grammar(boxes: Drawing) -> None:
    for line in dot.render(boxes).removesuffix("\n").split("\n"):
        assert DOT_LINE.fullmatch(line), line


@pytest.mark.parametrize(
    "name",
    [
        '"]; click n0 "javascript:alert(1)"',
        "`*md*`",
        "<script>",
        "end",
        "%%{init: {}}%%",
        "a\nb",
        "\x1b[2J",
        "\u202e",
        "@team",
        "#quot;",
        "&lt;",
        "\\",
        '\\"',
        "x" * 10_000,
    ],
)
def test_hostile_names_stay_inside_the_grammar(name: str) -> None:
    boxes = Drawing((Box(name, name), Box("b")), (Arrow(0, 1, 1, False),))
    assert all(MERMAID_LINE.fullmatch(line) for line in mermaid.render(boxes).splitlines())
    assert all(DOT_LINE.fullmatch(line) for line in dot.render(boxes).splitlines())
    assert len(mermaid.render(boxes)) < 5_000


def test_mermaid_says_what_it_leaves_out() -> None:
    arrows = tuple(Arrow(0, number, number, False) for number in range(600))
    boxes = Drawing(tuple(Box(str(number)) for number in range(600)), arrows)
    text = mermaid.render(boxes)
    assert text.count("-->") == 500
    assert "100 lighter dependencies are left out" in text
    assert "n0 -->|99| n99" not in text
    assert "n0 -->|100| n100" in text


def test_dot_draws_everything() -> None:
    arrows = tuple(Arrow(0, number, number, False) for number in range(600))
    boxes = Drawing(tuple(Box(str(number)) for number in range(600)), arrows)
    assert dot.render(boxes).count(" -> ") == 600
