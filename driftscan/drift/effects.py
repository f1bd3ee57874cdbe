"""Before and after of a decision: arithmetic, and a sentence that claims no more than it shows."""

import datetime
from collections.abc import Sequence

from driftscan.model.measure import CATALOGUE, HIGHER, LOWER
from driftscan.model.spec import Decision
from driftscan.model.trend import Effect, Outcome, Point, Reading

FEWEST = 3
"""Points on each side below which nothing is said of a direction."""

_OVER = ("superseded", "rejected", "deprecated", "proposed", "draft")
_SENTENCES = {
    (True, True): "better since, as it was before already",
    (True, False): "better since; it was not getting better before",
    (False, True): "worse since; it was getting better before",
    (False, False): "worse since, as it was before already",
}


def outcome_of(decision: Decision, points: Sequence[Point], measures: Sequence[str]) -> Outcome:
    """What the measures did around a decision. measures: names, where the decision has none."""
    if decision.date is None:
        return Outcome(decision=decision, why="no date is known")
    if decision.status.startswith(_OVER):
        return Outcome(decision=decision, why=f"its status is '{decision.status}'")
    before = [point for point in points if point.landed.day <= decision.date]
    after = [point for point in points if point.landed.day > decision.date]
    if not before or not after:
        where = "later" if not after else "earlier"
        return Outcome(decision=decision, why=f"it was decided {where} than what is looked at")
    effects = [
        _effect(name, before, after, decision.date) for name in decision.measures or measures
    ]
    return Outcome(decision=decision, effects=tuple(each for each in effects if each))


def reading_of(point: Point, measure: str) -> Reading | None:
    """What a measure was at a point, None if it was not taken."""
    return next((one for one in point.observed.readings if one.measure == measure), None)


def _effect(
    name: str, before: Sequence[Point], after: Sequence[Point], day: datetime.date
) -> Effect | None:
    """Looked at for as long before as there is after, so that both sides can be compared."""
    span = after[-1].landed.day - day
    looked_at = [point for point in before if point.landed.day >= day - span] or [before[-1]]
    start, at, now = (reading_of(p, name) for p in (looked_at[0], before[-1], after[-1]))
    if at is None or now is None:
        return None
    return Effect(
        measure=name,
        start=start,
        at=at,
        now=now,
        points_before=len(looked_at),
        points_after=len(after),
        verdict=_verdict(name, (start or at).value, at.value, now.value, looked_at, after),
    )


def _verdict(
    name: str,
    start: float,
    at: float,
    now: float,
    before: Sequence[Point],
    after: Sequence[Point],
) -> str:
    sign = {LOWER: -1, HIGHER: 1}.get(CATALOGUE[name].better, 0)
    if len(after) < FEWEST:
        return f"too early to say: {_points(len(after))} since"
    if not sign:
        return "neither way is better"
    change = sign * (now - at)
    if not change:
        return "as it was"
    if len(before) < FEWEST:
        direction = "better" if change > 0 else "worse"
        return f"{direction} since; {_points(len(before))} before, too few for a comparison"
    return _SENTENCES[change > 0, sign * (at - start) > 0]


def _points(count: int) -> str:
    return "1 point" if count == 1 else f"{count} points"
