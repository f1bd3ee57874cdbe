"""When findings came and went, told from the commits of a line that were looked at."""

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence

from driftscan.model.trend import Passage

Present = Mapping[int, frozenset[str]]
"""By position on the line, the findings there are, for positions that were looked at."""


def to_look_at(
    points: Sequence[int], present: Present, may_differ: Callable[[int], bool]
) -> list[int]:
    """Positions between points with different findings, in the order of the line.

    points: positions that were looked at, ascending. may_differ: whether the commit at a position
    could have other findings than the one before it.
    """
    return [
        position
        for earlier, later in itertools.pairwise(points)
        if present[earlier] != present[later]
        for position in range(earlier + 1, later)
        if may_differ(position)
    ]


def passages(
    line: Sequence[str], present: Present, may_differ: Callable[[int], bool]
) -> tuple[Passage, ...]:
    """All that came or went from one commit that was looked at to the next, oldest first.

    line: commit ids, oldest first.
    """
    looked_at = sorted(present)
    return tuple(
        passage
        for earlier, later in itertools.pairwise(looked_at)
        if present[earlier] != present[later]
        for passage in _between(line, present, earlier, later, may_differ)
    )


def _between(
    line: Sequence[str],
    present: Present,
    earlier: int,
    later: int,
    may_differ: Callable[[int], bool],
) -> Iterator[Passage]:
    is_exact = not any(may_differ(position) for position in range(earlier + 1, later))
    before, now = present[earlier], present[later]
    for finding in sorted(before ^ now):
        yield Passage(
            finding=finding,
            came=finding in now,
            after=line[earlier],
            by=line[later],
            is_exact=is_exact,
        )
