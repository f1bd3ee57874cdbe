"""How many places there were at the first point of a curve and are at the last, in a sentence."""

from collections.abc import Collection

from driftscan.model.trend import Trend
from driftscan.report.terminal.layout import counted

_SEVERAL = 2
_MOVED = "; what moved counts as another"


def course_text(trend: Trend, noun: str) -> str:
    """Also how many of them are the same, which two numbers do not tell: one that went and one that
    came are no standstill. '' where there never was any.

    noun: what a finding is called. The same is, as in a baseline, the same rule, ends and kind.
    """
    if len(trend.points) < _SEVERAL:
        return ""
    first, last = trend.points[0], trend.points[-1]
    before, now = frozenset(first.observed.findings), frozenset(last.observed.findings)
    if not before and not now:
        return ""
    text = f"{counted(len(before), noun)} of today's rules at {first.landed.day}, "
    return f"{text}{len(now):,} now{_the_same(before, now)}."


def draft_course_text(trend: Trend, told: Collection[str]) -> str:
    """How many of today's places were there at the first point; '' where that is known of less
    than half of them.

    The rules of a draft are read off today's code, so that an earlier one fits them less, and what
    had another name then, as before a folder was moved, can't be told from what was not there: no
    other number of that day says anything.

    told: ids of the findings that count as places against the draft.
    """
    if len(trend.points) < _SEVERAL:
        return ""
    first = trend.points[0]
    same = len(frozenset(told).intersection(first.observed.findings))
    if not same or 2 * same < len(told):
        return ""
    were = "was" if same == 1 else "were"
    least = "" if same == len(told) else "At least "
    text = f"{least}{same:,} of today's {counted(len(told), 'place')} against the draft {were} "
    return f"{text}there at {first.landed.day} already."


def _the_same(before: Collection[str], now: Collection[str]) -> str:
    if not before or not now:
        return ""
    same = len(frozenset(before).intersection(now))
    if same == len(before) == len(now):
        return ", the same" if same == 1 else ", all of them the same"
    return f", {same or 'none'} of them the same{_MOVED if same < len(before) else ''}"
