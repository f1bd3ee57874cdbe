"""Measures of a ranking: known values, and that ties are worth the mean of all orders."""

from collections.abc import Callable
from itertools import permutations
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driftscan.history.metrics import captured, effort_aware, precision, rank_correlation

KNOWN = [
    ("the same order", rank_correlation([1, 2, 3], [10, 20, 30]), 1),
    ("the opposite", rank_correlation([1, 2, 3], [3, 2, 1]), -1),
    ("no order", rank_correlation([1, 1, 1], [3, 2, 1]), 0),
    ("ties share a rank", rank_correlation([1, 2, 2], [1, 2, 3]), 0.75**0.5),
    ("both found", precision([3, 2, 1], [9, 8, 0], 2), 1),
    ("one found", precision([3, 1, 2], [9, 8, 0], 2), 0.5),
    ("half of what was there", captured([3, 1, 2], [1, 1, 0], 1), 1),
    ("nothing of it", captured([1, 2], [5, 0], 1), 0),
    ("best order", effort_aware([3, 2, 1], [1, 1, 2], [5, 3, 0]), 1),
    ("worst order", effort_aware([1, 2, 3], [1, 1, 2], [5, 3, 0]), 0),
    ("all orders are one", effort_aware([1, 2], [1, 1], [4, 4]), 1),
]


@pytest.mark.parametrize(("found", "expected"), [c[1:] for c in KNOWN], ids=[c[0] for c in KNOWN])
def test_known(found: float, expected: float) -> None:
    assert found == pytest.approx(expected)


Ranked = list[tuple[int, int, int]]
Measured = Callable[[list[float], list[int], list[float]], float]
MEASURES: dict[str, Measured] = {
    "captured": lambda score, loc, outcome: captured(score, outcome, 2),
    "precision": lambda score, loc, outcome: precision(score, outcome, 2),
    "effort": effort_aware,
}


@pytest.mark.parametrize("name", MEASURES)
@given(
    files=st.lists(
        st.tuples(st.integers(0, 2), st.integers(1, 9), st.integers(0, 5)), min_size=3, max_size=5
    )
)
def test_a_tie_is_worth_the_mean_of_all_orders(name: str, files: Ranked) -> None:
    score, loc = [float(each[0]) for each in files], [each[1] for each in files]
    outcome = [float(each[2]) for each in files]
    if not sum(outcome):
        return
    every = {
        tuple(each[0] + place / 10 for each, place in zip(files, order, strict=True))
        for order in permutations(range(len(files)))
    }
    mean = fmean(MEASURES[name](list(each), loc, outcome) for each in every)
    assert MEASURES[name](score, loc, outcome) == pytest.approx(mean)
