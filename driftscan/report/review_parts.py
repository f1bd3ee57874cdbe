"""The agenda of a weekly review of half an hour: what is new, what nobody decides, what ends, what
does not move. Each line is something that somebody in the room can answer."""

import datetime
from collections.abc import Iterator, Sequence

from msgspec import Struct

from driftscan.model.measure import CATALOGUE, Goal
from driftscan.model.page import Chapter, Page, Section
from driftscan.model.rule import Expect
from driftscan.model.scan import Scan
from driftscan.model.spec import Spec
from driftscan.model.trend import Passage, Point, Trend
from driftscan.report.brief_parts import short
from driftscan.report.curves import arithmetic
from driftscan.report.terminal.layout import counted

SOON = datetime.timedelta(days=30)
STILL_WEEKS = 4
"""Weeks without a change after which a measure that misses its goal is asked about."""
_MOST = 10
_COMMIT = 12
_OPEN = ("proposed", "draft")
_NONE_STILL = "no measure that misses its goal stands still"


class Week(Struct, frozen=True, kw_only=True):
    """What is reviewed. since: the first day of it. trend: weekly points, with what came and went;
    None where there is no history, as lacking says."""

    name: str
    since: datetime.date
    today: datetime.date
    spec: Spec
    scan: Scan
    trend: Trend | None
    lacking: tuple[str, ...] = ()


def agenda(week: Week) -> Page:
    """The page, with the minutes that each part is given."""
    return Page(
        title=f"{week.name}: architecture review, {week.today}",
        facts=(
            ("Looked at", f"what landed since {week.since}"),
            ("Owner of the target state", week.spec.strategy.owner or "nobody is named"),
        ),
        chapters=(
            Chapter(
                "",
                (
                    _section("New drift (10 minutes)", _came(week, True), "nothing new"),
                    _section("Mended (2 minutes)", _came(week, False), "nothing"),
                    _section("Without an owner (5 minutes)", _unowned(week), "everything has one"),
                    _section("Ends soon, or is late (5 minutes)", _ending(week), "nothing"),
                    _section("Does not move (8 minutes)", _still(week), _NONE_STILL),
                ),
            ),
        ),
        notes=(*week.lacking, *(week.trend.notes if week.trend else ())),
    )


def _section(title: str, lines: Iterator[str], none: str) -> Section:
    return Section(title, short(list(lines), _MOST) or (f"{none[0].upper()}{none[1:]}.",))


def _came(week: Week, came: bool) -> Iterator[str]:
    trend = week.trend
    if trend is None:
        yield "Not known without a history."
        return
    for each in trend.passages:
        by = trend.landed.get(each.by)
        if each.came is came and by and by.day >= week.since:
            yield f"{_what(trend, each)}: {by.subject} ({by.id[:_COMMIT]}, {by.day})"


def _what(trend: Trend, passage: Passage) -> str:
    known = trend.known[passage.finding]
    arrow = f"{known.source} -> {known.target}" if known.target else known.source
    return f"{known.rule}, {arrow} [{known.id[:8]}]"


def _unowned(week: Week) -> Iterator[str]:
    if not week.spec.strategy.owner:
        yield "The target state: strategy.owner is empty"
    rules = [rule.head.name for rule in week.spec.rules if not rule.head.owner]
    if rules:
        yield f"{counted(len(rules), 'rule')}: {'; '.join(short(rules, 3))}"
    parts = [each.name for each in week.scan.components if not each.owner]
    if parts:
        yield f"{counted(len(parts), 'component')}: {', '.join(short(parts, 3))}"
    for outcome in week.trend.outcomes if week.trend else ():
        decision = outcome.decision
        if decision.status.startswith(_OPEN):
            yield f"Not decided yet ({decision.status}): {decision.title}, {decision.record}"


def _ending(week: Week) -> Iterator[str]:
    """The earliest first; what is over already is a finding, and stands above."""
    dated = [
        (each.until, f"exception from {each.finding}: {each.reason}")
        for each in week.spec.exceptions
        if each.until
    ]
    dated += [(r.head.until, f"rule {r.head.name} ends") for r in week.spec.rules if r.head.until]
    kept = {each.name for each in week.scan.rules if each.outcome == "kept"}
    dated += [
        (rule.by, f"planned: {rule.head.name}")
        for rule in week.spec.rules
        if isinstance(rule, Expect) and rule.by and rule.head.name not in kept
    ]
    for day, what in sorted(each for each in dated if each[0] <= week.today + SOON):
        yield f"{'late since' if day < week.today else 'by'} {day}: {what}"
    endless = [each.finding for each in week.spec.exceptions if not each.until]
    if endless:
        names = "; ".join(short(list(dict.fromkeys(endless)), 3))
        yield f"{counted(len(endless), 'exception')} without an end: {names}"


def _still(week: Week) -> Iterator[str]:
    if week.trend is None:
        yield "Not known without a history."
        return
    if not week.spec.goals:
        yield "No measure has a goal: strategy.measures is empty"
    for goal in week.spec.goals:
        yield from _standing(goal, week.trend.points, week.today)


def _standing(goal: Goal, points: Sequence[Point], today: datetime.date) -> Iterator[str]:
    """Since when a measure is what it is, if its goal is missed."""
    readings = [
        (point.landed.day, one)
        for point in points
        for one in point.observed.readings
        if one.measure == goal.measure
    ]
    if not readings:
        yield f"{CATALOGUE[goal.measure].meaning}: not known, goal {goal.text}"
        return
    if goal.is_met(readings[-1][1].value):
        return
    now = readings[-1][1]
    since = readings[-1][0]
    for day, one in reversed(readings):
        if one.value != now.value:
            break
        since = day
    weeks = (today - since).days // 7
    if weeks >= STILL_WEEKS:
        yield (
            f"{CATALOGUE[goal.measure].meaning}: {arithmetic(now)} for {weeks} weeks or longer, "
            f"goal {goal.text}. Is the plan too vague, or can it not be enforced?"
        )
