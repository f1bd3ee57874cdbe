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
    done = len(successors)  # the number of whatever is in a component: more than any other
    number: dict[int, int] = {}
    lowest: dict[int, int] = {}
    waiting: list[int] = []
    for root in successors:
        if root in number:
            continue
        number[root] = lowest[root] = len(number)
        waiting.append(root)
        walk = [(root, iter(successors[root]))]
        while walk:
            node, following = walk[-1]
            least = lowest[node]
            for successor in following:
                found = number.get(successor)
                if found is None:
                    lowest[node] = least
                    number[successor] = lowest[successor] = len(number)
                    waiting.append(successor)
                    walk.append((successor, iter(successors[successor])))
                    break
                if found < least:
                    least = found
            else:
                lowest[node] = least
                walk.pop()
                if walk and least < lowest[walk[-1][0]]:
                    lowest[walk[-1][0]] = least
                if least == number[node]:
                    component = _close(node, waiting)
                    number.update(dict.fromkeys(component, done))
                    yield component


def _close(node: int, waiting: list[int]) -> list[int]:
    if waiting[-1] == node:
        return [waiting.pop()]
    component: list[int] = []
    while not component or component[-1] != node:
        component.append(waiting.pop())
    return component
