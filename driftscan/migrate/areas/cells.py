"""Areas that may cross as components that do not: one for each way to be in some of them.

In a spec a file belongs to the component whose path says most about it. So where two areas cross,
what they share is a path of its own.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import permutations

from msgspec import Struct

from driftscan.graph.paths import parse_pattern
from driftscan.migrate.areas.area import Area, globs_in, holds
from driftscan.migrate.areas.overlap import contains, crossing, is_floating
from driftscan.migrate.areas.tree import UNKNOWN, Tree

_MOST = 300
_FEW = 2
_MOST_FILES = 40

Rank = tuple[int, int, int]


class Cell(Struct, frozen=True):
    """Files that are in the same areas. globs: sorted. areas: keys, sorted; () for none.

    inner: other cells stand inside of it and are not part of it.
    """

    globs: tuple[str, ...]
    areas: tuple[str, ...]
    inner: bool


class Division(Struct, frozen=True):
    """cells: by their first pattern. unclear: pairs of patterns whose files can't be told apart."""

    cells: tuple[Cell, ...]
    unclear: tuple[tuple[str, str], ...] = ()


def divide(
    areas: Mapping[str, Area],
    apart: Callable[[tuple[str, ...]], bool] = lambda _areas: False,
    tree: Tree = UNKNOWN,
) -> Division:
    """Cells for some areas. apart: of these areas, each pattern shall be a cell of its own.

    tree: what no file is in today gets no cell of its own.
    """
    globs = {glob for area in areas.values() for glob in globs_in(area)}
    if any(holds(area, lambda _globs: False) for area in areas.values()):
        globs.add(".")
    globs, unclear = _closed(globs, tree)
    member_of = {glob: _areas_of(glob, areas) for glob in globs}
    kept = _needed(globs, member_of)
    groups: dict[tuple[tuple[str, ...], str], list[str]] = {}
    for glob in kept:
        areas_here = member_of[glob]
        groups.setdefault((areas_here, glob if apart(areas_here) else ""), []).append(glob)
    cells = [
        Cell(tuple(own), areas_here, _holds_others(own, kept, tree))
        for (areas_here, _), own in groups.items()
    ]
    told = sorted(pair for pair in unclear if member_of[pair[0]] != member_of[pair[1]])
    return Division(tuple(sorted(cells, key=lambda cell: cell.globs)), tuple(told))


def _areas_of(glob: str, areas: Mapping[str, Area]) -> tuple[str, ...]:
    def is_under(globs: Iterable[str]) -> bool:
        return any(contains(outer, glob) for outer in globs)

    return tuple(sorted(key for key, area in areas.items() if holds(area, is_under)))


def _closed(globs: set[str], tree: Tree) -> tuple[set[str], set[tuple[str, str]]]:
    """The patterns and what any two of them share; and pairs that share more than can be said."""
    known, waiting = set(globs), sorted(globs)
    done: set[tuple[str, str]] = set()
    unclear: set[tuple[str, str]] = set()
    while waiting and len(known) < _MOST:
        one = waiting.pop(0)
        for other in sorted(known - {one}):
            pair = (min(one, other), max(one, other))
            if pair in done:
                continue
            done.add(pair)
            if not tree.may_share(*pair):
                continue
            shared = _shared(*pair, tree)
            if shared is None:
                unclear.add(pair)
            else:
                new = [glob for glob in shared if glob not in known]
                known.update(new)
                waiting += new
    for outer, inner in sorted(_misranked(known)):
        files = tree.shared(outer, inner, _MOST_FILES)
        if files is None:
            unclear.add((outer, inner))
        else:
            known.update(files)
    return known, unclear


def _shared(one: str, other: str, tree: Tree) -> list[str] | None:
    """Patterns for what is in both; None where that takes too many.

    Two patterns that float cross in countless ways: then it is the files of today that both have.
    """
    found = [glob for glob in crossing(one, other) if tree.may_have(glob)]
    if len(found) <= _FEW or not (is_floating(one) and is_floating(other)):
        return found
    return tree.shared(one, other, _MOST_FILES)


def _misranked(globs: Iterable[str]) -> set[tuple[str, str]]:
    """Pairs of an outer and an inner pattern of which the outer wins in a spec."""
    pairs = permutations(sorted(globs), 2)
    return {
        (outer, inner)
        for outer, inner in pairs
        if _rank(outer) <= _rank(inner) and contains(outer, inner) and not contains(inner, outer)
    }


def _rank(glob: str) -> Rank:
    """As in a spec: the least is the most specific."""
    pattern = parse_pattern(glob)
    prefix, literal = pattern.specificity
    return -prefix, -literal, 0 if pattern.is_literal else 1


def _needed(globs: set[str], member_of: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Patterns but for those whose files would be in the same areas without them; sorted."""
    kept = sorted(globs)
    # What says least goes first: what is left of it decides whether the rest is needed.
    for glob in sorted(globs, key=lambda each: (_rank(each), each), reverse=True):
        if _is_spare(glob, kept, member_of):
            kept.remove(glob)
    return kept


def _is_spare(glob: str, kept: Sequence[str], member_of: Mapping[str, tuple[str, ...]]) -> bool:
    around = [other for other in kept if other != glob and contains(other, glob)]
    best = min(map(_rank, around), default=None)
    homes = {member_of[outer] for outer in around if _rank(outer) == best} or {()}
    return homes == {member_of[glob]}


def _holds_others(own: Sequence[str], every: Sequence[str], tree: Tree) -> bool:
    """Whether files of other cells fit these patterns too, today or by what they say."""
    return any(
        contains(glob, other) or (tree.may_share(glob, other) and bool(crossing(glob, other)))
        for glob in own
        for other in every
        if other not in own
    )
