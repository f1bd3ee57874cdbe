"""What happened to each file beside its cost: handoffs, rework, and how long it has been quiet."""

from msgspec import Struct

from driftscan.history.handoffs import handoffs
from driftscan.history.joints import who_of
from driftscan.history.rework import YOUNG, Edit, reworked
from driftscan.model.history import ChangeColumns

_DAY = 86400
YEAR = 365 * _DAY


class Story(Struct, frozen=True, gc=False):
    """Of one file; see FileCost."""

    quiet_days: int
    handoffs: int
    rework: int | None


class _Past:
    """The changes of one file that matter, from the newest backwards. is_whole: whoever came
    before the year is known."""

    __slots__ = ("edits", "hands", "is_whole", "last")

    def __init__(self, last: int) -> None:
        self.last = last
        self.edits: list[Edit] = []
        self.hands: list[tuple[int, str]] = []
        self.is_whole = False


def stories_of(columns: ChangeColumns, has_lines: bool) -> list[Story]:
    """One for each file of the columns, in their order."""
    since = columns.cut - YEAR
    pasts = _pasts(columns, since)
    return [
        _story(pasts.get(at) or _Past(born), columns.cut, since, has_lines)
        for at, born in enumerate(columns.born)
    ]


def _pasts(columns: ChangeColumns, since: int) -> dict[int, _Past]:
    """By position. What no figure depends on is passed over: most of a long history."""
    pasts: dict[int, _Past] = {}
    young = since - YOUNG
    times = [commit.committed for commit in columns.commits]
    for at, (file, commit) in enumerate(zip(columns.file, columns.commit, strict=True)):
        when = times[commit]
        past = pasts.get(file)
        if past is None:
            past = pasts[file] = _Past(when)
        elif past.is_whole and when < young:
            continue
        if when >= young:
            removed = columns.removed[at]
            past.edits.append(Edit(when, columns.lines[at] - removed, removed))
        if not past.is_whole:
            past.hands.append((when, who_of(columns.commits[commit])))
            past.is_whole = when < since
    return pasts


def _story(past: _Past, cut: int, since: int, has_lines: bool) -> Story:
    return Story(
        max(0, cut - past.last) // _DAY,
        handoffs(reversed(past.hands), since),
        reworked(reversed(past.edits), since) if has_lines else None,
    )
