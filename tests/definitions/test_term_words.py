"""A row of a term's table in, a sentence out."""

import pytest

from driftscan.model.term import Row, Term
from driftscan.model.term_words import row_in_words

NAMES = ("billing", "stats", "web")


@pytest.mark.parametrize(
    ("aspect", "cells", "said"),
    [
        (
            "type",
            ("integer", "text", "text"),
            "sum is integer in billing, and text in stats and web",
        ),
        (
            "type",
            ("integer", "text", "-"),
            "sum is integer in billing, and text in stats, and missing in web",
        ),
        ("field", ("integer", "integer", "-"), "sum is missing in web"),
        (
            "nullable",
            ("text or nothing", "text", "text"),
            "sum may be nothing in billing, and not in stats and web",
        ),
        # Who has no such field binds nobody.
        (
            "nullable",
            ("text or nothing", "text", "-"),
            "sum may be nothing in billing, and not in stats",
        ),
        (
            "nullable",
            ("text or nothing", "-", ""),
            "sum is text or nothing in billing, and missing in stats and web",
        ),
    ],
)
def test_a_row_is_read_aloud(aspect: str, cells: tuple[str, ...], said: str) -> None:
    row = Row(aspect=aspect, subject="sum", cells=cells, differs=True)
    term = Term(
        kind="entity", name="bill", components=NAMES, places=(), relation="differs", rows=(row,)
    )
    assert row_in_words(term, row, NAMES) == said
