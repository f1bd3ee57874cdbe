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
    """The changes that matter for one file, collected from the newest backwards."""

    __slots__ = ("edits", "hands", "is_whole", "last")

    def __init__(self) -> None:
        self.last = 0
        self.edits: list[Edit] = []
        self.hands: list[tuple[int, str]] = []
        self.is_whole = False  # whoever came before is known


def stories_of(columns: ChangeColumns, has_lines: bool) -> list[Story]:
    """One for each file of the columns, in their order."""
    since = columns.cut - YEAR
    return [_story(past, columns.cut, since, has_lines) for past in _pasts(columns, since)]


def _pasts(columns: ChangeColumns, since: int) -> list[_Past]:
    pasts = [_Past() for _ in columns.files]
    times = [commit.committed for commit in columns.commits]
    people = [who_of(commit) for commit in columns.commits]
    for at, (file, commit) in enumerate(zip(columns.file, columns.commit, strict=True)):
        past, when = pasts[file], times[commit]
        past.last = max(past.last, when)
        if when >= since - YOUNG:
            removed = columns.removed[at]
            past.edits.append(Edit(when, columns.lines[at] - removed, removed))
        if not past.is_whole:
            past.hands.append((when, people[commit]))
            past.is_whole = when < since
    return pasts


def _story(past: _Past, cut: int, since: int, has_lines: bool) -> Story:
    return Story(
        max(0, (cut - (past.last or cut)) // _DAY),
        handoffs(reversed(past.hands), since),
        reworked(reversed(past.edits), since) if has_lines else None,
    )
