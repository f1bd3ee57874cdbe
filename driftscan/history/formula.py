"""Expected change cost: how often a file will change in a quarter, times how many lines each time.

docs/change-cost.md has the formula, what its numbers were tuned on, and what it foretold. Both
factors are sums and means that a reader can follow; nothing is fitted to the repository but one
number, which makes the lines of its past come out right.
"""

from collections.abc import Sequence
from math import log
from statistics import median

from msgspec import Struct

from driftscan.history.decay import DAY, changes_decayed, lines_decayed
from driftscan.history.parts import folder_of, parts_of
from driftscan.model.history import ChangeColumns

QUARTER_DAYS = 91
HALF_LIVES = (180.0, 730.0)
_LINES_HALF_LIFE = 365.0
LINES_EXPONENT = 0.35
_SIZE_EXPONENT = 0.5
_PRIOR_WEIGHT = 0.5
_NEIGHBOURS_FROM = 2.0  # median files' worth of the repository's own rate in every neighbourhood
_OLDEST_DAYS = 3650.0


class Expectation(Struct, frozen=True):
    """Of each file: changes in a quarter, and lines each time."""

    changes: Sequence[float]
    lines: Sequence[float]

    def costs(self) -> list[float]:
        """Changed lines in a quarter."""
        return [c * n for c, n in zip(self.changes, self.lines, strict=True)]


def expectation(columns: ChangeColumns, loc: Sequence[int]) -> Expectation:
    """What is expected of each file. loc: its lines at the cut, at least 1."""
    return Expectation(expected_changes(columns, loc), lines_per_change(columns, loc))


def expected_changes(columns: ChangeColumns, loc: Sequence[int]) -> list[float]:
    """Changes in a quarter: the mean of a rate that forgets fast and one that forgets slowly."""
    ages = [min((columns.cut - born) / DAY, _OLDEST_DAYS) for born in columns.born]
    groups = ([folder_of(path) for path in columns.files], parts_of(columns.files))
    total = [0.0] * len(columns.files)
    for half_life in HALF_LIVES:
        rates = changes_decayed(columns, half_life)
        prior = _prior(rates, loc, groups)
        per_quarter = log(2) / half_life * QUARTER_DAYS / len(HALF_LIVES)
        for at, (rate, expected, age) in enumerate(zip(rates, prior, ages, strict=True)):
            seen = 1 - 0.5 ** (age / half_life)
            shrunk = (rate + _PRIOR_WEIGHT * expected) / (seen + _PRIOR_WEIGHT)
            total[at] += shrunk * per_quarter
    return total


def lines_per_change(columns: ChangeColumns, loc: Sequence[int]) -> list[float]:
    """Lines that a change to each file takes: a power of its size, times what makes the lines of
    the repository's past come out. Where no lines are known, the mean change has 1."""
    rates = changes_decayed(columns, _LINES_HALF_LIFE)
    sizes = [each**LINES_EXPONENT for each in loc]
    weighted = sum(rate * size for rate, size in zip(rates, sizes, strict=True))
    past = lines_decayed(columns, _LINES_HALF_LIFE) or sum(rates)
    scale = past / weighted if weighted else 0.0
    return [scale * size for size in sizes]


def _prior(
    rates: Sequence[float], loc: Sequence[int], groups: Sequence[Sequence[bytes]]
) -> list[float]:
    """The rate that each file would have if it changed as those around it do, by the root of its
    size; without itself, and drawn to the rate of all by a little."""
    sizes = [each**_SIZE_EXPONENT for each in loc]
    ballast = _NEIGHBOURS_FROM * median(sizes)
    drawn = sum(rates) / sum(sizes) * ballast
    prior = [0.0] * len(sizes)
    for group in groups:
        rate_of: dict[bytes, float] = {}
        size_of: dict[bytes, float] = {}
        for key, rate, size in zip(group, rates, sizes, strict=True):
            rate_of[key] = rate_of.get(key, 0.0) + rate
            size_of[key] = size_of.get(key, 0.0) + size
        for at, (key, rate, size) in enumerate(zip(group, rates, sizes, strict=True)):
            around = (rate_of[key] - rate + drawn) / (size_of[key] - size + ballast)
            prior[at] += around * size / len(groups)
    return prior
