"""Where boxes stand in a picture: whoever needs others above them, arrows pointing down.

Computed beforehand, so that a browser only has to draw. Layers are those of the longest way from
the top, once the cheapest dependencies that close circles are left aside (these point up); within a
layer boxes stand near what they are joined to (Sugiyama, Tagawa and Toda, 1981).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import count

from msgspec import Struct

from driftscan.graph.breakers import cycle_breakers

_WIDEST = 7  # boxes side by side
_SWEEPS = 4
_ASIDE = 1.0  # short rows stand a little aside, or all arrows of a long chain would be one line
_LARGE = 400  # more nodes than this are put in order by what goes in and out alone

Weights = Mapping[tuple[int, int], int]


class Layout(Struct, frozen=True):
    """order: all nodes, so that most dependencies lead onward. against: those that lead back.
    places: column and row of each node; columns may be halves."""

    order: list[int]
    against: frozenset[tuple[int, int]]
    places: list[tuple[float, int]]


def layout(nodes: int, edges: Weights) -> Layout:
    """Places for the nodes 0, 1, … of a graph. edges: how many dependencies each stands for."""
    against = _against(nodes, edges)
    onward = [edge for edge in edges if edge not in against]
    layers = _layers(nodes, onward)
    rows = _rows(nodes, layers, edges)
    _settle(rows, edges)
    order = [node for row in rows for node in row]
    widest = max(map(len, rows), default=0)
    places = [(0.0, 0)] * nodes
    for number, row in enumerate(rows):
        start = (widest - len(row)) / 2
        start += min(start, _ASIDE) * (0, -1, 0, 1)[number % 4]
        for column, node in enumerate(row):
            places[node] = (start + column, number)
    return Layout(order, against, places)


def _against(nodes: int, edges: Weights) -> frozenset[tuple[int, int]]:
    if nodes > _LARGE:
        surplus = [0] * nodes
        for (source, target), weight in edges.items():
            surplus[source] += weight
            surplus[target] -= weight
        place = {node: (-surplus[node], node) for node in range(nodes)}
        return frozenset(edge for edge in edges if place[edge[1]] < place[edge[0]])
    weights: dict[int, dict[int, int]] = {node: {} for node in range(nodes)}
    for (source, target), weight in edges.items():
        weights[source][target] = weight
    return frozenset(cycle_breakers(weights))


def _layers(nodes: int, onward: Sequence[tuple[int, int]]) -> list[int]:
    """The longest way from the top to each node."""
    after = defaultdict(list)
    waiting = [0] * nodes
    for source, target in onward:
        after[source].append(target)
        waiting[target] += 1
    layer = [0] * nodes
    ready = [node for node in range(nodes) if not waiting[node]]
    while ready:
        node = ready.pop()
        for target in after[node]:
            layer[target] = max(layer[target], layer[node] + 1)
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    return layer


def _rows(nodes: int, layers: Sequence[int], edges: Weights) -> list[list[int]]:
    """Layers, the wide ones in several rows; what nothing is joined to stands below all."""
    joined = {node for edge in edges for node in edge}
    by_layer: dict[int, list[int]] = defaultdict(list)
    for node in range(nodes):
        by_layer[layers[node] if node in joined else nodes].append(node)
    found = []
    for layer in sorted(by_layer):
        row = by_layer[layer]
        parts = -(-len(row) // _WIDEST)
        width = -(-len(row) // parts)
        found += [row[at : at + width] for at in range(0, len(row), width)]
    return found


def _settle(rows: list[list[int]], edges: Weights) -> None:
    """Moves boxes of a row towards the middle of what they are joined to, down and up again."""
    beside = defaultdict(list)
    for source, target in edges:
        beside[source].append(target)
        beside[target].append(source)
    column = {node: at - len(row) / 2 for row in rows for at, node in enumerate(row)}
    for sweep in range(_SWEEPS):
        for row in rows if sweep % 2 == 0 else reversed(rows):
            wished = {node: _middle(node, beside[node], column) for node in row}
            row.sort(key=lambda node: (wished[node], node))
            for at, node in zip(count(), row, strict=False):
                column[node] = at - len(row) / 2


def _middle(node: int, beside: Sequence[int], column: Mapping[int, float]) -> float:
    if not beside:
        return column[node]
    return sum(column[other] for other in beside) / len(beside)
