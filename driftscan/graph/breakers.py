"""Cheapest edges to remove so that a directed graph has no cycle left (weighted feedback arcs).

Up to EXACT_LIMIT nodes in a strongly connected component the answer is the best there is;
above it is a heuristic (the problem is NP-hard), made so that no edge of it can be spared.
"""

from collections.abc import Mapping, Sequence
from heapq import heappop, heappush

from driftscan.graph.cycles import cyclic_components

EXACT_LIMIT = 10
_SIFTING_ROUNDS = 4
_SIFTING_LIMIT = 1500
_SINK, _SOURCE, _BETWEEN = range(3)

Edge = tuple[int, int]
Weights = Mapping[int, Mapping[int, int]]


def cycle_breakers(weights: Weights) -> list[Edge]:
    """Edges whose removal leaves no cycle; ascending. No edge can be put back alone.

    weights: node -> successor -> cost of removing that edge (import statements), at least 1;
    every successor is a key too. An edge of a node to itself is always among the breakers.
    """
    successors = {node: sorted(row) for node, row in weights.items()}
    breakers: list[Edge] = []
    for component in cyclic_components(successors):
        within = set(component)
        rows = {
            node: {t: w for t, w in sorted(weights[node].items()) if t in within}
            for node in component
        }
        breakers += _breakers_of_component(rows)
    return sorted(breakers)


def _breakers_of_component(rows: Weights) -> list[Edge]:
    loops = [(node, node) for node, row in rows.items() if node in row]
    rows = {node: {t: w for t, w in row.items() if t != node} for node, row in rows.items()}
    order = _best_order(rows) if len(rows) <= EXACT_LIMIT else _good_order(rows)
    place = {node: index for index, node in enumerate(order)}
    backward = [(s, t) for s, row in rows.items() for t in row if place[t] < place[s]]
    return loops + _spare(rows, backward)


def _best_order(rows: Weights) -> list[int]:
    """The order with the least weight pointing backward, by dynamic programming over subsets.

    Held and Karp, 1962: the cost of placing a set first does not depend on the order before it.
    """
    nodes = sorted(rows)
    into = [_sums([rows[source].get(node, 0) for source in nodes]) for node in nodes]
    everything = (1 << len(nodes)) - 1
    bits = [(i, 1 << i) for i in range(len(nodes))]
    best: list[tuple[int, int]] = [(0, -1)]
    for placed in range(1, 1 << len(nodes)):
        left = everything ^ placed
        best.append(
            min([(best[placed ^ bit][0] + into[i][left], i) for i, bit in bits if placed & bit])
        )
    order: list[int] = []
    placed = (1 << len(nodes)) - 1
    while placed:
        last = best[placed][1]
        order.append(nodes[last])
        placed ^= 1 << last
    return order[::-1]


def _sums(weights: Sequence[int]) -> list[int]:
    """The weight of every subset, which is a number with a bit for each member."""
    sums = [0]
    for weight in weights:
        sums += [weight + rest for rest in sums] if weight else sums
    return sums


def _good_order(rows: Weights) -> list[int]:
    """Greedy order of Eades, Lin and Smyth (1993) with weights, then improved by sifting."""
    into: dict[int, dict[int, int]] = {node: {} for node in rows}
    for source, row in rows.items():
        for target, weight in row.items():
            into[target][source] = weight
    order = _greedy_order(rows, into)
    if len(order) <= _SIFTING_LIMIT:
        for _ in range(_SIFTING_ROUNDS):
            if not _sift(order, rows, into):
                break
    return order


def _greedy_order(rows: Weights, into: Weights) -> list[int]:
    """Place sinks last, sources first, else first the node with most weight out over weight in."""
    outward = {node: sum(row.values()) for node, row in rows.items()}
    inward = {node: sum(row.values()) for node, row in into.items()}

    def rank(node: int) -> tuple[int, int, int]:
        if outward[node] == 0:
            return _SINK, 0, node
        if inward[node] == 0:
            return _SOURCE, 0, node
        return _BETWEEN, inward[node] - outward[node], node

    heap = sorted(map(rank, rows))
    left = set(rows)
    first: list[int] = []
    last: list[int] = []
    while heap:
        entry = heappop(heap)
        node = entry[2]
        if node not in left or entry != rank(node):
            continue  # an entry from before a neighbour was placed
        left.remove(node)
        (last if entry[0] == _SINK else first).append(node)
        for target, weight in rows[node].items():
            inward[target] -= weight
        for source, weight in into[node].items():
            outward[source] -= weight
        for neighbour in {*rows[node], *into[node]} & left:
            heappush(heap, rank(neighbour))
    return first + last[::-1]


def _sift(order: list[int], rows: Weights, into: Weights) -> bool:
    """Move each node to the place where least weight points backward; True if any moved."""
    moved = False
    for node in sorted(order):
        place = {other: index for index, other in enumerate(order)}
        target = _best_place(node, place, rows[node], into[node])
        if target is not None:
            order.remove(node)
            order.insert(target if target <= place[node] else target - 1, node)
            moved = True
    return moved


def _best_place(
    node: int, place: Mapping[int, int], row: Mapping[int, int], column: Mapping[int, int]
) -> int | None:
    """Index to insert before, None when no place is better than the present one."""
    cost = present = best = sum(column.values())
    target: int | None = 0
    passed_self = False
    for index, other in sorted((place[other], other) for other in {*row, *column, node}):
        if other == node:
            passed_self, present = True, cost
            continue
        cost += row.get(other, 0) - column.get(other, 0)
        if cost < best:
            best, target = cost, index + 1
        if not passed_self:
            present = cost
    return target if best < present else None


def _spare(rows: Weights, backward: Sequence[Edge]) -> list[Edge]:
    """Put removed edges back, dearest first, where that closes no cycle."""
    removed = set(backward)
    kept = {s: {t for t in row if (s, t) not in removed} for s, row in rows.items()}
    needed = []
    for source, target in sorted(backward, key=lambda edge: (-rows[edge[0]][edge[1]], edge)):
        if _reaches(kept, target, source):
            needed.append((source, target))
        else:
            kept[source].add(target)
    return needed


def _reaches(successors: Mapping[int, set[int]], start: int, goal: int) -> bool:
    seen = {start}
    stack = [start]
    while stack:
        node = stack.pop()
        if node == goal:
            return True
        fresh = successors[node] - seen
        seen |= fresh
        stack.extend(fresh)
    return False
