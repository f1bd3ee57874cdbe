"""Chains are shortest, canonical, and there exactly when a way is there."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from driftscan.graph.chains import distances_through, indirect_chains, shortest_chain
from tests.graph_queries.small_graphs import Edges, adjacency, edge_sets
from tests.graph_queries.small_graphs import networkx as nx

TABLE = [
    # edges, sources, targets, forbidden, chain
    ([(0, 1)], {0}, {1}, (), (0, 1)),
    ([(0, 1)], {1}, {0}, (), None),
    ([(0, 2), (0, 1), (1, 3), (2, 3)], {0}, {3}, (), (0, 1, 3)),
    ([(0, 2), (0, 1), (1, 3), (2, 3)], {0}, {3}, {1}, (0, 2, 3)),
    ([(0, 3), (1, 2)], {0, 1}, {2, 3}, (), (0, 3)),
    ([(0, 2), (2, 3), (1, 3)], {0, 1}, {3}, (), (1, 3)),
    ([(0, 1), (1, 0)], {0}, {0}, (), (0, 1, 0)),
    ([(0, 1)], {0}, {1}, {1}, None),
    ([(0, 1)], {0}, {1}, {0}, None),
    ([], {0}, {1}, (), None),
]


@pytest.mark.parametrize(("edges", "sources", "targets", "forbidden", "chain"), TABLE)
def test_shortest_chain(
    edges: list[tuple[int, int]],
    sources: set[int],
    targets: set[int],
    forbidden: set[int],
    chain: tuple[int, ...] | None,
) -> None:
    graph = adjacency(4, dict.fromkeys(edges, 1))
    assert shortest_chain(graph, sources, targets, forbidden) == chain


@given(edge_sets(8), st.sets(st.integers(0, 3), min_size=1), st.sets(st.integers(4, 7), min_size=1))
def test_the_first_of_all_shortest_chains(
    edges: Edges, sources: set[int], targets: set[int]
) -> None:
    graph = nx.DiGraph(list(edges))
    graph.add_nodes_from(range(8))
    chains = [
        tuple(path)
        for source in sources
        for target in targets
        if nx.has_path(graph, source, target)
        for path in nx.all_shortest_paths(graph, source, target)
    ]
    expected = min(chains, key=lambda chain: (len(chain), chain), default=None)
    for order in (sorted(sources), sorted(sources, reverse=True)):
        assert shortest_chain(adjacency(8, edges), order, targets) == expected


@settings(max_examples=150)
@given(edge_sets(9, most=40))
def test_chains_through_others(edges: Edges) -> None:
    sources, targets, outside = {0, 1, 2}, {3, 4}, {5, 6, 7, 8}
    neighbours = adjacency(9, edges)
    distance = distances_through(neighbours, targets, outside)
    found = {chain[0]: chain for chain in indirect_chains(neighbours, sources, targets, distance)}
    for source in sources:
        graph = nx.DiGraph(list(edges))
        graph.add_nodes_from(range(9))
        graph.remove_nodes_from(sources - {source})
        graph.remove_edges_from([(source, target) for target in targets])
        graph.remove_edges_from([(target, after) for target in targets for after in range(9)])
        chains = [
            tuple(path)
            for target in targets
            if nx.has_path(graph, source, target)
            for path in nx.all_shortest_paths(graph, source, target)
        ]
        expected = min(chains, key=lambda chain: (len(chain), chain), default=None)
        assert found.get(source) == expected
