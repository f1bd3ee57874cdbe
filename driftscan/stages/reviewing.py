"""The week that is reviewed: the state of today, and weekly points of the last ten weeks."""

import datetime

from driftscan.errors import HistoryError, SourceError, UsageError
from driftscan.model.page import Page
from driftscan.model.scan import Scan
from driftscan.model.trend import Trend
from driftscan.report.review_parts import Week, agenda
from driftscan.stages.briefing import asked_trend, name_of
from driftscan.stages.map import Map
from driftscan.stages.request import Request
from driftscan.stages.trend import trend_of

_SINCE, _EVERY = "10w", "week"


def agenda_of(system: Map, scan: Scan, request: Request, days: int) -> Page:
    """The agenda for a system that has been held against its spec. days: that are looked back."""
    trend: Trend | None = None
    lacking: tuple[str, ...] = ()
    try:
        asked = asked_trend(request, since=_SINCE, every=_EVERY, with_findings=True)
        trend = trend_of(asked, None)
    except (HistoryError, SourceError, UsageError) as missing:
        lacking = (str(missing),)
    return agenda(
        Week(
            name=name_of(system),
            since=request.today - datetime.timedelta(days=days),
            today=request.today,
            spec=system.spec,
            scan=scan,
            trend=trend,
            lacking=lacking,
        )
    )
