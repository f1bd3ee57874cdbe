"""The commits that came with a merge: those that its first parent does not lead back to."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from driftscan.sources.first_parents import Touched, below, moment
from driftscan.sources.known_line import LineCommit

_FIELDS = 4


class BranchCommit(Struct, frozen=True):
    """touched: what it did to its parent's tree; None for a merge, of which git does not say."""

    commit: LineCommit
    parents: tuple[str, ...]
    touched: Touched | None


def branch_commits(words: Sequence[bytes], inside: bytes) -> Iterator[BranchCommit]:
    """What git printed for FirstParents.came_with. A word of the fields is told by its place,
    for a subject may look like anything; then come pairs of how a path changed and the path."""
    at = 0
    while at + _FIELDS <= len(words):
        id, parents, time, subject = words[at : at + _FIELDS]
        at += _FIELDS
        rows = []
        while at < len(words) and (not words[at] or words[at].lstrip(b"\n").startswith(b":")):
            if words[at]:
                rows.append((words[at].lstrip(b"\n"), words[at + 1]))
                at += 1
            at += 1
        ids = tuple(parents.decode().split())
        commit = LineCommit(id.decode(), moment(time), subject.decode("utf-8", "replace"))
        yield BranchCommit(commit, ids, _touched(rows, inside) if not ids[1:] else None)


def _touched(rows: Sequence[tuple[bytes, bytes]], inside: bytes) -> Touched:
    shape: list[bytes] = []
    content: list[bytes] = []
    for how, name in rows:
        path = below(name, inside)
        modes = how.split()
        if path is not None:
            (content if b":" + modes[1] == modes[0] else shape).append(path)
    return Touched(tuple(shape), tuple(content))
