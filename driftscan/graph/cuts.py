"""Cheapest dependencies to cut so that one set of modules no longer reaches another.

A minimum cut by Dinic's algorithm ("Algorithm for solution of a problem of maximum flow", 1970)
with import statements as capacities. Of several minimum cuts it is the one nearest the targets,
which is unique: it depends on the graph alone.
"""

from collections import deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise

from driftscan.graph.adjacency import Adjacency
from driftscan.graph.chains import distances_through

Edge = tuple[int, int]

_SOURCE, _SINK = -1, -2


def cheapest_cut(
    adjacency: Adjacency,
    sources: Collection[int],
    targets: Collection[int],
    outside: Collection[int],
) -> list[Edge]:
    """Dependencies whose removal ends every chain from sources over `outside` to targets.

    Direct dependencies between sources and targets are left alone: each of them is its own cut.
    sources, targets and outside are disjoint sets. Ascending; [] where there is no chain.
    """
    edges = edges_on_chains(adjacency, sources, targets, outside)
    residual = _Residual()
    for source, target in edges:
        residual.add(
            _SOURCE if source in sources else source,
            _SINK if target in targets else target,
            adjacency.statements(source, target),
        )
    residual.fill()
    beyond = residual.reaching_sink()
    return [
        (source, target)
        for source, target in edges
        if (target in targets or target in beyond) and source not in beyond
    ]


def cuts_needed(
    adjacency: Adjacency,
    cut: Iterable[Edge],
    sources: Collection[int],
    outside: Collection[int],
    most: int,
) -> dict[int, tuple[Edge, ...]]:
    """For each source the edges of a cut that its own chains run through; ascending.

    Removing these ends every chain of that source. Left out are sources whose edges take more
    than `most` statements together: to remember all edges for every module would take memory
    that grows with their product.
    """
    edges = sorted(cut)
    cost = [adjacency.statements(*edge) for edge in edges]
    crossed = _edges_crossed(adjacency, edges, cost, outside, most)
    return {
        source: tuple(edges[number] for number in sorted(numbers))
        for source in sorted(sources)
        if (numbers := crossed.get(source)) is not None
    }


def _edges_crossed(
    adjacency: Adjacency,
    edges: Sequence[Edge],
    cost: Sequence[int],
    outside: Collection[int],
    most: int,
) -> dict[int, frozenset[int] | None]:
    """For each module the numbers of the edges that lie ahead of it; None for too many."""
    closed = set(edges)
    crossed: dict[int, frozenset[int] | None] = {}
    for number, (source, _) in enumerate(edges):
        known = crossed.get(source, frozenset())
        crossed[source] = _affordable(known, frozenset((number,)), cost, most)
    waiting = deque(crossed)
    while waiting:
        module = waiting.popleft()
        if module not in outside:
            continue
        for before in adjacency.predecessors[module]:
            known = crossed.get(before, frozenset())
            if known is not None and (before, module) not in closed:
                both = _affordable(known, crossed[module], cost, most)
                if both != known:
                    crossed[before] = both
                    waiting.append(before)
    return crossed


def _affordable(
    known: frozenset[int] | None, more: frozenset[int] | None, cost: Sequence[int], most: int
) -> frozenset[int] | None:
    """Both together, None if they cost too much."""
    if known is None or more is None:
        return None
    both = known if more <= known else known | more
    return both if both is known or sum(cost[number] for number in both) <= most else None


def edges_on_chains(
    adjacency: Adjacency,
    sources: Collection[int],
    targets: Collection[int],
    outside: Collection[int],
) -> list[Edge]:
    """Edges that some chain from sources over outside modules to targets may use; ascending."""
    leads_on = distances_through(adjacency, targets, outside)
    reached = set()
    stack = [source for source in sources if source not in outside]
    edges: list[Edge] = []
    while stack:
        module = stack.pop()
        for successor in adjacency.successors[module]:
            if successor in leads_on:
                edges.append((module, successor))
                if successor not in reached:
                    reached.add(successor)
                    stack.append(successor)
            elif successor in targets and module in outside:
                edges.append((module, successor))
    return sorted(edges)


class _Residual:
    """A flow network of integer capacities; parallel edges are added up.

    Room left on an edge is kept with both its ends, so that it can be walked either way.
    """

    def __init__(self) -> None:
        self.out_of: dict[int, dict[int, int]] = {_SOURCE: {}, _SINK: {}}
        self.into: dict[int, dict[int, int]] = {_SOURCE: {}, _SINK: {}}

    def add(self, source: int, target: int, capacity: int) -> None:
        """Widen the edge from source to target."""
        for node, other, room in ((source, target, capacity), (target, source, 0)):
            row = self.out_of.setdefault(node, {})
            row[other] = row.get(other, 0) + room
            self.into.setdefault(other, {})[node] = row[other]

    def fill(self) -> None:
        """Send as much as fits from source to sink."""
        while _SOURCE in (distance := self._distances()):
            self._block(distance)

    def _distances(self) -> dict[int, int]:
        """Steps to the sink over edges with room, up to the distance of the source."""
        distance = {_SINK: 0}
        frontier = [_SINK]
        while frontier and _SOURCE not in distance:
            steps = distance[frontier[0]] + 1
            reached = []
            for node in frontier:
                for before, room in self.into[node].items():
                    if room and before not in distance:
                        distance[before] = steps
                        reached.append(before)
            frontier = reached
        return distance

    def _block(self, distance: Mapping[int, int]) -> None:
        """Send along edges that lead one step closer until none is left; depth first."""
        closer: dict[int, list[int]] = {}
        way = [_SOURCE]
        while way:
            node = way[-1]
            if node == _SINK:
                way = way[: self._send(way) + 1]
                continue
            row = self.out_of[node]
            if node not in closer:
                steps = distance[node] - 1
                closer[node] = [s for s in row if row[s] and distance.get(s) == steps]
            options = closer[node]
            while options and not row[options[-1]]:
                options.pop()
            if options:
                way.append(options[-1])
                continue
            way.pop()
            if way:
                closer[way[-1]].pop()

    def _send(self, way: list[int]) -> int:
        """Fill one way; gives the index of the node before its first full edge."""
        edges = list(pairwise(way))
        room = min(self.out_of[source][target] for source, target in edges)
        for source, target in edges:
            self._widen(source, target, -room)
            self._widen(target, source, room)
        return next(
            at for at, (source, target) in enumerate(edges) if not self.out_of[source][target]
        )

    def _widen(self, source: int, target: int, change: int) -> None:
        room = self.out_of[source][target] + change
        self.out_of[source][target] = self.into[target][source] = room

    def reaching_sink(self) -> set[int]:
        """Nodes that could still send to the sink once the network is full."""
        return set(self._distances())
