"""Which commits a tip leads back to, and in which order they are looked at.

The order must not depend on how the commits came to be known, all at once or a month later: from a
tip backwards, a commit only after all that build on it, and of several that could be next the one
that was committed last. Clocks may be wrong; that a commit comes after its parents is not.
"""

from collections.abc import Mapping
from heapq import heapify, heappop, heappush

from driftscan.model.history import Commit

Known = Mapping[str, Commit]


def reach(known: Known, tip: str) -> tuple[set[str], list[str]]:
    """Ids of the known commits that a tip leads back to, and of those it lacks, sorted."""
    seen = {tip}
    missing = []
    pending = [tip]
    while pending:
        id = pending.pop()
        commit = known.get(id)
        if commit is None:
            missing.append(id)
            continue
        for parent in commit.parents:
            if parent not in seen:
                seen.add(parent)
                pending.append(parent)
    return seen.difference(missing), sorted(missing)


def ordered(known: Known, reached: set[str]) -> list[Commit]:
    """The reached commits, newest first."""
    children = dict.fromkeys(reached, 0)
    for id in reached:
        for parent in set(known[id].parents):
            if parent in children:
                children[parent] += 1
    ready = [(-known[id].committed, id) for id, count in children.items() if not count]
    heapify(ready)
    commits = []
    while ready:
        commit = known[heappop(ready)[1]]
        commits.append(commit)
        for parent in set(commit.parents):
            if parent in children:
                children[parent] -= 1
                if not children[parent]:
                    heappush(ready, (-known[parent].committed, parent))
    return commits


def first_parents(known: Known, tip: str) -> list[Commit]:
    """The line of commits that a branch stood at: the tip, its first parent, and so on."""
    line = []
    commit = known.get(tip)
    while commit is not None:
        line.append(commit)
        commit = known.get(commit.parents[0]) if commit.parents else None
    return line
