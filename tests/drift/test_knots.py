"""Modules on cycles are counted as if each graph stood alone, whatever was counted before it."""

from hypothesis import given
from hypothesis import strategies as st

from driftscan.drift.knots import Knots
from driftscan.graph.cycles import cyclic_components
from driftscan.graph.system import SystemGraph
from driftscan.model.graph import Dependency, Kind

_NODES = 7
_EDGES = st.sets(st.tuples(st.integers(0, _NODES - 1), st.integers(0, _NODES - 1)), max_size=12)


class _Graph(SystemGraph):
    def __init__(self, edges: set[tuple[int, int]], count: int = _NODES) -> None:
        found = [Dependency(one, two, Kind.IMPORT, (1,), 1.0) for one, two in sorted(edges)]
        super().__init__([], [], found, [])
        self._known_rows = [[d.target for d in found if d.source == at] for at in range(count)]

    def targets(self, kinds: object) -> list[list[int]]:
        return self._known_rows


def counted(graph: SystemGraph) -> int:
    successors = dict(enumerate(graph.targets(())))
    return sum(len(group) for group in cyclic_components(successors) if len(group) > 1)


@given(_EDGES, st.lists(_EDGES, max_size=5), st.integers(1, _NODES))
def test_one_graph_after_the_other(
    first: set[tuple[int, int]], changes: list[set[tuple[int, int]]], fewer: int
) -> None:
    knots, edges = Knots(), first
    for change in [set(), *changes]:
        edges = edges ^ change
        assert knots.count(_Graph(edges)) == counted(_Graph(edges))
    smaller = _Graph({(one, two) for one, two in edges if max(one, two) < fewer}, fewer)
    assert knots.count(smaller) == counted(smaller)
