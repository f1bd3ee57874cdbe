"""Longest ways against all ways of small graphs, and in time on a dense one."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from driftscan.graph.longest import LongestWays

_NODES = 6
_EDGES = st.sets(st.tuples(st.integers(0, _NODES - 1), st.integers(0, _NODES - 1)), max_size=14)


def _successors(edges: set[tuple[int, int]]) -> dict[int, list[int]]:
    return {n: sorted(t for s, t in edges if s == n and t != n) for n in range(_NODES)}


def _longest(successors: dict[int, list[int]], ways: LongestWays, start: int) -> int:
    """By trying all ways that come to no stop twice but to stay in it."""
    found = 0
    open_ways: list[tuple[tuple[int, ...], int]] = [
        ((ways.stop(start),), node) for node in ways._nodes(start)
    ]
    seen = set(open_ways)
    while open_ways:
        stops, node = open_ways.pop()
        found = max(found, len(stops) - 1)
        for target in successors[node]:
            stop = ways.stop(target)
            after = (stops if stop == stops[-1] else (*stops, stop), target)
            if after not in seen:
                seen.add(after)
                open_ways.append(after)
    return found


@given(_EDGES)
@settings(max_examples=150, deadline=None)
def test_the_longest_way_is_as_long_as_the_longest_of_all(edges: set[tuple[int, int]]) -> None:
    successors = _successors(edges)
    ways = LongestWays(successors)
    for stop, length in ways.below.items():
        assert length == _longest(successors, ways, stop)
        way = ways.longest_from(stop)
        assert all(target in successors[source] for source, target in pairwise(way))
        assert sum(ways.stop(s) != ways.stop(t) for s, t in pairwise(way)) == length
        assert ways.stop(way[0]) == stop


@given(_EDGES, st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_the_same_way_in_whatever_order_nodes_come(
    edges: set[tuple[int, int]], random: st.DataObject
) -> None:
    successors = _successors(edges)
    order = list(successors)
    random.shuffle(order)  # type: ignore[attr-defined]
    one, other = LongestWays(successors), LongestWays({n: successors[n] for n in order})
    assert one.starts(0) == other.starts(0)
    assert [one.longest_from(s) for s in one.starts(0)] == [
        other.longest_from(s) for s in one.starts(0)
    ]


def test_a_dense_graph_has_one_longest_way_and_too_many_to_try() -> None:
    size = 400
    ways = LongestWays({n: list(range(n + 1, size)) for n in range(size)})
    assert ways.starts(3) == [0]
    assert ways.longest_from(0) == tuple(range(size))
