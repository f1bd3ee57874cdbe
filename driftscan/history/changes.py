"""From commits to the changes that count, of the files that exist at a cut.

Commits are looked at from the newest to the oldest, so that a name is always followed back: what a
commit did to `old.py` belongs to the file that is called `new.py` today, and what was done before
that to another `new.py` does not. Copies are new files. One that is split by moving it away and
then making its name anew of what is taken out there leaves its past to both.
"""

from array import array
from collections.abc import Sequence

from driftscan.history.clocks import believed
from driftscan.history.copies import Copies
from driftscan.history.counting import COPIES, Counting, omissions
from driftscan.model.history import NO_FILE, ChangeColumns, Commit, Touch

_ADDED, _DELETED = "A", "D"
_ENDS = frozenset([_ADDED, _DELETED])
_FOREIGN = -1

_Row = tuple[int, int, int, bool]
"""One change: the file it belongs to at the cut, its lines, how many of these were removed, and
whether it created the file."""


class Names:
    """Which file of the cut a path stood for, while one goes back in time.

    Branches stand in one row, sorted by time. So behind a rename, a name may still be met that it
    has ended already: on another branch, where the same rename came earlier. It means the same file
    there, until the path is seen to have been another one's; and what another branch made of a file
    takes nothing from it, unless the path has begun anew since.
    """

    def __init__(self, paths: Sequence[bytes], files: Sequence[bytes]) -> None:
        """paths: as in History; files: those of the cut."""
        position = {path: at for at, path in enumerate(files)}
        self._file = [position.get(path, _FOREIGN) for path in paths]
        self._ended: set[int] = set()  # paths that a later rename gave to their file
        self._begun: dict[int, tuple[Commit, Touch]] = {}  # by path the later commit that made it
        # By path files that had their past in common with the one that it stands for.
        self._split: dict[int, tuple[int, ...]] = {}

    def rows(self, commit: Commit) -> list[_Row]:
        """The changes of a commit; after this, names are those that held before it."""
        file_of, ended = self._file, self._ended
        rows: list[_Row] = []
        renamed = []
        for touch in commit.touches:
            file = file_of[touch.path]
            if touch.before != NO_FILE:
                renamed.append((touch.path, touch.before, file))
            if file != _FOREIGN and touch.how != _DELETED:
                removed = max(touch.removed, 0)
                lines = max(touch.added, 0) + removed
                is_new = touch.how == _ADDED
                rows.append((file, lines, removed, is_new))
                if parts := self._split.get(touch.path):
                    rows += [(part, lines, removed, is_new) for part in parts]
            if touch.how == _ADDED:
                self._begun[touch.path] = (commit, touch)
            if touch.how in _ENDS:
                self._split.pop(touch.path, None)
                if touch.path in ended:
                    ended.discard(touch.path)  # what was there before is another file
                    file_of[touch.path] = _FOREIGN
        for path, before, file in renamed:
            self._divide(path, before, file)
            if file != _FOREIGN or before in ended or before in self._begun:
                file_of[before] = file
            ended.discard(before)
            self._begun.pop(before, None)
        given = {before for _, before, _ in renamed}
        ended.update(path for path, _, _ in renamed if path not in given)
        return rows

    def _divide(self, path: int, before: int, file: int) -> None:
        """Behind a rename: what was made anew at the old name of what the file held shares the
        past."""
        files, anew = self._split.pop(path, ()), self._file[before]
        is_part = before in self._begun and _is_taken_from(path, *self._begun[before])
        if is_part and _FOREIGN not in (anew, file):
            files = (*files, anew)
        if files:
            self._split[before] = files


def _is_taken_from(path: int, commit: Commit, made: Touch) -> bool:
    """Whether a file lost at least half as many lines as another one got that a commit made."""
    half = max(made.added, 2) / 2
    return any(each.path == path and each.removed >= half for each in commit.touches)


def changes_until(
    cut: int,
    commits: Sequence[Commit],
    paths: Sequence[bytes],
    files: Sequence[bytes],
    counting: Counting,
) -> ChangeColumns:
    """The changes of some commits, newest first, to the files of a cut. cut: its time."""
    names = Names(paths, files)
    born = array("q", [cut] * len(files))
    file, at, lines, removed = array("i"), array("i"), array("q"), array("q")
    is_new = array("b")
    kept: list[Commit] = []
    left_out: list[tuple[str, int]] = []
    copies = Copies(commits)
    made = believed([commit.committed for commit in reversed(commits)])
    for commit, time in zip(commits, reversed(made), strict=True):
        if not commit.touches:
            continue
        rows = names.rows(commit)
        for each, *_ in rows:
            born[each] = min(born[each], time)
        reason = counting.reason(commit)
        if not reason and copies.is_copy(commit, [row[:3] for row in rows]):
            reason = COPIES
        if reason:
            left_out.append((reason, sum(row[1] for row in rows)))
        elif rows:
            file.extend([row[0] for row in rows])
            lines.extend([row[1] for row in rows])
            removed.extend([row[2] for row in rows])
            is_new.extend([row[3] for row in rows])
            at.extend([len(kept)] * len(rows))
            kept.append(commit)
    return ChangeColumns(
        cut=cut,
        files=files,
        commits=kept,
        file=file,
        commit=at,
        lines=lines,
        removed=removed,
        is_new=is_new,
        born=born,
        omitted=omissions(left_out, sum(lines)),
    )
