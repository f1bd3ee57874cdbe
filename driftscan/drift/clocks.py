"""Days for the commits of a line, though clocks may have been wrong."""

from bisect import bisect_right
from collections.abc import Sequence


def in_order(times: Sequence[int]) -> list[tuple[int, bool]]:
    """For each time, oldest commit first, one that does not go back; and whether it was changed.

    Times of a longest ascending row are believed, for of two that contradict each other the one
    with more witnesses is more likely right; any other becomes that of the one believed before it,
    or after it where there is none.
    """
    believed = _longest_ascending(times)
    first = next((time for time, kept in zip(times, believed, strict=True) if kept), 0)
    found: list[tuple[int, bool]] = []
    for time, kept in zip(times, believed, strict=True):
        first = time if kept else first
        found.append((first, not kept))
    return found


def _longest_ascending(times: Sequence[int]) -> list[bool]:
    """Which belong to a longest row that never goes back."""
    tails: list[int] = []
    at_tail: list[int] = []
    before: list[int] = []
    for position, time in enumerate(times):
        length = bisect_right(tails, time)
        before.append(at_tail[length - 1] if length else -1)
        tails[length : length + 1] = [time]
        at_tail[length : length + 1] = [position]
    kept = [False] * len(times)
    position = at_tail[-1] if at_tail else -1
    while position >= 0:
        kept[position] = True
        position = before[position]
    return kept
