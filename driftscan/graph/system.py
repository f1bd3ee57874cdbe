"""The system graph: modules, external packages and the typed dependencies between them."""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType

from driftscan.model.graph import Dependency, ExternalPackage, Kind, Module, Unresolved

TestsInside = Mapping[int, Sequence[tuple[int, int]]]
NO_TESTS: TestsInside = MappingProxyType({})


class SystemGraph:
    """Modules and dependencies, read-only once built. Positions are list indexes.

    modules: by language, then sorted by key; externals: sorted by name.
    internal: dependencies between modules; external: from modules to external packages; both
        sorted by (source, target, kind), one entry for each such triple.
    tests_inside: by position of a module that is no test what in it is there for tests alone, as
        first and last lines.
    """

    def __init__(
        self,
        modules: Sequence[Module],
        externals: Sequence[ExternalPackage],
        internal: Sequence[Dependency],
        external: Sequence[Dependency],
        unresolved: Sequence[Unresolved] = (),
        tests_inside: TestsInside = NO_TESTS,
    ) -> None:
        self.modules = modules
        self.unresolved = unresolved
        self.tests_inside = tests_inside
        self._externals = externals
        self._internal = internal
        self._external = external

    @property
    def externals(self) -> Sequence[ExternalPackage]:
        """See above."""
        return self._externals

    @property
    def internal(self) -> Sequence[Dependency]:
        """See above."""
        return self._internal

    @property
    def external(self) -> Sequence[Dependency]:
        """See above."""
        return self._external

    def outgoing(self, source: int) -> Sequence[Dependency]:
        """What a module depends on inside the tree, sorted by target and kind."""
        return self._rows[source]

    def reached(self, source: int) -> Sequence[int]:
        """The targets of outgoing(), in the same order."""
        return [dependency.target for dependency in self.outgoing(source)]

    @cached_property
    def _rows(self) -> list[list[Dependency]]:
        rows: list[list[Dependency]] = [[] for _ in self.modules]
        for dependency in self.internal:
            rows[dependency.source].append(dependency)
        return rows

    def targets(self, kinds: Collection[Kind]) -> list[list[int]]:
        """For each module the modules it depends on by one of the kinds, ascending, each once."""
        # Sorted by target and kind: a dictionary keeps each target once, in this order.
        return [
            list(dict.fromkeys([each.target for each in row if each.kind in kinds]))
            for row in map(self.outgoing, range(len(self.modules)))
        ]

    def without(self, positions: Collection[int]) -> "SystemGraph":
        """The same modules at the same positions, without the dependencies from or to these."""
        return SystemGraph(
            self.modules,
            self.externals,
            [d for d in self.internal if d.source not in positions and d.target not in positions],
            [d for d in self.external if d.source not in positions],
            self.unresolved,
            self.tests_inside,
        )
