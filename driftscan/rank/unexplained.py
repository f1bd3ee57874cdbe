"""Whether the code itself says why two files change together: one depends on the other."""

from collections.abc import Mapping, Sequence

from driftscan.graph.adjacency import Adjacency
from driftscan.graph.system import SystemGraph
from driftscan.model.graph import CODE_KINDS

DIRECT, THROUGH_ONE, NOTHING = "direct", "through one", ""


class Explanations:
    """What the graph of the code says of pairs of files, and of pairs of components.

    An index file that only passes names on is no file between: who takes a name from a package
    depends on the file that has it; and who takes it from that file depends on the index, where a
    new name is told too. homes: the component of each module, by position; '' for none.
    """

    def __init__(self, graph: SystemGraph, homes: Sequence[str]) -> None:
        self._after = Adjacency(graph, CODE_KINDS).successors
        self._passed: dict[int, list[int]] = {}
        for edge in graph.internal:
            if edge.reexport and edge.kind in CODE_KINDS:
                self._passed.setdefault(edge.source, []).append(edge.target)
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
        after, before = self._needs(here), self._needs(there)
        if there in after or here in before:
            return DIRECT
        if not after.isdisjoint(self._passed.get(there, ())):
            return DIRECT
        if not before.isdisjoint(self._passed.get(here, ())):
            return DIRECT
        through = any(there in self._needs(each) for each in after)
        return (
            THROUGH_ONE if through or any(here in self._needs(each) for each in before) else NOTHING
        )

    def of_components(self, one: str, other: str) -> bool:
        """Whether any module of one depends on any of the other, whichever way."""
        return (one, other) in self._joined or (other, one) in self._joined

    def _needs(self, source: int) -> set[int]:
        """What a file depends on, and what those files only pass on to it."""
        found = set(self._after[source])
        pending = list(found)
        while pending:
            further = [each for each in self._passed.get(pending.pop(), ()) if each not in found]
            found.update(further)
            pending += further
        return found


def places_of(graph: SystemGraph) -> Mapping[str, bytes]:
    """The file of each module, by the name it is shown under."""
    return {module.id: module.path for module in graph.modules}
