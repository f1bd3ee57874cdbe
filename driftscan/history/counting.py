"""Which commits count as work, and why each of the others does not."""

from collections.abc import Collection, Iterable, Sequence

from driftscan.history.subjects import is_bot, is_reformat
from driftscan.model.history import Commit, Omission

# Above these a commit is one decision carried out by a tool, not as many as there are files.
_BULK_FILES = 100
_BULK_SHARE = 0.25
_SMALL_SYSTEM = 20
_REFORMATTED = 15

BOUNDARY, IGNORED, BOTS, BULK, REFORMAT, COPIES = (
    "boundary",
    "ignore-revs",
    "bots",
    "bulk",
    "reformatting",
    "copies",
)


class Counting:
    """Decides for each commit; remembers what was left out. files: of product code at the cut."""

    def __init__(
        self,
        files: int,
        boundary: Collection[str] = (),
        ignored: Collection[str] = (),
    ) -> None:
        """boundary: see History; ignored: ids that the repository itself asks blame to skip."""
        self._files = files
        self._boundary = boundary
        self._ignored = ignored

    def reason(self, commit: Commit) -> str:
        """Why a commit is left out; '' for one that counts."""
        if commit.id in self._boundary:
            return BOUNDARY
        if commit.id in self._ignored:
            return IGNORED
        if is_bot(commit):
            return BOTS
        touched = len(commit.touches)
        if touched > _BULK_FILES:
            return BULK
        if touched > _SMALL_SYSTEM and touched > _BULK_SHARE * self._files:
            return BULK
        if touched > _REFORMATTED and is_reformat(commit.subject):
            return REFORMAT
        return ""


def omissions(left_out: Iterable[tuple[str, int]], counted_lines: int) -> Sequence[Omission]:
    """One for each reason, those with most lines first. left_out: a commit's reason, its lines."""
    commits: dict[str, int] = {}
    lines: dict[str, int] = {}
    for reason, changed in left_out:
        commits[reason] = commits.get(reason, 0) + 1
        lines[reason] = lines.get(reason, 0) + changed
    total = counted_lines + sum(lines.values())
    return [
        Omission(reason, commits[reason], lines[reason], lines[reason] / total if total else 0.0)
        for reason in sorted(commits, key=lambda reason: (-lines[reason], reason))
    ]
