"""Cycles are found exactly where they are; breakers break them, and none of them in vain."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from driftscan.graph import breakers
from driftscan.graph.breakers import cycle_breakers
from driftscan.graph.cycles import cycle_through, cyclic_components
from tests.graph_queries.small_graphs import Edges, edge_sets, shuffled
from tests.graph_queries.small_graphs import networkx as nx


def _successors(size: int, edges: Edges) -> dict[int, list[int]]:
    return {node: sorted(t for s, t in edges if s == node) for node in range(size)}


def _weights(size: int, edges: Edges, seed: int = 0) -> dict[int, dict[int, int]]:
    rows: dict[int, dict[int, int]] = {node: {} for node in range(size)}
    for source, target in shuffled(edges, seed):
        rows[source][target] = edges[source, target]
    return rows


@given(edge_sets(9, loops=True))
def test_components_are_those_of_networkx(edges: Edges) -> None:
    graph = nx.DiGraph(list(edges))
    expected = sorted(
        tuple(sorted(component))
        for component in nx.strongly_connected_components(graph)
        if len(component) > 1 or graph.has_edge(*(list(component) * 2))
    )
    assert cyclic_components(_successors(9, edges)) == expected


@given(edge_sets(9, loops=True))
def test_a_cycle_through_an_edge_is_the_least_of_the_shortest(edges: Edges) -> None:
    graph, successors = nx.DiGraph(list(edges)), _successors(9, edges)
    for source, target in sorted(edges):
        if nx.has_path(graph, target, source):
            back = min(map(tuple, nx.all_shortest_paths(graph, target, source)))
            assert cycle_through(successors, source, target) == (source, *back[:-1])
        else:
            assert cycle_through(successors, source, target) == ()


def test_cycle_through_an_edge() -> None:
    successors = {0: [1], 1: [2, 3], 2: [0], 3: [2], 4: [0]}
    assert cycle_through(successors, 0, 1) == (0, 1, 2)
    assert cycle_through(successors, 1, 3) == (1, 3, 2, 0)
    assert cycle_through(successors, 4, 0) == ()


def test_a_cycle_of_a_hundred_thousand() -> None:
    size = 100_000
    successors = {node: [(node + 1) % size] for node in range(size)}
    assert [len(component) for component in cyclic_components(successors)] == [size]


@pytest.mark.parametrize("limit", [breakers.EXACT_LIMIT, 0])
@settings(max_examples=120)
@given(edges=edge_sets(9, loops=True, most=40), seed=st.integers(0, 5))
def test_breakers_break_all_cycles_and_each_is_needed(limit: int, edges: Edges, seed: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(breakers, "EXACT_LIMIT", limit)
        found = cycle_breakers(_weights(9, edges))
        assert found == cycle_breakers(_weights(9, edges, seed))
    graph = nx.DiGraph(list(edges))
    graph.remove_edges_from(found)
    assert nx.is_directed_acyclic_graph(graph)
    for edge in found:
        graph.add_edge(*edge)
        assert not nx.is_directed_acyclic_graph(graph)
        graph.remove_edge(*edge)


@settings(max_examples=60)
@given(edge_sets(5, most=20))
def test_few_nodes_are_broken_up_at_the_least_cost(edges: Edges) -> None:
    least = min(
        sum(count for (s, t), count in edges.items() if order[s] > order[t])
        for order in permutations(range(5))
    )
    assert sum(edges[edge] for edge in cycle_breakers(_weights(5, edges))) == least


def test_a_large_knot_is_broken_up_about_as_cheaply_as_it_was_tied() -> None:
    forward: Edges = {(a, b): 5 for a in range(60) for b in range(a + 1, 60) if (a * b) % 3 == 0}
    backward: Edges = {(b, a): 1 for a, b in list(forward)[::9]}
    found = cycle_breakers(_weights(60, forward | backward))
    assert set(found) <= set(backward)
