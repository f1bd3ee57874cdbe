"""What happened to each file beside its cost: handoffs, rework, age; see model/teamwork.py."""

from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct

from driftscan.history.handoffs import handoffs
from driftscan.history.hands import hands_of
from driftscan.history.joints import TWO_YEARS, who_of
from driftscan.history.rework import Edit, reworked
from driftscan.model.history import ChangeColumns
from driftscan.model.teamwork import UNKNOWN_REWORK, FileStory

YEAR = 365 * 86400
_DAY = 86400


class _Past(Struct):
    edits: list[Edit]
    hands: list[tuple[int, str]]


def stories_of(changes: ChangeColumns, has_lines: bool) -> list[FileStory]:
    """One for each file of the changes, in their order."""
    pasts = _pasts(changes)
    knowing = hands_of(changes, changes.cut - TWO_YEARS)
    return [
        _story(path, pasts[at], changes, len(knowing[at]), has_lines)
        for at, path in enumerate(changes.files)
    ]


def _pasts(changes: ChangeColumns) -> Sequence[_Past] | dict[int, _Past]:
    """Each file's changes, the oldest first."""
    pasts: dict[int, _Past] = defaultdict(lambda: _Past([], []))
    for at in range(len(changes.file) - 1, -1, -1):
        commit = changes.commits[changes.commit[at]]
        removed = changes.removed[at]
        edit = Edit(commit.committed, changes.lines[at] - removed, removed)
        pasts[changes.file[at]].edits.append(edit)
        pasts[changes.file[at]].hands.append((commit.committed, who_of(commit)))
    return pasts


def _story(
    path: bytes, past: _Past, changes: ChangeColumns, people: int, has_lines: bool
) -> FileStory:
    since = changes.cut - YEAR
    last = past.edits[-1].when if past.edits else changes.cut
    return FileStory(
        path=path,
        handoffs=handoffs(past.hands, since),
        written=sum(edit.added for edit in past.edits if edit.when >= since) if has_lines else 0,
        rework=reworked(past.edits, since) if has_lines else UNKNOWN_REWORK,
        quiet_days=max(0, (changes.cut - last) // _DAY),
        people=people,
    )
