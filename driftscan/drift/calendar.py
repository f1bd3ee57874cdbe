"""Which commits of a line are points of a curve: the last one of each period."""

import datetime
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from driftscan.model.trend import Landed

PERIODS = ("month", "week", "quarter", "day", "commit")
_SPAN = re.compile(r"([1-9][0-9]{0,3})\s*([ymwd])")
_MONTHS = {"y": 12, "m": 1}
_DAYS = {"w": 7, "d": 1}


def beginning(text: str, end: datetime.date) -> datetime.date | None:
    """The day that `2y`, `18m`, `6w`, `90d` before the end, or a date, mean; None for neither."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        try:
            return datetime.date.fromisoformat(text)
        except ValueError:
            return None
    found = _SPAN.fullmatch(text.lower())
    if not found:
        return None
    number, unit = int(found[1]), found[2]
    if unit in _DAYS:
        return end - datetime.timedelta(days=min(number * _DAYS[unit], end.toordinal() - 1))
    return months_before(end, number * _MONTHS[unit])


def months_before(day: datetime.date, months: int) -> datetime.date:
    """The same day of an earlier month, or its last day."""
    index = max(day.year * 12 + day.month - 1 - months, 12)
    year, month = divmod(index, 12)
    following = datetime.date(year + month // 11, (month + 1) % 12 + 1, 1)
    last = (following - datetime.timedelta(days=1)).day
    return datetime.date(year, month + 1, min(day.day, last))


def chosen_points(
    line: Sequence[Landed], every: str, since: datetime.date
) -> list[tuple[str, Landed]]:
    """Label and commit of each point, oldest first; the tip is always one.

    line: oldest first, days ascending. A period in which nothing landed has no point of its own. If
    the line begins later than what is asked for, its first commit is the first point.
    """
    if every == "commit":
        return [(one.day.isoformat(), one) for one in line if one.day >= since]
    days = [one.day for one in line]
    points: dict[str, tuple[str, Landed]] = {}
    if since <= days[0]:
        points[line[0].id] = (days[0].isoformat(), line[0])
    for end in _period_ends(since, days[-1], every):
        at = bisect_right(days, end) - 1
        if at >= 0:
            points.setdefault(line[at].id, (end.isoformat(), line[at]))
    points[line[-1].id] = (days[-1].isoformat(), line[-1])
    return list(points.values())


def _period_ends(since: datetime.date, last: datetime.date, every: str) -> Iterator[datetime.date]:
    """The last days of the periods that end from the day before `since` to the last day."""
    one = datetime.timedelta(days=1)
    start = _start(since, every)
    while start - one <= last:
        yield start - one
        start = _next(start, every)


def _start(day: datetime.date, every: str) -> datetime.date:
    """Of the period that a day lies in."""
    if every == "week":
        return day - datetime.timedelta(days=day.weekday())
    if every == "month":
        return day.replace(day=1)
    if every == "quarter":
        return day.replace(month=day.month - (day.month - 1) % 3, day=1)
    return day


def _next(start: datetime.date, every: str) -> datetime.date:
    if every in ("week", "day"):
        return start + datetime.timedelta(days=7 if every == "week" else 1)
    return months_before(start, -3 if every == "quarter" else -1)
