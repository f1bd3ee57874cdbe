"""Times of commits, some by clocks that were wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driftscan.history.clocks import DAY, UNSET, believed, in_order


@pytest.mark.parametrize(
    ("times", "meant"),
    [
        ([1, 2, 3], [1, 2, 3]),
        ([1, 99, 2, 3], [1, 1, 2, 3]),
        ([5, 6, 0, 7, 8], [5, 6, 6, 7, 8]),
        ([90, 1, 2, 3], [1, 1, 2, 3]),
        ([4, 4, 4], [4, 4, 4]),
        ([], []),
    ],
)
def test_clocks(times: list[int], meant: list[int]) -> None:
    assert [time for time, _ in in_order(times)] == meant


@given(st.lists(st.integers(0, 10**9)))
def test_days_never_go_back_and_sound_clocks_are_believed(times: list[int]) -> None:
    found = [time for time, _ in in_order(times)]
    assert found == sorted(found)
    assert len(found) == len(times)
    assert in_order(sorted(times)) == [(time, False) for time in sorted(times)]


_YEAR = 2 * UNSET  # a time that a clock may show


@pytest.mark.parametrize(
    ("days", "meant"),
    [
        ([0, 10, 20], [0, 10, 20]),
        ([0, 10, 5, 20, 21], [0, 0, 5, 20, 21]),
        ([0, 10, 11, 5, 20], [0, 10, 11, 11, 20]),
        ([0, 10.5, 10, 20], [0, 10.5, 10, 20]),  # within a day nobody asks
        ([0, 900, 20, 30], [0, 0, 20, 30]),
        ([], []),
    ],
)
def test_days_that_are_believed(days: list[float], meant: list[float]) -> None:
    found = believed([int(_YEAR + each * DAY) for each in days])
    assert [(each - _YEAR) / DAY for each in found] == meant


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_clock_that_was_never_set(at: int) -> None:
    times = [_YEAR, _YEAR + 5 * DAY, _YEAR + 9 * DAY]
    times[at] = 0
    found = believed(times)
    assert min(found) >= _YEAR
    assert found[:at] + found[at + 1 :] == times[:at] + times[at + 1 :]


@given(st.lists(st.integers(UNSET, 10**9)).map(sorted))
def test_sound_clocks_are_believed_to_the_second(times: list[int]) -> None:
    assert believed(times) == times
