"""The JSON of `driftscan trend`, for other programs; docs/json.md is its reference."""

from typing import Annotated

from msgspec import Meta, Struct, field

from driftscan.model.measure import CATALOGUE
from driftscan.model.trend import Effect, Known, Landed, Outcome, Passage, Point, Reading, Trend
from driftscan.report.curves import rule_curves
from driftscan.report.json_document import written

SCHEMA = "driftscan.trend/1"

FindingId = Annotated[str, Meta(pattern="^[0-9a-f]{12}$")]


class ReadingJson(Struct):
    """What a measure was: value is a count, or part / whole of a share."""

    value: float
    part: int
    whole: int | None


class PointJson(Struct):
    """One revision held against the spec of today."""

    label: str
    commit: str
    day: str
    subject: str
    skewed: bool
    unread: int
    missing: int
    measures: dict[str, ReadingJson]
    findings: list[FindingId]


class GoalJson(Struct):
    """What the spec wants a measure to be, and whether it is so at the last point."""

    measure: str
    goal: str
    met: bool | None


class TrendFindingJson(Struct, kw_only=True):
    """A finding that some point has. present: whether the last one has it."""

    id: FindingId
    rule: str
    check: str
    nature: str
    severity: str
    source: str = field(name="from")
    target: str = field(name="to")
    kind: str
    present: bool


class PassageJson(Struct, kw_only=True):
    """A finding came or went with a commit of the line. origin: of a merge the commit that did it,
    or the merge itself; null where that was not looked for."""

    finding: FindingId
    what: Annotated[str, Meta(pattern="^(came|went)$")]
    commit: str
    day: str
    subject: str
    after: str
    exact: bool
    merge: bool
    origin: str | None


class EffectJson(Struct):
    """A measure around a decision."""

    measure: str
    start: ReadingJson | None
    at: ReadingJson
    now: ReadingJson
    points_before: int
    points_after: int
    verdict: str


class DecisionJson(Struct, kw_only=True):
    """A decision and what its measures did."""

    title: str
    date: str | None
    dated_by: Annotated[str, Meta(pattern="^(record|git)$")]
    status: str
    record: str
    why: str
    effects: list[EffectJson]


class TrendJson(Struct, kw_only=True):
    """The whole document."""

    schema: str
    root: str
    spec: str
    every: str
    points: list[PointJson]
    goals: list[GoalJson]
    rules: dict[str, list[int]]
    findings: list[TrendFindingJson]
    passages: list[PassageJson]
    decisions: list[DecisionJson]
    notes: list[str]


def render(trend: Trend) -> str:
    """The trend as one JSON document."""
    return written(document(trend))


def document(trend: Trend) -> TrendJson:
    """The trend as values."""
    last = set(trend.points[-1].observed.findings)
    return TrendJson(
        schema=SCHEMA,
        root=trend.root,
        spec=trend.spec_file,
        every=trend.every,
        points=[_point(point) for point in trend.points],
        goals=_goals(trend),
        rules=rule_curves(trend),
        findings=[_finding(known, id in last) for id, known in sorted(trend.known.items())],
        passages=[_passage(one, trend.landed[one.by]) for one in trend.passages],
        decisions=[_decision(outcome) for outcome in trend.outcomes],
        notes=list(trend.notes),
    )


def reading_json(reading: Reading) -> ReadingJson:
    """A reading; the whole of a count is null."""
    is_share = CATALOGUE[reading.measure].unit == "share"
    value = round(reading.value, 6)
    return ReadingJson(value, reading.part, reading.whole if is_share else None)


def _goals(trend: Trend) -> list[GoalJson]:
    now = {one.measure: one.value for one in trend.points[-1].observed.readings}
    return [
        GoalJson(
            goal.measure,
            goal.text,
            goal.is_met(now[goal.measure]) if goal.measure in now else None,
        )
        for goal in trend.goals
    ]


def _point(point: Point) -> PointJson:
    landed, observed = point.landed, point.observed
    return PointJson(
        point.label,
        landed.id,
        str(landed.day),
        landed.subject,
        landed.is_skewed,
        observed.unread,
        observed.missing,
        {one.measure: reading_json(one) for one in observed.readings},
        list(observed.findings),
    )


def _finding(known: Known, present: bool) -> TrendFindingJson:
    return TrendFindingJson(
        id=known.id,
        rule=known.rule,
        check=known.check,
        nature=known.nature,
        severity=known.severity,
        source=known.source,
        target=known.target,
        kind=known.kind,
        present=present,
    )


def _passage(passage: Passage, landed: Landed) -> PassageJson:
    return PassageJson(
        finding=passage.finding,
        what="came" if passage.came else "went",
        commit=passage.by,
        day=str(landed.day),
        subject=landed.subject,
        after=passage.after,
        exact=passage.is_exact,
        merge=passage.is_merge,
        origin=passage.origin or None,
    )


def _decision(outcome: Outcome) -> DecisionJson:
    decision = outcome.decision
    return DecisionJson(
        title=decision.title,
        date=str(decision.date) if decision.date else None,
        dated_by=decision.dated_by,
        status=decision.status,
        record=decision.record,
        why=outcome.why,
        effects=[_effect(effect) for effect in outcome.effects],
    )


def _effect(effect: Effect) -> EffectJson:
    return EffectJson(
        effect.measure,
        reading_json(effect.start) if effect.start is not None else None,
        reading_json(effect.at),
        reading_json(effect.now),
        effect.points_before,
        effect.points_after,
        effect.verdict,
    )
