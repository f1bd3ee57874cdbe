"""Longest ways through a directed graph, in which a circle counts as one stop.

Nodes are integers; successors map each node to its successors in ascending order, and every
successor is a key too. Time is linear in nodes and edges, but for the ways through circles that are
shown.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cached_property

from driftscan.graph.cycles import Successors, cyclic_components, shortest_way

Edge = tuple[int, int]


class LongestWays:
    """length of a way: the edges on it that lead from one stop to another. A stop is a node, or all
    nodes of a circle (a strongly connected component), within which no edge counts: otherwise there
    would be no longest way, or finding it would take for ever."""

    def __init__(self, successors: Successors) -> None:
        self._successors = successors
        self.circles = cyclic_components(successors)
        self._circle_of = {node: circle for circle in self.circles for node in circle}

    def stop(self, node: int) -> int:
        """The least node of the stop that a node belongs to."""
        return self._nodes(node)[0]

    @cached_property
    def _leaving(self) -> Mapping[int, Sequence[Edge]]:
        """By stop the edges that lead to other stops, ascending."""
        found: dict[int, list[Edge]] = {self.stop(node): [] for node in self._successors}
        for node in sorted(self._successors):
            for target in self._successors[node]:
                if self.stop(target) != self.stop(node):
                    found[self.stop(node)].append((node, target))
        return found

    @cached_property
    def _order(self) -> Sequence[int]:
        """Stops, each after all that it leads to."""
        done: dict[int, None] = {}
        for root in self._leaving:
            walk = [(root, iter(self._leaving[root]))]
            while walk:
                stop, edges = walk[-1]
                after = next((self.stop(t) for _, t in edges if self.stop(t) not in done), None)
                if after is None:
                    walk.pop()
                    done.setdefault(stop)
                else:
                    walk.append((after, iter(self._leaving[after])))
        return list(done)

    @cached_property
    def below(self) -> Mapping[int, int]:
        """By stop the length of the longest way that begins there."""
        found: dict[int, int] = {}
        for stop in self._order:
            ways = (found[self.stop(target)] for _, target in self._leaving[stop])
            found[stop] = max((1 + length for length in ways), default=0)
        return found

    @cached_property
    def above(self) -> Mapping[int, int]:
        """By stop the length of the longest way that ends there."""
        found = dict.fromkeys(self._order, 0)
        for stop in reversed(self._order):
            for _, target in self._leaving[stop]:
                after = self.stop(target)
                found[after] = max(found[after], found[stop] + 1)
        return found

    def starts(self, more_than: int) -> list[int]:
        """Stops that nothing leads to and from which a way is longer than that."""
        return sorted(s for s in self._order if not self.above[s] and self.below[s] > more_than)

    def longest_from(self, stop: int) -> tuple[int, ...]:
        """The nodes of a longest way from a stop: at each stop the least edge that is on one, and
        through a circle the shortest way to it. So it is the same on every run."""
        edges = self._edges_from(stop)
        if not edges:
            return (stop,)
        way = [edges[0][0]]
        for source, target in edges:
            way += shortest_way(self._successors, way[-1], source, self._nodes(source))[1:]
            way.append(target)
        return tuple(way)

    def _edges_from(self, stop: int) -> list[Edge]:
        found: list[Edge] = []
        while self.below[stop]:
            wanted = self.below[stop] - 1
            edge = next(e for e in self._leaving[stop] if self.below[self.stop(e[1])] == wanted)
            found.append(edge)
            stop = self.stop(edge[1])
        return found

    def edges_on_ways(self, more_than: int) -> Iterator[Edge]:
        """Edges on some way that is longer than that."""
        for stop, edges in self._leaving.items():
            for edge in edges:
                if self.above[stop] + 1 + self.below[self.stop(edge[1])] > more_than:
                    yield edge

    def _nodes(self, node: int) -> Sequence[int]:
        return self._circle_of.get(node, (node,))


def within(successors: Successors, nodes: Set[int]) -> Iterator[Edge]:
    """Edges between some nodes."""
    for node in sorted(nodes):
        yield from ((node, target) for target in successors[node] if target in nodes)
