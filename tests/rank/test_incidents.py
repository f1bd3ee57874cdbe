"""A list of incidents in, what they come to out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driftscan.model.ranking import Incidents
from driftscan.rank.incidents import Incident, Wrong, read_incidents, tallied

LIST = """\
date,where,minutes
2026-01-05,billing,90
2026-02-01,billing/models.py,30

2026-03-09,./billing/,12.5
2026-03-10,gone/old.py,1
"""


def test_a_list() -> None:
    found, wrong = read_incidents(LIST)
    assert wrong == []
    assert [(each.line, each.where, each.minutes) for each in found] == [
        (2, "billing", 90),
        (3, "billing/models.py", 30),
        (5, "billing", 12.5),
        (6, "gone/old.py", 1),
    ]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", []),
        ("2026-01-05,billing,90", []),
        ("2026-01-05,billing", [(1, "2 cells; it takes a date, a component or path, and minutes")]),
        (
            "date,where,minutes\n05.01.2026,billing,90",
            [(2, "'05.01.2026' is no date like 2026-03-31")],
        ),
        ("2026-01-05,,90", [(1, "no component or path")]),
        ("2026-01-05,a,9999999999", [(1, "'9999999999' is no number of minutes")]),
        (
            "2026-01-05,a,1\n" + "x" * 140_000,
            [(2, "no row of CSV: field larger than field limit (131072)")],
        ),
        (
            "2026-01-05,a,-1\n2026-01-05,a,1h\n2026-01-05,a,inf",
            [
                (1, "'-1' is no number of minutes"),
                (2, "'1h' is no number of minutes"),
                (3, "'inf' is no number of minutes"),
            ],
        ),
    ],
)
def test_all_that_is_wrong_is_told(text: str, wrong: list[tuple[int, str]]) -> None:
    assert read_incidents(text)[1] == [Wrong(*each) for each in wrong]


def test_each_is_put_down_to_a_component_and_a_file() -> None:
    found, _ = read_incidents(LIST)
    home = {b"billing/models.py": "billing"}
    tally = tallied(found, {"billing"}, {b"billing/models.py"}, lambda path: home.get(path, ""))
    assert tally.components == {"billing": Incidents(3, 132.5)}
    assert tally.files == {b"billing/models.py": Incidents(1, 30)}
    assert tally.elsewhere == ("gone/old.py",)
    assert tally.listed == 4


@given(st.text())
def test_any_text_is_read_or_told(text: str) -> None:
    found, wrong = read_incidents(text)
    assert all(isinstance(each, Incident) and each.minutes >= 0 for each in found)
    assert all(each.line >= 1 for each in wrong)
