"""What merges brought, told of the commits of their branches, scanned like those of the line."""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from driftscan.drift.origins import origin
from driftscan.model.trend import Landed, Observed, Passage
from driftscan.sources.first_parents import FirstParents, Touched
from driftscan.sources.known_line import LineCommit
from driftscan.sources.merged_branch import BranchCommit, branch_commits
from driftscan.stages.points import Steps

MOST = 1000
"""A merge of more commits than these joins two histories; it is not looked into."""


class PointsAt(Protocol):
    """Points of commits, by position."""

    def at(self, positions: Iterable[int], steps: Steps | None, /) -> Mapping[int, Observed]:
        """The points at these positions."""
        ...


PointsOf = Callable[[Sequence[Landed]], PointsAt]
"""Points for commits beside the line."""


class Attributed(Struct, frozen=True):
    """Passages with their origins, and the commits of branches that they name, by id."""

    passages: tuple[Passage, ...]
    landed: dict[str, Landed]


class Branch(Struct, frozen=True):
    """What a merge brought. parents: see drift.origins. looked_at: for each commit the one that was
    scanned in its place, which has the same findings."""

    merge: str
    parents: Mapping[str, Sequence[str]]
    commits: Mapping[str, LineCommit]
    looked_at: Mapping[str, str]


def attributed(
    passages: Sequence[Passage],
    line: FirstParents,
    points_of: PointsOf,
    may_differ: Callable[[Touched], bool],
    steps: Steps | None,
) -> Attributed:
    """Each passage with the commit that made it. Findings of one merge are looked for together."""
    merges = line.merges(sorted({one.by for one in passages}))
    branches = {id: _branch(line, id, merges[id], may_differ) for id in sorted(merges)}
    sound = [branch for branch in branches.values() if branch is not None]
    landed = _landed(sound)
    points = points_of(landed)
    observed = points.at(range(len(landed)), steps)
    has = {one.commit: frozenset(one.findings) for one in observed.values()}
    doubtful = {one.commit for one in observed.values() if one.missing}
    told = []
    for one in passages:
        if one.by not in branches:
            told.append(replace(one, origin=one.by))
        elif branch := branches[one.by]:
            found = _origin(one, branch, has)
            is_exact = one.is_exact and doubtful.isdisjoint(branch.looked_at.values())
            told.append(replace(one, is_merge=True, origin=found, is_exact=is_exact))
        else:
            told.append(replace(one, is_merge=True))
    named = {one.origin for one in told}
    commits = [each for branch in sound for each in branch.commits.values() if each.id in named]
    return Attributed(tuple(told), {one.id: _as_landed(one) for one in commits})


def _origin(passage: Passage, branch: Branch, has: Mapping[str, frozenset[str]]) -> str:
    def is_so(commit: str) -> bool:
        return (passage.finding in has[branch.looked_at[commit]]) == passage.came

    return origin(branch.merge, branch.parents, passage.came, is_so)


def _branch(
    line: FirstParents,
    merge: str,
    parents: Sequence[str],
    may_differ: Callable[[Touched], bool],
) -> Branch | None:
    """None where there is too much of it."""
    found = list(branch_commits(line.came_with(merge, parents[0]), line.repository.inside))
    if len(found) > MOST:
        return None
    commits = {each.commit.id: each.commit for each in found}
    looked_at: dict[str, str] = {}
    for each in reversed(found[1:]):  # parents before what builds on them
        for parent in each.parents:
            looked_at.setdefault(parent, parent)
        looked_at[each.commit.id] = _stand_in(each, looked_at, may_differ)
    for parent in parents[1:]:
        looked_at.setdefault(parent, parent)
    return Branch(merge, {each.commit.id: each.parents for each in found}, commits, looked_at)


def _stand_in(
    each: BranchCommit, looked_at: Mapping[str, str], may_differ: Callable[[Touched], bool]
) -> str:
    """The commit itself, or where it can have changed no finding what stands for its parent."""
    if each.touched is None or not each.parents or may_differ(each.touched):
        return each.commit.id
    return looked_at[each.parents[0]]


def _landed(branches: Iterable[Branch]) -> list[Landed]:
    """What is to be scanned, each commit once; those that lie side by side differ least."""
    wanted: dict[str, Landed] = {}
    for branch in branches:
        for id in dict.fromkeys(branch.looked_at.values()):
            known = branch.commits.get(id) or LineCommit(id, 0, "")
            wanted.setdefault(id, _as_landed(known))
    return list(wanted.values())


def _as_landed(commit: LineCommit) -> Landed:
    day = datetime.datetime.fromtimestamp(commit.time, datetime.UTC).date()
    return Landed(id=commit.id, day=day, subject=commit.subject)
