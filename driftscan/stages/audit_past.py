"""The past of what is audited: points that a store has, or a few that are quickly made."""

import os
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from driftscan.errors import HistoryError, SourceError, UsageError
from driftscan.model.spec import Spec
from driftscan.model.trend import Landed, Trend
from driftscan.sources.first_parents import FirstParents
from driftscan.stages.briefing import asked_trend
from driftscan.stages.known_line import open_line
from driftscan.stages.map import Map
from driftscan.stages.point_store import store_path
from driftscan.stages.points import PointStore
from driftscan.stages.request import Request
from driftscan.stages.trend import Course, TrendRequest, course_of, trend_along
from driftscan.store.history import HistoryStore
from driftscan.store.no_store import NoStore

_SINCE, _EVERY = "2y", "quarter"
_SMALL = 1500  # modules up to which nine revisions are looked at in a few seconds
_A_CURVE = 3  # points


class Curve(Struct, frozen=True):
    """trend: None where there is none, for the reason in why."""

    trend: Trend | None
    why: str = ""


def curve_of(system: Map, spec: Spec, request: Request) -> Curve:
    """What a system was over two years, held against a spec of today (without a file: a draft).
    Nothing is kept."""
    asked = asked_trend(request, since=_SINCE, every=_EVERY)
    try:
        line, _ = open_line(system.place.root, asked.revision, system.caches)
        return _curve(system, spec, asked, line)
    except (HistoryError, SourceError, UsageError) as missing:
        return Curve(None, str(missing))


def _curve(system: Map, spec: Spec, asked: TrendRequest, line: FirstParents) -> Curve:
    store = _store(system, line)
    course = course_of(asked, system.place, spec, line, system.caches, store)
    if kept := _kept(course):
        return Curve(trend_along(asked, replace(course, chosen=kept), store, None))
    if len(system.graph.modules) > _SMALL:
        return Curve(None, _how(spec))
    nowhere = NoStore()
    course = course_of(asked, system.place, spec, line, system.caches, nowhere)
    if len(course.chosen) < 2:
        return Curve(None, "there is one commit, so there is no past to look at")
    return Curve(trend_along(asked, course, nowhere, None))


def _store(system: Map, line: FirstParents) -> PointStore:
    """What `driftscan trend` has kept; none is made here."""
    path = store_path("", system.place.root, line.repository)
    return HistoryStore(Path(path)) if os.path.isfile(path) else NoStore()


def _kept(course: Course) -> Sequence[tuple[str, Landed]]:
    """The points of these years that a store has, with the newest commit; () if they are few."""
    found = [
        (one.day.isoformat(), one)
        for at, one in enumerate(course.landed)
        if one.day >= course.since and course.points.stored(at)
    ]
    if len(found) < _A_CURVE:
        return ()
    tip = course.landed[-1]
    return found if found[-1][1] is tip else [*found, (tip.day.isoformat(), tip)]


def _how(spec: Spec) -> str:
    first = "" if spec.file else "write a driftscan.yaml (`driftscan init` drafts one), then "
    return f"{first}run `driftscan trend`, which looks at earlier commits and keeps what it finds"
