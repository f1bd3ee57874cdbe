"""Lines that were rewritten within three weeks, as far as the log can tell.

Only `git blame` knows which line a change removed, and it runs what a hostile repository names. The
log says how many lines a change of a file added and removed. So this is an upper bound: a removed
line counts as young as long as the file has lines younger than three weeks left to be removed;
those that would come of age next are taken first, which makes the bound the largest there can be.
Read it as "at most", and compare files with each other (docs/change-cost.md has how close it is).
"""

from collections import deque
from collections.abc import Iterable

from msgspec import Struct

YOUNG = 21 * 86400


class Edit(Struct, frozen=True, array_like=True, gc=False):
    """One change of a file. when: seconds since 1970. added, removed: lines."""

    when: int
    added: int
    removed: int


def reworked(edits: Iterable[Edit], since: int = 0) -> int:
    """Lines of one file rewritten while young, at most; of the edits from `since` on.

    edits: in the order they were made, the creation among them.
    """
    young: deque[Edit] = deque()
    total = 0
    for edit in edits:
        while young and young[0].when < edit.when - YOUNG:
            young.popleft()
        taken = _take(young, edit.removed)
        total += taken if edit.when >= since else 0
        if edit.added > 0:
            young.append(edit)
    return total


def _take(young: deque[Edit], removed: int) -> int:
    """Take removed lines from the young ones, the oldest first; how many there were."""
    left = removed
    while left > 0 and young:
        oldest = young.popleft()
        if oldest.added > left:
            young.appendleft(Edit(oldest.when, oldest.added - left, 0))
            return removed
        left -= oldest.added
    return removed - max(left, 0) if removed > 0 else 0
