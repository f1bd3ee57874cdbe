"""Where boxes stand: whoever needs others above them, and nothing on top of another."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driftscan.report.html.layers import layout

Edges = Mapping[tuple[int, int], int]

CASES = [
    ("nothing", 0, {}, set(), []),
    ("one alone", 1, {}, set(), [0]),
    ("a chain", 3, {(2, 1): 1, (1, 0): 1}, set(), [2, 1, 0]),
    ("a circle is opened where it is cheapest", 2, {(0, 1): 5, (1, 0): 1}, {(1, 0)}, [0, 1]),
    ("what nothing is joined to comes last", 3, {(2, 1): 1}, set(), [2, 1, 0]),
]


@pytest.mark.parametrize(("name", "nodes", "edges", "against", "order"), CASES)
def test_order(name: str, nodes: int, edges: Edges, against: set[object], order: list[int]) -> None:
    found = layout(nodes, edges)
    assert found.order == order, name
    assert found.against == against, name


graphs = st.integers(1, 12).flatmap(
    lambda nodes: st.tuples(
        st.just(nodes),
        st.dictionaries(
            st.tuples(st.integers(0, nodes - 1), st.integers(0, nodes - 1)).filter(
                lambda pair: pair[0] != pair[1]
            ),
            st.integers(1, 9),
            max_size=40,
        ),
    )
)


@given(graphs)
def test_arrows_point_down_but_for_those_that_close_a_circle(
    graph: tuple[int, dict[tuple[int, int], int]],
) -> None:
    nodes, edges = graph
    found = layout(nodes, edges)
    assert sorted(found.order) == list(range(nodes))
    assert len(set(found.places)) == nodes
    rows = [row for _, row in found.places]
    for source, target in edges:
        if (source, target) not in found.against:
            assert rows[source] < rows[target]


@given(graphs)
def test_the_order_of_edges_changes_nothing(
    graph: tuple[int, dict[tuple[int, int], int]],
) -> None:
    nodes, edges = graph
    assert layout(nodes, edges) == layout(nodes, dict(reversed(edges.items())))
