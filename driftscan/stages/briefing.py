"""The one page: what has to be found out for it, each part only as far as there is history."""

import os
from collections.abc import Callable
from typing import TypeVar

from msgspec import Struct

from driftscan.errors import HistoryError, NothingMatchedError, SourceError, UsageError
from driftscan.model.brief import Material
from driftscan.model.cost import CostTable
from driftscan.model.measure import CHANGES
from driftscan.model.page import Page
from driftscan.model.ranking import FirstThings
from driftscan.model.scan import Scan
from driftscan.model.teamwork import Owners
from driftscan.model.trend import Reading
from driftscan.report.brief_parts import brief
from driftscan.stages.first_things import first_things
from driftscan.stages.known_commits import Advance
from driftscan.stages.map import Map
from driftscan.stages.observing import needs, observe
from driftscan.stages.past import open_past
from driftscan.stages.request import Request
from driftscan.stages.teamwork import owners_with_history
from driftscan.stages.trend import TrendRequest, trend_of
from driftscan.stages.worked import worked_of

_Found = TypeVar("_Found")


class _Worked(Struct, frozen=True):
    table: CostTable
    things: FirstThings
    owners: Owners


def one_page_of(system: Map, scan: Scan, request: Request, advance: Advance) -> Page:
    """The page of a system that has been held against its spec."""
    lacking: list[str] = []
    worked = _as_far_as_known(lambda: _worked(system, scan, request, advance), lacking)
    trend = _as_far_as_known(lambda: trend_of(asked_trend(request), None), lacking)
    return brief(
        Material(
            name=name_of(system),
            today=request.today,
            spec=system.spec,
            scan=scan,
            trend=trend,
            table=worked.table if worked else None,
            things=worked.things if worked else None,
            owners=worked.owners if worked else None,
            today_reads=() if trend else _today_reads(system, request),
            lacking=tuple(dict.fromkeys(lacking)),
        )
    )


def _as_far_as_known(find: Callable[[], _Found], lacking: list[str]) -> _Found | None:
    try:
        return find()
    except (HistoryError, NothingMatchedError, SourceError, UsageError) as missing:
        lacking.append(str(missing))
        return None


def _worked(system: Map, scan: Scan, request: Request, advance: Advance) -> _Worked:
    past = open_past(system.place.root, request.revision)
    worked, table = worked_of(system, past, advance)
    things = first_things(system, scan, worked)
    return _Worked(table, things, owners_with_history(system, worked, table, "", False))


def _today_reads(system: Map, request: Request) -> tuple[Reading, ...]:
    """Of the code as it is, for want of a past."""
    wanted = needs(system.spec) - {CHANGES}
    observed, _ = observe(system, "", wanted, lambda: (), request.today)
    return observed.readings


def asked_trend(
    request: Request, since: str = "6m", every: str = "month", with_findings: bool = False
) -> TrendRequest:
    """The past of what is asked for."""
    return TrendRequest(
        path=request.path,
        revision=request.revision or "HEAD",
        config=request.config,
        use_cache=request.use_cache,
        workers=request.workers,
        today=request.today,
        every=every,
        since=since,
        with_findings=with_findings,
        store="",
    )


def name_of(system: Map) -> str:
    """What the scanned directory is called."""
    return os.path.basename(os.path.abspath(system.place.root)) or "the system"
