"""Successors and predecessors of modules over chosen kinds of dependency."""

from functools import cached_property

from driftscan.graph.system import SystemGraph
from driftscan.model.graph import Dependency, Kind

_NOT_TO_BE_CUT = 1 << 20  # that a service runs its code is no way out of a rule


class Adjacency:
    """The dependencies between modules, of some kinds, as integer neighbours.

    kinds: the kinds that count. Everything is built when first asked for, then kept.
    """

    def __init__(self, graph: SystemGraph, kinds: frozenset[Kind]) -> None:
        self.graph = graph
        self.kinds = kinds

    @cached_property
    def successors(self) -> list[list[int]]:
        """For each module the modules it depends on, ascending, each once."""
        return self.graph.targets(self.kinds)

    @cached_property
    def predecessors(self) -> list[list[int]]:
        """For each module the modules that depend on it, ascending, each once."""
        neighbours: list[list[int]] = [[] for _ in self.graph.modules]
        for source, targets in enumerate(self.successors):
            for target in targets:
                neighbours[target].append(source)
        return neighbours

    def between(self, source: int, target: int) -> list[Dependency]:
        """The dependencies of one module on another, one for each kind there is."""
        row = self._rows.get(source)
        if row is None:
            row = self._rows[source] = self._row(source)
        return row.get(target, [])

    def statements(self, source: int, target: int) -> int:
        """How many statements make one module depend on another, at least 1."""
        return sum(_statements(dependency) for dependency in self.between(source, target))

    @cached_property
    def _rows(self) -> dict[int, dict[int, list[Dependency]]]:
        return {}

    def _row(self, source: int) -> dict[int, list[Dependency]]:
        row: dict[int, list[Dependency]] = {}
        for dependency in self.graph.outgoing(source):
            if dependency.kind in self.kinds:
                row.setdefault(dependency.target, []).append(dependency)
        return row


def _statements(dependency: Dependency) -> int:
    return _NOT_TO_BE_CUT if dependency.kind is Kind.RUNS else len(dependency.lines) or 1
