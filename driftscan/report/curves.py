"""What a trend shows of each measure: its curve in eight heights, first, last and goal."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from driftscan.model.measure import CATALOGUE, SHARE, Goal
from driftscan.model.trend import Point, Reading, Trend

_HEIGHTS = "▁▂▃▄▅▆▇█"
_PERCENT = 100


class Curve(Struct, frozen=True):
    """A measure over the points that have it."""

    measure: str
    readings: tuple[Reading, ...]
    goal: Goal | None


def curves(trend: Trend) -> Iterator[Curve]:
    """Measures with a goal first, in the order of the spec, then the others of the catalogue."""
    goals = {goal.measure: goal for goal in trend.goals}
    for name in dict.fromkeys([*goals, *CATALOGUE]):
        readings = tuple(
            one for p in trend.points for one in p.observed.readings if one.measure == name
        )
        if readings:
            yield Curve(name, readings, goals.get(name))


def rule_curves(trend: Trend) -> dict[str, list[int]]:
    """For each rule how many findings it had at each point; only those that ever had one."""
    rules = sorted({known.rule for known in trend.known.values()})
    return {rule: [_findings_of(point, rule, trend) for point in trend.points] for rule in rules}


def sparkline(values: Sequence[float], width: int) -> str:
    """The values as bars between their least and their greatest; the last `width` of them, at
    equal distances, should there be more."""
    shown = _sampled(values, width)
    least, most = min(shown), max(shown)
    if least == most:
        return _HEIGHTS[0] * len(shown)
    steps = len(_HEIGHTS) - 1
    return "".join(_HEIGHTS[round((value - least) / (most - least) * steps)] for value in shown)


def shown(reading: Reading) -> str:
    """`1,234`, or `14.5 %`."""
    if CATALOGUE[reading.measure].unit == SHARE:
        value = reading.value * _PERCENT
        return f"{value:.{2 if 0 < value < 1 else 1}f} %" if reading.whole else "-"
    return f"{reading.part:,}"


def difference(first: Reading, last: Reading) -> str:
    """`+12`, or `-3.1` percentage points; '0' for none."""
    if CATALOGUE[first.measure].unit == SHARE:
        change = (last.value - first.value) * _PERCENT
        return f"{change:+.1f}" if round(change, 1) else "0"
    return f"{last.part - first.part:+,}" if last.part != first.part else "0"


def arithmetic(reading: Reading) -> str:
    """`14.5 % (29 of 200)` of a share, the number of a count."""
    if not reading.whole:
        return shown(reading)
    return f"{shown(reading)} ({reading.part:,} of {reading.whole:,})"


def _findings_of(point: Point, rule: str, trend: Trend) -> int:
    return sum(trend.known[id].rule == rule for id in point.observed.findings)


def _sampled(values: Sequence[float], width: int) -> Sequence[float]:
    if len(values) <= width:
        return values
    return [values[round(at * (len(values) - 1) / (width - 1))] for at in range(width)]
