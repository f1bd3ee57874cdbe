"""When findings came and went, told from the commits of a line that were looked at."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from driftscan.model.trend import Passage

Present = Mapping[int, frozenset[str]]
"""By position on the line, the findings there are, for positions that were looked at."""


def to_look_at(first: int, last: int, may_differ: Callable[[int], bool]) -> list[int]:
    """Positions that must be looked at to tell exactly what came and went between two.

    Whether the two have the same findings does not matter: one may have gone and come again.
    may_differ: whether the commit at a position could have other findings than the one before it.
    """
    return [position for position in range(first + 1, last) if may_differ(position)]


def passages(
    line: Sequence[str], present: Present, is_whole: bool, doubtful: Collection[int] = ()
) -> tuple[Passage, ...]:
    """All that came or went from one commit that was looked at to the next, oldest first.

    line: commit ids, oldest first. is_whole: nothing was there before the first of them.
    doubtful: positions at which not everything could be read.
    """
    found: list[Passage] = []
    if is_whole and 0 in present:
        found += _between(line, "", 0, frozenset(), present[0], 0 not in doubtful)
    for earlier, later in pairwise(sorted(present)):
        is_exact = earlier not in doubtful and later not in doubtful
        found += _between(line, line[earlier], later, present[earlier], present[later], is_exact)
    return tuple(found)


def _between(
    line: Sequence[str],
    after: str,
    position: int,
    before: frozenset[str],
    now: frozenset[str],
    is_exact: bool,
) -> Iterator[Passage]:
    for finding in sorted(before ^ now):
        yield Passage(
            finding=finding,
            came=finding in now,
            after=after,
            by=line[position],
            is_exact=is_exact,
        )
