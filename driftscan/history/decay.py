"""How much of its past still counts for each file: recent changes more than old ones."""

from array import array
from collections.abc import Sequence

from driftscan.model.history import ChangeColumns

DAY = 86400.0
MOST_LINES = 400
"""Lines of one change above which it says no more of the next one."""


def changes_decayed(columns: ChangeColumns, half_life: float) -> Sequence[float]:
    """For each file the sum over its changes of 2^(-age / half_life); half_life: in days.

    That a file was created is no change to what was there.
    """
    weights = weights_of(columns, half_life)
    sums = array("d", bytes(8 * len(columns.files)))
    for file, commit, is_new in zip(columns.file, columns.commit, columns.is_new, strict=True):
        if not is_new:
            sums[file] += weights[commit]
    return sums


def lines_decayed(columns: ChangeColumns, half_life: float) -> float:
    """The same of changed lines, of all files together; MOST_LINES of one change at most."""
    weights = weights_of(columns, half_life)
    return sum(
        weights[commit] * min(lines, MOST_LINES)
        for commit, lines, is_new in zip(columns.commit, columns.lines, columns.is_new, strict=True)
        if not is_new
    )


def weights_of(columns: ChangeColumns, half_life: float) -> Sequence[float]:
    """For each commit what is left of it. One dated after the cut, by a wrong clock, counts as of
    the cut."""
    pace = half_life * DAY
    return [2.0 ** -(max(0, columns.cut - each.committed) / pace) for each in columns.commits]
