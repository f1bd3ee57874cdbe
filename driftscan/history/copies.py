"""Changes that stand twice in a history: a branch was merged, and its rebased copy as well.

git keeps the author and the time of the first writing through a rebase or a cherry-pick, so a
commit of the same author and the same second that changed the same files is the same work, if its
subject or its lines are the same, too. The two stand beside each other: what builds on the
other is none, as where a script commits twice in a second.
"""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from driftscan.history.subjects import is_revert
from driftscan.model.history import Commit

# A script's commits of one second are near each other.
_NEAR = 1000


class _Work(NamedTuple):
    """What is compared. at: position of the commit, the newest first. lines: see is_copy()."""

    at: int
    subject: str
    lines: Sequence[tuple[int, int, int]]


class Copies:
    """Asked for one commit after the other, the newest first; the first of several counts."""

    def __init__(self, commits: Sequence[Commit]) -> None:
        """commits: newest first, each before its parents."""
        written = Counter(_writing(commit) for commit in commits if commit.touches)
        self._again = {writing for writing, count in written.items() if count > 1}
        self._commits = commits
        self._at = {each.id: at for at, each in enumerate(commits)} if self._again else {}
        self._known: dict[tuple[str, str, int, frozenset[int]], list[_Work]] = {}

    def is_copy(self, commit: Commit, lines: Sequence[tuple[int, int, int]]) -> bool:
        """Whether the work of a commit has been met already; it is remembered if not.

        lines: of each file that it changed the position, lines changed there, and removed.
        """
        writing = _writing(commit)
        if writing not in self._again or not lines:
            return False
        work = _Work(self._at[commit.id], commit.subject, sorted(lines))
        known = self._known.setdefault((*writing, frozenset(row[0] for row in lines)), [])
        if any(_is_same(work, other) and not self._builds(other, work) for other in known):
            return True
        known.append(work)
        return False

    def _builds(self, newer: _Work, older: _Work) -> bool:
        """Whether a commit leads back to another."""
        seen = {newer.at}
        pending = [newer.at]
        while pending and len(seen) < _NEAR:
            for parent in self._commits[pending.pop()].parents:
                at = self._at.get(parent, len(self._commits))
                if at == older.at:
                    return True
                if at < older.at and at not in seen:
                    seen.add(at)
                    pending.append(at)
        return False


def _writing(commit: Commit) -> tuple[str, str, int]:
    return commit.email, commit.author, commit.authored


def _is_same(work: _Work, newer: _Work) -> bool:
    if work.subject == newer.subject:
        return True
    # A revert may change as many lines as what it takes back.
    return work.lines == newer.lines and is_revert(work.subject) == is_revert(newer.subject)
