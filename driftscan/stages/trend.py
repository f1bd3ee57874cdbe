"""Drift over time: points on the first-parent line, what came and went, what decisions did."""

import datetime
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from driftscan.drift.calendar import beginning, chosen_points
from driftscan.drift.effects import outcome_of
from driftscan.drift.passages import passages, to_look_at
from driftscan.errors import SourceError, UsageError
from driftscan.model.spec import Spec
from driftscan.model.trend import Landed, Observed, Passage, Point, Trend
from driftscan.sources.first_parents import FirstParents
from driftscan.stages.branches import Attributed, attributed
from driftscan.stages.caches import Caches, open_caches
from driftscan.stages.decisions import find_decisions
from driftscan.stages.known_line import keep_line, open_line
from driftscan.stages.landed import landed_on
from driftscan.stages.observing import needs
from driftscan.stages.point_store import differing, store_path
from driftscan.stages.points import WINDOW, Points, PointStore, Steps, known_of, store_key
from driftscan.stages.target import Place, find_place, no_target, open_target
from driftscan.stages.walk import Walk
from driftscan.store.history import HistoryStore
from driftscan.workers.beside import may_work_beside


class TrendRequest(Struct, frozen=True, kw_only=True):
    """What a user asks for. revision: where the line ends. every: a word of drift.calendar.PERIODS.
    since: how far back. with_findings: tell which commit brought which finding. store: '' for the
    usual place. The others: as of a scan."""

    path: str
    revision: str
    config: str
    use_cache: bool
    workers: int
    today: datetime.date
    every: str
    since: str
    with_findings: bool
    store: str


class Course(Struct, frozen=True):
    """A line and how to look at it. chosen: label and commit of each point, oldest first."""

    place: Place
    spec: Spec
    line: FirstParents
    landed: Sequence[Landed]
    since: datetime.date
    points: Points
    chosen: Sequence[tuple[str, Landed]]


def trend_of(request: TrendRequest, steps: Steps | None) -> Trend:
    """The trend that is asked for. Raises DriftscanError where there is none."""
    place = find_place(request.path, request.config)
    caches = open_caches(place.root, request.use_cache)
    line, before = open_line(place.root, request.revision or "HEAD", caches)
    reading, _ = open_target(place, line.commits[-1].id, caches)
    if not reading.spec.file:
        raise no_target(place)
    store = HistoryStore(store_path(request.store, place.root, line.repository))
    shared = may_work_beside(request.workers)
    course = course_of(request, place, reading.spec, line, caches, store, shared)
    found = trend_along(request, course, store, steps)
    keep_line(place.root, line, before, caches)
    return found


def course_of(
    request: TrendRequest,
    place: Place,
    spec: Spec,
    line: FirstParents,
    caches: Caches,
    store: PointStore,
    shared: bool = False,
) -> Course:
    """A line, to be held against a spec. shared: another process may do a part of the work, which
    needs a store that both can reach."""
    landed = landed_on(line.commits[line.begins() :])
    since = _since(request, line, landed)
    wanted = needs(spec)
    key = store_key(spec, line.repository.inside, wanted, request.today)
    walk = Walk(line, place, spec, caches, request.workers)
    points = Points(landed, walk, store, key, wanted, request.today, shared)
    chosen = chosen_points(landed, request.every, since)
    return Course(place, spec, line, landed, since, points, chosen)


def trend_along(
    request: TrendRequest, course: Course, store: PointStore, steps: Steps | None
) -> Trend:
    """The trend of a line at the chosen points."""
    landed, points = course.landed, course.points
    position = {one.id: at for at, one in enumerate(landed)}
    chosen = [(label, position[one.id]) for label, one in course.chosen]
    touched_from = _touched_from(course, chosen[0][1])
    if points.wants_changes or request.with_findings:
        after = landed[touched_from - 1].id if touched_from else ""
        points.touched = course.line.touched(after, landed[-1].id)
    observed = points.at([at for _, at in chosen], steps)
    curve = tuple(
        Point(landed=landed[at], observed=observed[at], label=label) for label, at in chosen
    )
    came_and_went: tuple[Passage, ...] = ()
    on_branches: dict[str, Landed] = {}
    if request.with_findings:
        found = _attributed(request, course, _passages(course, observed, steps), store, steps)
        came_and_went, on_branches = found.passages, found.landed
    decisions = find_decisions(course.line, course.spec, landed[-1].id)
    measures = [goal.measure for goal in course.spec.goals] or ["findings"]
    return Trend(
        root=course.place.root,
        spec_file=course.spec.file,
        every=request.every,
        points=curve,
        known=known_of(observed.values(), points.known)
        | {p.finding: points.known[p.finding] for p in came_and_went},
        landed=_named(landed, position, curve, came_and_went) | on_branches,
        goals=course.spec.goals,
        outcomes=tuple(outcome_of(each, curve, measures) for each in decisions),
        passages=came_and_went,
        notes=tuple(_notes(course, curve, store)),
        fresh=points.fresh,
    )


def _passages(
    course: Course, observed: dict[int, Observed], steps: Steps | None
) -> tuple[Passage, ...]:
    """Every commit that could have made a difference is looked at: bisection would take it for
    granted that a finding comes but once."""
    landed, points = course.landed, course.points
    between = to_look_at(min(observed), len(landed) - 1, _difference(course))
    found = observed | points.at(between, steps)
    present = {at: frozenset(one.findings) for at, one in found.items()}
    doubtful = {at for at, one in found.items() if one.missing}
    return passages([one.id for one in landed], present, not course.line.is_cut, doubtful)


def _attributed(
    request: TrendRequest,
    course: Course,
    found: Sequence[Passage],
    store: PointStore,
    steps: Steps | None,
) -> Attributed:
    """With commits of branches looked at. Their points are kept without measures of changes, which
    only a line has."""
    nothing = frozenset[str]()
    key = store_key(course.spec, course.line.repository.inside, nothing, request.today)
    walk = course.points.walk
    shared = may_work_beside(request.workers)

    def points_of(commits: Sequence[Landed]) -> Points:
        return Points(commits, walk, store, key, nothing, request.today, shared)

    return attributed(found, course.line, points_of, differing(course.spec), steps)


def _difference(course: Course) -> Callable[[int], bool]:
    """Whether a commit may have other findings than the one before it."""
    differs = differing(course.spec)

    def may_differ(position: int) -> bool:
        touched = course.points.touched.get(course.landed[position].id)
        return touched is not None and differs(touched)

    return may_differ


def merge_stores(request: TrendRequest, other: Path) -> int:
    """Take over the points of another store; how many were not known."""
    place = find_place(request.path, request.config)
    line = FirstParents(place.root, request.revision)
    if not other.is_file():
        raise UsageError(f"{other} is not a file, so there are no points to take over")
    return HistoryStore(store_path(request.store, place.root, line.repository)).unite(other)


def _since(request: TrendRequest, line: FirstParents, landed: Sequence[Landed]) -> datetime.date:
    since = beginning(request.since, landed[-1].day)
    if since is None:
        raise UsageError(
            f"--since is '{request.since}'; write a date such as 2025-01-31, or a span such as 2y, "
            "18m, 6w or 90d before the last commit"
        )
    if since > landed[-1].day:
        raise UsageError(
            f"--since is {since}, but the last commit is of {landed[-1].day}; name an earlier day"
        )
    if line.is_cut and len(landed) == 1:
        raise SourceError(
            "there is no trend: this is a shallow clone of a single commit. Run `git fetch "
            "--unshallow` (in CI: fetch-depth: 0, GIT_DEPTH: 0); `driftscan check` works as it is."
        )
    return since


def _touched_from(course: Course, first: int) -> int:
    """The position from which it must be known what commits touched."""
    day = course.landed[first].day - WINDOW
    return next(at for at, one in enumerate(course.landed) if one.day >= day)


def _named(
    landed: Sequence[Landed],
    position: dict[str, int],
    curve: Sequence[Point],
    came_and_went: Sequence[Passage],
) -> dict[str, Landed]:
    ids = {point.landed.id for point in curve}
    ids |= {id for one in came_and_went for id in (one.after, one.by) if id}
    return {id: landed[position[id]] for id in sorted(ids, key=position.__getitem__)}


def _notes(course: Course, curve: Sequence[Point], store: PointStore) -> Iterator[str]:
    landed = course.landed
    if store.trouble:
        yield store.trouble
    if landed[0].day > course.since:
        is_later = landed[0].id != course.line.commits[0].id
        why = "this is a shallow clone" if course.line.is_cut else "there is nothing earlier"
        why = "the directory was not there before" if is_later else why
        yield f"the history begins on {landed[0].day} with {landed[0].id[:12]}: {why}"
    skewed = sum(one.is_skewed for one in landed if one.day >= course.since)
    if skewed:
        yield (
            f"{skewed} of {len(landed):,} commits have a date that does not fit those around them; "
            "they count on the day of the one before"
        )
    lost = [point for point in curve if point.observed.missing]
    if lost:
        yield (
            f"{len(lost)} of {len(curve)} points lack files whose content is not in this clone, up "
            f"to {max(point.observed.missing for point in lost):,}; they are not kept. `git fetch "
            "--refetch` completes a partial clone"
        )
