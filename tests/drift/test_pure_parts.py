"""Calendars, clocks, records and effects: values in, values out."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driftscan.drift.calendar import beginning, chosen_points, months_before
from driftscan.drift.effects import outcome_of
from driftscan.drift.records import is_record, read_record
from driftscan.model.measure import CATALOGUE, Goal
from driftscan.model.spec import Decision
from driftscan.model.trend import Landed, Observed, Point, Reading
from driftscan.report.curves import sparkline

day = datetime.date.fromisoformat


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2y", "2024-08-21"),
        ("18m", "2025-02-21"),
        ("6w", "2026-07-10"),
        ("90d", "2026-05-23"),
        ("2025-01-31", "2025-01-31"),
        ("9999y", "0001-01-21"),
        ("2025-02-30", None),
        ("two years", None),
        ("", None),
        ("0d", None),
    ],
)
def test_beginnings(text: str, meant: str | None) -> None:
    assert beginning(text, day("2026-08-21")) == (day(meant) if meant else None)


@pytest.mark.parametrize(
    ("start", "months", "meant"),
    [
        ("2026-03-31", 1, "2026-02-28"),
        ("2024-03-31", 1, "2024-02-29"),
        ("2026-01-15", 1, "2025-12-15"),
        ("2026-12-01", -1, "2027-01-01"),
        ("2026-11-30", 24, "2024-11-30"),
    ],
)
def test_months(start: str, months: int, meant: str) -> None:
    assert months_before(day(start), months) == day(meant)


LINE = [
    Landed(id=name, day=day(when))
    for name, when in [
        ("a", "2026-01-10"),
        ("b", "2026-01-31"),
        ("c", "2026-02-01"),
        ("d", "2026-04-05"),
        ("e", "2026-04-06"),
    ]
]


@pytest.mark.parametrize(
    ("every", "since", "points"),
    [
        ("month", "2026-02-10", "b c e"),
        ("month", "2025-06-01", "a b c e"),
        ("quarter", "2026-02-10", "c e"),
        ("week", "2026-04-01", "c d e"),
        ("day", "2026-04-05", "c d e"),
        ("commit", "2026-02-01", "c d e"),
    ],
)
def test_points(every: str, since: str, points: str) -> None:
    assert " ".join(one.id for _, one in chosen_points(LINE, every, day(since))) == points


NYGARD = "# 7. One usage API\n\nDate: 2026-03-01\n\n## Status\n\nAccepted\n"
MADR = '---\nstatus: "accepted"\ndate: 2026-03-01\n---\n# One usage API\n'
OLD_MADR = "# One usage API\n\n* Status: accepted\n* Date: 2026-03-01\n"
OURS = "# 10. Facts\n\nStatus: accepted.\nDate: 2026-03-01\n"
DATED = "# X\n\n## Status\n\nAccepted 2026-03-01\n"


@pytest.mark.parametrize(
    ("text", "title", "when", "status"),
    [
        (NYGARD, "7. One usage API", "2026-03-01", "accepted"),
        (MADR, "One usage API", "2026-03-01", "accepted"),
        (OLD_MADR, "One usage API", "2026-03-01", "accepted"),
        (OURS, "10. Facts", "2026-03-01", "accepted"),
        (DATED, "X", "2026-03-01", "accepted"),
        ("no title", "0007.md", None, ""),
        ("# X\nDate: 2026-02-31\n", "X", None, ""),
        ("# X\n\n## Status\n\nSuperseded by 9\n", "X", None, "superseded by"),
    ],
)
def test_records(text: str, title: str, when: str | None, status: str) -> None:
    found = read_record("docs/adr/0007.md", text)
    assert (found.title, found.status) == (title, status)
    assert found.date == (day(when) if when else None)


@given(st.text())
def test_any_text_is_a_record_of_something(text: str) -> None:
    assert read_record("docs/adr/x.md", text).title


def test_what_is_no_record() -> None:
    names = ("README.md", "0001-x.md", "template.md", "a/INDEX.md", "x.txt")
    assert [is_record(name) for name in names] == [False, True, False, False, False]


def _points(values: str) -> list[Point]:
    """One for each number, a month apart from January 2026 on."""
    return [
        Point(
            landed=Landed(id=str(at), day=datetime.date(2026, at + 1, 1)),
            observed=Observed(commit=str(at), readings=(Reading("findings", int(v)),), findings=()),
        )
        for at, v in enumerate(values.split())
    ]


@pytest.mark.parametrize(
    ("values", "decided", "verdict"),
    [
        ("5 6 7 8 6 5 4", "2026-04-15", "better since; it was not getting better before"),
        ("8 7 6 5 4 3 2", "2026-04-15", "better since, as it was before already"),
        ("8 7 6 5 6 7 8", "2026-04-15", "worse since; it was getting better before"),
        ("1 2 3 4 5 6 7", "2026-04-15", "worse since, as it was before already"),
        ("5 5 5 5 5 5 5", "2026-04-15", "as it was"),
        ("5 5 5 5 5 5 4", "2026-06-15", "too early to say: 1 point since"),
        ("5 4 3 2 1", "2026-01-15", "better since; 1 point before, too few for a comparison"),
    ],
)
def test_effects(values: str, decided: str, verdict: str) -> None:
    decision = Decision(title="x", date=day(decided))
    found = outcome_of(decision, _points(values), ["findings"])
    assert [effect.verdict for effect in found.effects] == [verdict]


@pytest.mark.parametrize(
    ("decision", "why"),
    [
        (Decision(title="x", date=None), "no date is known"),
        (
            Decision(title="x", date=day("2026-02-02"), status="superseded by"),
            "its status is 'superseded by'",
        ),
        (
            Decision(title="x", date=day("2020-01-01")),
            "it was decided earlier than what is looked at",
        ),
        (
            Decision(title="x", date=day("2030-01-01")),
            "it was decided later than what is looked at",
        ),
    ],
)
def test_nothing_to_compare(decision: Decision, why: str) -> None:
    assert outcome_of(decision, _points("1 2 3 4"), ["findings"]).why == why


@pytest.mark.parametrize(
    ("relation", "value", "met"),
    [("<=", 3, True), ("<", 3, False), (">=", 3, True), (">", 3, False), ("=", 3, True)],
)
def test_goals(relation: str, value: float, met: bool) -> None:
    goal = Goal(measure="findings", relation=relation, bound=3, text="")
    assert goal.is_met(value) is met


@given(st.lists(st.integers(-5, 5), min_size=1, max_size=90), st.integers(2, 30))
def test_sparklines(values: list[int], width: int) -> None:
    line = sparkline(values, width)
    assert len(line) == min(len(values), width)
    assert set(line) <= set("▁▂▃▄▅▆▇█")


def test_the_catalogue_is_on_its_page() -> None:
    from pathlib import Path

    page = (Path(__file__).parents[2] / "docs" / "drift.md").read_text("utf-8")
    assert [name for name in CATALOGUE if f"| `{name}` |" not in page] == []
