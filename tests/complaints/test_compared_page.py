"""docs/compared.md: its links lead somewhere, and its tables are whole."""

import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "compared.md"
LINK = re.compile(r"\]\(([^)]+)\)")
WORDS = {"yes", "part", "no", "?", "-"}


def _tables() -> list[list[list[str]]]:
    """Each table of the page: its rows, head first, as cells without blanks."""
    blocks = re.findall(r"(?:^\|.*\n)+", PAGE.read_text(), re.MULTILINE)
    return [
        [[cell.strip() for cell in line[1:-1].split("|")] for line in block.splitlines()]
        for block in blocks
    ]


def _comparisons() -> list[list[list[str]]]:
    return [table for table in _tables() if table[0][1] == "driftscan"]


@pytest.mark.parametrize("link", sorted(set(LINK.findall(PAGE.read_text()))))
def test_links_lead_somewhere(link: str) -> None:
    path, _, heading = link.partition("#")
    if path.startswith("https://"):
        return
    assert (PAGE.parent / path).exists() if path else f"## {heading.title()}" in PAGE.read_text()


def test_every_row_has_as_many_cells_as_its_head() -> None:
    assert len(_comparisons()) == 3
    for head, *rows in _tables():
        assert [row[0] for row in rows if len(row) != len(head)] == []


def test_all_comparisons_have_the_same_tools_and_no_row_twice() -> None:
    first, *others = _comparisons()
    assert all(table[0] == first[0] for table in others)
    names = [row[0] for table in _comparisons() for row in table[2:]]
    assert len(names) == len(set(names)) >= 40


def test_what_others_can_do_is_one_word() -> None:
    for _, _, *rows in _comparisons():
        for row in rows:
            assert set(row[2:]) <= WORDS, row[0]


def test_what_we_claim_is_shown() -> None:
    """Our own cell is no, or a word with a link to what proves it; never a guess."""
    for _, _, *rows in _comparisons():
        for row in rows:
            assert re.fullmatch(r"no|\[(yes|part)\]\([^)]+\)", row[1]), row[0]
