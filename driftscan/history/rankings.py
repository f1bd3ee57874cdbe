"""The rankings that ours is held against, each from the same changes and the same files."""

from collections.abc import Mapping, Sequence

from driftscan.history.decay import DAY
from driftscan.history.formula import expectation
from driftscan.history.measure import Measure
from driftscan.model.history import ChangeColumns

OURS = "expected change cost"
LINES = "lines of code"
REVISIONS = "revisions, 12 months"
TORNHILL = "revisions × indentation, all"
TORNHILL_YEAR = "revisions × indentation, 12 months"
YEAR_DAYS = 365


def rankings(columns: ChangeColumns, measures: Sequence[Measure]) -> Mapping[str, Sequence[float]]:
    """Each ranking's score of every file, ours first. measures: of the files at the cut."""
    loc = [each.lines for each in measures]
    indentation = [each.indentation for each in measures]
    ever = revisions(columns)
    year = revisions(columns, YEAR_DAYS)
    return {
        OURS: expectation(columns, loc).costs(),
        LINES: [float(each) for each in loc],
        REVISIONS: [float(each) for each in year],
        TORNHILL: _product(ever, indentation),
        TORNHILL_YEAR: _product(year, indentation),
    }


def revisions(columns: ChangeColumns, days: float = 0.0) -> list[int]:
    """How many commits touched each file, its creation among them; days: not longer ago, 0 for
    ever."""
    since = columns.cut - days * DAY if days else -1
    counts = [0] * len(columns.files)
    for file, commit in zip(columns.file, columns.commit, strict=True):
        if columns.commits[commit].committed >= since:
            counts[file] += 1
    return counts


def _product(one: Sequence[int], other: Sequence[int]) -> list[float]:
    return [float(a * b) for a, b in zip(one, other, strict=True)]
