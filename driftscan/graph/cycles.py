"""Cycles of a directed graph: where they are, an example of each, and the shortest through an edge.

All functions take successors as a mapping from node to its successors in ascending order; every
successor is a key too. Nodes are integers.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

Successors = Mapping[int, Sequence[int]]


def cyclic_components(successors: Successors) -> list[tuple[int, ...]]:
    """Strongly connected components that hold a cycle; nodes ascending, components by first node.

    Tarjan's algorithm ("Depth-first search and linear graph algorithms", 1972), without recursion.
    """
    found = [
        tuple(sorted(component))
        for component in _strong_components(successors)
        if len(component) > 1 or component[0] in successors[component[0]]
    ]
    return sorted(found)


def cycle_through(successors: Successors, source: int, target: int) -> tuple[int, ...]:
    """The canonical shortest cycle over the edge source -> target, beginning with source.

    () where nothing leads back.
    """
    way = shortest_way(successors, target, source, successors.keys())
    return (source, *way[:-1]) if way else ()


def shortest_way(
    successors: Successors, start: int, goal: int, within: Collection[int]
) -> tuple[int, ...]:
    """From start to goal, both included; breadth first in ascending order gives the least way."""
    came_from = {start: start}
    frontier = [start]
    while frontier and goal not in came_from:
        reached = []
        for node in frontier:
            for successor in successors[node]:
                if successor in within and successor not in came_from:
                    came_from[successor] = node
                    reached.append(successor)
        frontier = reached
    if goal not in came_from:
        return ()
    way = [goal]
    while way[-1] != start:
        way.append(came_from[way[-1]])
    return tuple(reversed(way))


def _strong_components(successors: Successors) -> Iterator[list[int]]:
    number: dict[int, int] = {}
    lowest: dict[int, int] = {}
    waiting: list[int] = []
    done: set[int] = set()
    for root in successors:
        if root in number:
            continue
        number[root] = lowest[root] = len(number)
        waiting.append(root)
        walk = [(root, iter(successors[root]))]
        while walk:
            node, following = walk[-1]
            for successor in following:
                if successor not in number:
                    number[successor] = lowest[successor] = len(number)
                    waiting.append(successor)
                    walk.append((successor, iter(successors[successor])))
                    break
                if successor not in done:
                    lowest[node] = min(lowest[node], number[successor])
            else:
                walk.pop()
                if walk:
                    parent = walk[-1][0]
                    lowest[parent] = min(lowest[parent], lowest[node])
                if lowest[node] == number[node]:
                    yield _close(node, waiting, done)


def _close(node: int, waiting: list[int], done: set[int]) -> list[int]:
    component: list[int] = []
    while not component or component[-1] != node:
        component.append(waiting.pop())
    done.update(component)
    return component
