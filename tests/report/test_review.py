"""The agenda of a review: what is new, unowned, about to end or standing still."""

import datetime
from typing import Any

import pytest

from driftscan.model.measure import Goal
from driftscan.model.page import Page
from driftscan.model.rule import Expect, RuleHead, Side
from driftscan.model.scan import ComponentSummary, RuleSummary
from driftscan.model.spec import Decision, Spec, SpecException, Strategy
from driftscan.model.trend import Known, Landed, Observed, Outcome, Passage, Point, Reading, Trend
from driftscan.report.review_parts import Week, agenda
from tests.formats.conftest import scan

TODAY = datetime.date(2026, 11, 22)
OWNED = Strategy(owner="@acme/architecture")


def days(count: int) -> datetime.date:
    return TODAY - datetime.timedelta(days=count)


def point(ago: int, findings: int) -> Point:
    landed = Landed(id=f"{ago:040x}", day=days(ago), subject="work")
    readings = (Reading("findings", findings),)
    return Point(landed=landed, observed=Observed(commit=landed.id, readings=readings, findings=()))


def trend(**changes: Any) -> Trend:
    values: dict[str, Any] = {
        "root": ".",
        "spec_file": "driftscan.yaml",
        "every": "week",
        "points": (point(60, 3), point(7, 3)),
        "known": {},
        "landed": {},
    }
    return Trend(**(values | changes))


def week(**changes: Any) -> Week:
    values: dict[str, Any] = {
        "name": "shop",
        "since": days(7),
        "today": TODAY,
        "spec": Spec(strategy=OWNED),
        "scan": scan((), rules=()),
        "trend": trend(),
    }
    return Week(**(values | changes))


def lines(page: Page, title: str) -> tuple[str, ...]:
    (found,) = (
        each for part in page.chapters for each in part.sections if each.title.startswith(title)
    )
    return found.lines


def test_only_what_landed_in_the_week_is_new() -> None:
    known = Known("b3f1a2c4d5e6", "deny a -> b", "deny", "divergence", "error", "a.x", "b.y", "i")
    landed = {
        str(ago): Landed(id=str(ago), day=days(ago), subject=f"{ago} days ago") for ago in (3, 30)
    }
    passages = tuple(
        Passage(finding=known.id, came=came, after="", by=by, is_exact=True)
        for by, came in (("30", True), ("3", True), ("3", False))
    )
    page = agenda(week(trend=trend(known={known.id: known}, landed=landed, passages=passages)))
    told = f"deny a -> b, a.x -> b.y [b3f1a2c4]: 3 days ago (3, {days(3)})"
    assert lines(page, "New drift") == (told,)
    assert lines(page, "Mended") == (told,)


def test_nothing_at_all_is_said_to_be_nothing() -> None:
    page = agenda(week(spec=Spec(strategy=OWNED, goals=(goal("<= 3", 3),))))
    assert lines(page, "New drift") == ("Nothing new.",)
    assert lines(page, "Without an owner") == ("Everything has one.",)
    assert lines(page, "Ends soon") == ("Nothing.",)
    assert lines(page, "Does not move") == ("No measure that misses its goal stands still.",)


def test_what_nobody_owns_or_has_decided() -> None:
    component = ComponentSummary(name="web", kind="module", owner="", modules=1, findings=0)
    decision = Decision(title="One bus", date=None, status="proposed", record="docs/adr/7.md")
    page = agenda(
        week(
            spec=Spec(rules=(expect("a -> b", None),)),
            scan=scan((), rules=(), components=(component,)),
            trend=trend(outcomes=(Outcome(decision=decision),)),
        )
    )
    assert lines(page, "Without an owner") == (
        "The target state: strategy.owner is empty",
        "1 rule: a -> b",
        "1 component: web",
        "Not decided yet (proposed): One bus, docs/adr/7.md",
    )


def expect(name: str, by: datetime.date | None) -> Expect:
    head = RuleHead(name=name)
    return Expect(head=head, source=Side(text="a"), target=Side(text="b"), by=by)


def exception(name: str, until: datetime.date | None) -> SpecException:
    return SpecException(finding=name, where="x.py", reason="for now", until=until)


def test_what_ends_soon_the_earliest_first() -> None:
    rules = (expect("there", days(5)), expect("late", days(4)), expect("far", days(-200)))
    outcomes = tuple(
        RuleSummary(name=rule.head.name, check="expect", outcome=outcome, findings=0)
        for rule, outcome in zip(rules, ("kept", "broken", "planned"), strict=True)
    )
    exceptions = (exception("a", days(-20)), exception("b", None), exception("c", days(-90)))
    page = agenda(
        week(
            spec=Spec(strategy=OWNED, rules=rules, exceptions=exceptions),
            scan=scan((), rules=outcomes),
        )
    )
    assert lines(page, "Ends soon") == (
        f"late since {days(4)}: planned: late",
        f"by {days(-20)}: exception from a: for now",
        "1 exception without an end: b",
    )


def goal(text: str, bound: float) -> Goal:
    return Goal(measure="findings", relation="<=", bound=bound, text=text)


@pytest.mark.parametrize(
    ("points", "bound", "weeks"),
    [
        pytest.param([(60, 3), (30, 3), (1, 3)], 0, "8", id="as it was for eight weeks"),
        pytest.param([(60, 3), (30, 3), (1, 3)], 3, "", id="where it should be"),
        pytest.param([(60, 5), (20, 3), (1, 3)], 0, "", id="moved lately"),
        pytest.param([(60, 5), (35, 3), (1, 3)], 0, "5", id="moved, and then no more"),
        pytest.param([(60, 3), (30, 5), (1, 3)], 0, "", id="to and fro"),
    ],
)
def test_measures_that_miss_their_goal_and_stand_still(
    points: list[tuple[int, int]], bound: float, weeks: str
) -> None:
    spec = Spec(strategy=OWNED, goals=(goal(f"<= {bound:g}", bound),))
    found = trend(points=tuple(point(*each) for each in points))
    (line,) = lines(agenda(week(spec=spec, trend=found)), "Does not move")
    assert (f"for {weeks} weeks" in line) if weeks else line.startswith("No measure that")


def test_a_measure_that_was_not_taken_is_not_passed_over() -> None:
    spec = Spec(strategy=OWNED, goals=(goal("<= 0", 0),))
    page = agenda(week(spec=spec, trend=trend(points=())))
    (line,) = lines(page, "Does not move")
    assert line.endswith("not known, goal <= 0")


def test_what_limits_the_history_is_told() -> None:
    assert agenda(week(trend=trend(notes=("a shallow clone",)))).notes == ("a shallow clone",)


def test_without_a_history_it_says_so() -> None:
    page = agenda(week(trend=None, lacking=("no git",)))
    assert lines(page, "New drift") == ("Not known without a history.",)
    assert page.notes == ("no git",)
