"""A trend as CSV: a row for each point and measure, for a spreadsheet."""

from collections import Counter
from collections.abc import Iterator

from driftscan.model.trend import Point, Trend
from driftscan.report.csv import cell

COLUMNS = ("label", "day", "commit", "measure", "value", "part", "whole", "goal")


def render(trend: Trend) -> str:
    """Measures of the catalogue, then the findings of each rule as `rule: NAME`."""
    rules = sorted({known.rule for known in trend.known.values()})
    rows = [COLUMNS, *(row for point in trend.points for row in _rows(trend, point, rules))]
    return "".join(",".join(map(cell, row)) + "\r\n" for row in rows)


def _rows(trend: Trend, point: Point, rules: list[str]) -> Iterator[tuple[str, ...]]:
    goals = {goal.measure: goal.text for goal in trend.goals}
    place = (point.label, str(point.landed.day), point.landed.id)
    for one in point.observed.readings:
        numbers = (f"{one.value:.6g}", str(one.part), str(one.whole or ""))
        yield (*place, one.measure, *numbers, goals.get(one.measure, ""))
    counts = Counter(trend.known[id].rule for id in point.observed.findings)
    for rule in rules:
        yield (*place, f"rule: {rule}", str(counts[rule]), str(counts[rule]), "", "")
