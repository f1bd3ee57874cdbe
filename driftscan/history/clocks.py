"""When commits were made, though clocks may have been wrong."""

from bisect import bisect_right
from collections.abc import Sequence

DAY = 86_400
UNSET = 365 * DAY
"""A clock that shows less was never set."""


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


def believed(times: Sequence[int]) -> list[int]:
    """For each time, oldest commit first, itself, or that of the one before, where it does not fit
    those around it by more than a day: merged work need not be in order to the hour. A clock that
    was never set is not believed at all."""
    known = [time for time in times if time >= UNSET]
    fitting = iter(_fitting(known))
    last = known[0] if known else 0
    found = []
    for time in times:
        last = next(fitting) if time >= UNSET else last
        found.append(last)
    return found


def _fitting(times: Sequence[int]) -> list[int]:
    before = [time for time, _ in in_order(times)]
    kept = [time if fits == time else None for time, fits in zip(times, before, strict=True)]
    found: list[int] = []
    after = max(times, default=0)
    for time, fits, own in zip(reversed(times), reversed(before), reversed(kept), strict=True):
        after = after if own is None else own
        found.append(time if fits - DAY <= time <= after + DAY else fits)
    return found[::-1]


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
