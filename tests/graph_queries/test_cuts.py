"""Cuts end all chains, at the least cost there is, and each source knows its part of them."""

from hypothesis import given, settings
from hypothesis import strategies as st

from driftscan.graph.cuts import cheapest_cut, cuts_needed
from tests.graph_queries.small_graphs import Edges, adjacency, edge_sets
from tests.graph_queries.small_graphs import networkx as nx

SOURCES, TARGETS, OUTSIDE = {0, 1, 2}, {3, 4}, {5, 6, 7, 8, 9}


def _chains_only(edges: Edges) -> nx.DiGraph:
    """The edges that chains from sources over outside modules to targets may use."""
    graph = nx.DiGraph()
    graph.add_nodes_from(["from", "to"])
    for (source, target), count in edges.items():
        begins = source in SOURCES and target in OUTSIDE
        ends = source in OUTSIDE and target in TARGETS
        if begins or ends or (source in OUTSIDE and target in OUTSIDE):
            graph.add_edge(source, target, capacity=count)
    graph.add_edges_from(("from", source) for source in SOURCES)
    graph.add_edges_from((target, "to") for target in TARGETS)
    return graph


@settings(max_examples=250)
@given(edge_sets(10, most=45))
def test_cuts_disconnect_at_the_least_cost(edges: Edges) -> None:
    neighbours = adjacency(10, edges)
    cut = cheapest_cut(neighbours, SOURCES, TARGETS, OUTSIDE)
    graph = _chains_only(edges)
    assert sum(edges[edge] for edge in cut) == nx.minimum_cut(graph, "from", "to")[0]
    graph.remove_edges_from(cut)
    assert not nx.has_path(graph, "from", "to")
    assert cut == sorted(cut)


@given(edge_sets(10, most=45))
def test_a_source_needs_just_the_cuts_on_its_own_chains(edges: Edges) -> None:
    neighbours = adjacency(10, edges)
    cut = cheapest_cut(neighbours, SOURCES, TARGETS, OUTSIDE)
    needed = cuts_needed(neighbours, cut, SOURCES, OUTSIDE, most=1000)
    for source in SOURCES:
        graph = _chains_only(edges)
        graph.remove_edges_from(cut)
        graph.add_node(source)
        reached = {source} | nx.descendants(graph, source)
        assert needed.get(source, ()) == tuple(edge for edge in cut if edge[0] in reached)
        whole = _chains_only(edges)
        whole.remove_edges_from(needed.get(source, ()))
        assert not nx.has_path(whole, source, "to")


def test_of_equal_cuts_the_one_nearest_the_targets() -> None:
    edges: Edges = {(0, 5): 1, (5, 6): 1, (6, 3): 1}
    assert cheapest_cut(adjacency(10, edges), SOURCES, TARGETS, OUTSIDE) == [(6, 3)]


def test_direct_dependencies_are_no_part_of_it() -> None:
    edges: Edges = {(0, 3): 1, (0, 5): 2, (5, 3): 3}
    assert cheapest_cut(adjacency(10, edges), SOURCES, TARGETS, OUTSIDE) == [(0, 5)]


def test_a_chain_of_twenty_thousand() -> None:
    size = 20_000
    edges: Edges = {(node, node + 1): 2 for node in range(size - 1)}
    edges[700, 701] = 1
    neighbours = adjacency(size, edges)
    outside = set(range(1, size - 1))
    assert cheapest_cut(neighbours, {0}, {size - 1}, outside) == [(700, 701)]


@given(edge_sets(10, most=45), st.integers(1, 6))
def test_sources_that_need_dearer_cuts_are_left_out(edges: Edges, most: int) -> None:
    neighbours = adjacency(10, edges)
    cut = cheapest_cut(neighbours, SOURCES, TARGETS, OUTSIDE)
    every = cuts_needed(neighbours, cut, SOURCES, OUTSIDE, most=1000)
    affordable = {
        source: needed
        for source, needed in every.items()
        if sum(edges[edge] for edge in needed) <= most
    }
    assert cuts_needed(neighbours, cut, SOURCES, OUTSIDE, most=most) == affordable
