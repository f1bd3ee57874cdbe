"""What really happened to the files of a cut in the time after it, to hold rankings against."""

from collections.abc import Sequence
from math import log2

from msgspec import Struct

from driftscan.history.code_files import is_product_code
from driftscan.history.counting import Counting
from driftscan.history.decay import DAY
from driftscan.history.subjects import is_fix
from driftscan.model.history import NO_FILE, Commit

_FOREIGN = -1
_DELETED = "D"


class Outcome(Struct, frozen=True):
    """Of each file of the cut: changed lines, commits, fixes, and days of authors, where each day
    of an author is divided among the files touched on it.

    new_share: of all changed lines, those in files that were not there at the cut.
    """

    lines: Sequence[float]
    changes: Sequence[float]
    fixes: Sequence[float]
    author_days: Sequence[float]
    new_share: float


class _Sums:
    def __init__(self, files: int) -> None:
        self.lines = [0.0] * files
        self.changes = [0.0] * files
        self.fixes = [0.0] * files
        self.days: dict[tuple[str, int], list[tuple[int, float]]] = {}
        self.all_lines = 0
        self.new_lines = 0

    def author_days(self) -> list[float]:
        days = [0.0] * len(self.lines)
        for touched in self.days.values():
            whole = sum(weight for _, weight in touched)
            for file, weight in touched:
                days[file] += weight / whole
        return days


def outcome_after(
    commits: Sequence[Commit],
    paths: Sequence[bytes],
    files: Sequence[bytes],
    counting: Counting,
    inside: bytes,
) -> Outcome:
    """commits: those of the time after the cut, newest first; paths: see History; files: of the
    cut; inside: the scanned directory."""
    position = {path: at for at, path in enumerate(files)}
    file_of = [position.get(path, _FOREIGN) for path in paths]
    is_product = [is_product_code(path, inside) for path in paths]
    sums = _Sums(len(files))
    for commit in reversed(commits):
        counts = not counting.reason(commit)
        here = []
        for touch in commit.touches:
            file = file_of[touch.path]
            if touch.before != NO_FILE and file_of[touch.before] != _FOREIGN:
                file = file_of[touch.path] = file_of[touch.before]
                file_of[touch.before] = _FOREIGN
            if touch.how == _DELETED:
                file_of[touch.path] = _FOREIGN
                continue
            lines = max(touch.added, 0) + max(touch.removed, 0)
            if counts and is_product[touch.path]:
                sums.all_lines += lines
                sums.new_lines += lines if file == _FOREIGN else 0
            if counts and file != _FOREIGN:
                here.append((file, lines))
        _add(sums, commit, here)
    new_share = sums.new_lines / sums.all_lines if sums.all_lines else 0.0
    return Outcome(sums.lines, sums.changes, sums.fixes, sums.author_days(), new_share)


def _add(sums: _Sums, commit: Commit, touched: Sequence[tuple[int, int]]) -> None:
    if not touched:
        return
    fix = is_fix(commit.subject)
    day = sums.days.setdefault((commit.email, int(commit.authored // DAY)), [])
    for file, lines in touched:
        sums.lines[file] += lines
        sums.changes[file] += 1
        sums.fixes[file] += fix
        day.append((file, log2(2 + lines)))
