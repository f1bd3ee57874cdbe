"""Cheapest dependencies to cut so that one set of modules no longer reaches another.

A minimum cut by Dinic's algorithm ("Algorithm for solution of a problem of maximum flow", 1970)
with import statements as capacities. Of several minimum cuts it is the one nearest the targets,
which is unique: it depends on the graph alone.
"""

from collections import deque
from collections.abc import Collection, Iterable, Mapping

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
    edges = _edges_on_chains(adjacency, sources, targets, outside)
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
) -> dict[int, list[Edge]]:
    """For each source the edges of a cut that its own chains run through; ascending.

    Removing these ends every chain of that source.
    """
    edges = sorted(cut)
    closed = set(edges)
    # One bit for each edge of the cut; bits travel backward until nothing changes.
    bits: dict[int, int] = {}
    for number, (source, _) in enumerate(edges):
        bits[source] = bits.get(source, 0) | 1 << number
    waiting = deque(bits)
    while waiting:
        module = waiting.popleft()
        if module not in outside:
            continue
        for before in adjacency.predecessors[module]:
            known = bits.get(before, 0)
            if known | bits[module] != known and (before, module) not in closed:
                bits[before] = known | bits[module]
                waiting.append(before)
    return {
        source: [edge for number, edge in enumerate(edges) if bits[source] >> number & 1]
        for source in sorted(sources)
        if source in bits
    }


def _edges_on_chains(
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
    """A flow network of integer capacities; parallel edges are added up."""

    def __init__(self) -> None:
        self.capacity: dict[int, dict[int, int]] = {_SOURCE: {}, _SINK: {}}

    def add(self, source: int, target: int, capacity: int) -> None:
        row = self.capacity.setdefault(source, {})
        row[target] = row.get(target, 0) + capacity
        self.capacity.setdefault(target, {}).setdefault(source, 0)

    def fill(self) -> None:
        """Send as much as fits from source to sink."""
        while (level := self._levels()).get(_SINK) is not None:
            self._block(level)

    def _levels(self) -> dict[int, int]:
        """Distances from the source, as far as the sink."""
        level = {_SOURCE: 0}
        frontier = [_SOURCE]
        while frontier and _SINK not in level:
            reached = []
            for node in frontier:
                steps = level[node] + 1
                for successor, room in self.capacity[node].items():
                    if room and successor not in level:
                        level[successor] = steps
                        reached.append(successor)
            frontier = reached
        return level

    def _block(self, level: Mapping[int, int]) -> None:
        """Send a blocking flow along edges that go one level down, depth first, no recursion."""
        following = {node: list(self.capacity[node]) for node in level}
        way = [_SOURCE]
        while way:
            node = way[-1]
            if node == _SINK:
                way = way[: self._send(way) + 1]
                continue
            down = level[node] + 1
            row = self.capacity[node]
            options = following[node]
            while options and not (row[options[-1]] and level.get(options[-1]) == down):
                options.pop()
            if options:
                way.append(options[-1])
                continue
            way.pop()
            if way:
                following[way[-1]].pop()

    def _send(self, way: list[int]) -> int:
        """Fill one way; gives the index of the node before its first full edge."""
        capacity = self.capacity
        room = min(capacity[way[i]][way[i + 1]] for i in range(len(way) - 1))
        first_full = len(way)
        for index in range(len(way) - 2, -1, -1):
            source, target = way[index], way[index + 1]
            capacity[source][target] -= room
            capacity[target][source] += room
            if not capacity[source][target]:
                first_full = index
        return first_full

    def reaching_sink(self) -> set[int]:
        """Nodes that could still send to the sink once the network is full."""
        seen = {_SINK}
        stack = [_SINK]
        while stack:
            node = stack.pop()
            for before in self.capacity[node]:
                if before not in seen and self.capacity[before][node]:
                    seen.add(before)
                    stack.append(before)
        return seen
