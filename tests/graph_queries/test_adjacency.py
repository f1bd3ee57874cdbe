"""Neighbours over chosen kinds."""

from driftscan.graph.adjacency import Adjacency
from driftscan.graph.system import SystemGraph
from driftscan.model.graph import Dependency, Kind
from tests.graph_queries.small_graphs import module

INTERNAL = [
    Dependency(0, 1, Kind.IMPORT, (1, 2)),
    Dependency(0, 1, Kind.TYPE_ONLY, (5,)),
    Dependency(0, 2, Kind.TYPE_ONLY, (7,)),
    Dependency(2, 0, Kind.IMPORT, ()),
]
GRAPH = SystemGraph([module("a"), module("b"), module("c")], [], INTERNAL, [])


def test_all_kinds_together() -> None:
    every = Adjacency(GRAPH, frozenset(Kind))
    assert every.successors == [[1, 2], [], [0]]
    assert every.predecessors == [[2], [0], [0]]
    assert every.between(0, 1) == INTERNAL[:2]
    assert (every.statements(0, 1), every.statements(2, 0)) == (3, 1)


def test_one_kind_alone() -> None:
    running = Adjacency(GRAPH, frozenset({Kind.IMPORT}))
    assert running.successors == [[1], [], [0]]
    assert running.predecessors == [[2], [0], []]
    assert running.between(0, 2) == []
    assert running.statements(0, 1) == 2
