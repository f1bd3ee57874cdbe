"""Whether the code itself says why two files change together: one depends on the other."""

from collections.abc import Mapping

from driftscan.graph.adjacency import Adjacency
from driftscan.graph.system import SystemGraph
from driftscan.model.graph import CODE_KINDS

DIRECT, THROUGH_ONE, NOTHING = "direct", "through one", ""


class Explanations:
    """What the graph of the code says of pairs of files, and of pairs of components.

    homes: the component of each module, by position; '' for none.
    """

    def __init__(self, graph: SystemGraph, homes: list[str]) -> None:
        adjacency = Adjacency(graph, CODE_KINDS)
        self._after = adjacency.successors
        self._before = adjacency.predecessors
        self._position = {module.path: at for at, module in enumerate(graph.modules)}
        self._joined = {
            (homes[edge.source], homes[edge.target])
            for edge in graph.internal
            if edge.kind in CODE_KINDS
        }

    def of_files(self, one: bytes, other: bytes) -> str:
        """How one depends on the other; '' if it doesn't, or does so over more than one file."""
        here, there = self._position.get(one), self._position.get(other)
        if here is None or there is None:
            return NOTHING
        if there in self._after[here] or here in self._after[there]:
            return DIRECT
        return THROUGH_ONE if self._meet(here, there) or self._meet(there, here) else NOTHING

    def of_components(self, one: str, other: str) -> bool:
        """Whether any module of one depends on any of the other, whichever way."""
        return (one, other) in self._joined or (other, one) in self._joined

    def _meet(self, source: int, target: int) -> bool:
        return not set(self._after[source]).isdisjoint(self._before[target])


def places_of(graph: SystemGraph) -> Mapping[str, bytes]:
    """The file of each module, by the name it is shown under."""
    return {module.id: module.path for module in graph.modules}
