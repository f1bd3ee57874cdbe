"""Canonical shortest chains of dependencies between two sets of modules.

Canonical: of all shortest chains the one whose positions come first in lexicographic order, so
that the answer depends on the graph alone, never on a hash seed or on the order of a set.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

from driftscan.graph.adjacency import Adjacency

Chain = tuple[int, ...]


def shortest_chain(
    adjacency: Adjacency,
    sources: Collection[int],
    targets: Collection[int],
    forbidden: Collection[int] = (),
) -> Chain | None:
    """The canonical shortest chain from any source to any target, or None.

    A chain has at least one dependency, so a module that is both source and target answers with
    its shortest cycle or a chain to another target. No chain passes through (begins at, ends at)
    a forbidden module.
    """
    closed = set(forbidden)
    distance = _distances_to(adjacency, targets, closed)
    starts = [
        (1 + min(distance[successor] for successor in following), source)
        for source in sources
        if source not in closed
        and (following := [s for s in adjacency.successors[source] if s in distance])
    ]
    if not starts:
        return None
    length, start = min(starts)
    return (start, *_descend(adjacency, distance, start, range(length - 1, -1, -1)))


def indirect_chains(
    adjacency: Adjacency,
    sources: Iterable[int],
    targets: Collection[int],
    distance: Mapping[int, int],
) -> Iterator[Chain]:
    """For each source that reaches the targets through others: its canonical shortest chain.

    distance: from distances_through(); it says which modules may stand between the ends. There is
    always at least one of them: direct dependencies are no chains here. Sources ascending.
    """
    for source in sorted(sources):
        following = [distance[s] for s in adjacency.successors[source] if s in distance]
        if following:
            rest = tuple(_descend(adjacency, distance, source, range(min(following), 0, -1)))
            last = next(s for s in adjacency.successors[rest[-1]] if s in targets)
            yield (source, *rest, last)


def chains_into(
    adjacency: Adjacency, sources: Iterable[int], distance: Mapping[int, int]
) -> Iterator[Chain]:
    """For each source that gets to a module at distance 0: its canonical shortest chain there.

    distance: of modules that are no sources, in dependencies to the nearest that is wanted.
    """
    for source in sorted(sources):
        following = [distance[s] for s in adjacency.successors[source] if s in distance]
        if following:
            yield (source, *_descend(adjacency, distance, source, range(min(following), -1, -1)))


def distances_through(
    adjacency: Adjacency, targets: Collection[int], outside: Collection[int]
) -> dict[int, int]:
    """Outside modules that reach a target over outside modules only, and in how many steps.

    targets and outside are disjoint sets; one pass over the edges serves all sources.
    """
    predecessors = adjacency.predecessors
    distance: dict[int, int] = {}
    frontier: Iterable[int] = targets
    steps = 0
    while frontier:
        steps += 1
        reached = []
        for module in frontier:
            for before in predecessors[module]:
                if before in outside and before not in distance:
                    distance[before] = steps
                    reached.append(before)
        frontier = reached
    return distance


def _distances_to(
    adjacency: Adjacency, targets: Collection[int], closed: Collection[int]
) -> dict[int, int]:
    predecessors = adjacency.predecessors
    frontier = [target for target in targets if target not in closed]
    distance = dict.fromkeys(frontier, 0)
    steps = 0
    while frontier:
        steps += 1
        reached = []
        for module in frontier:
            for before in predecessors[module]:
                if before not in distance and before not in closed:
                    distance[before] = steps
                    reached.append(before)
        frontier = reached
    return distance


def _descend(
    adjacency: Adjacency, distance: Mapping[int, int], start: int, remaining: Iterable[int]
) -> Iterator[int]:
    """Walk down the distances; neighbours are ascending, so the first that fits is the least."""
    current = start
    for steps in remaining:
        current = next(s for s in adjacency.successors[current] if distance.get(s) == steps)
        yield current
