"""What a drawing of the system shows: the graph, its components, and which part was asked for."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from driftscan.graph.system import SystemGraph
from driftscan.model.graph import Dependency
from driftscan.model.scan import Coverage
from driftscan.model.spec import Component


class Picture(Struct, frozen=True, kw_only=True):
    """The system as `driftscan graph` shows it.

    component_of: for each module of the graph its component's name, '' for none.
    components: as declared; () without a spec.
    only: names of the components that were asked for; empty means all. Dependencies of which
        either end lies in one of them are shown, with both ends.
    """

    root: str
    revision: str
    graph: SystemGraph
    coverage: Coverage
    component_of: Sequence[str]
    components: tuple[Component, ...] = ()
    only: frozenset[str] = frozenset()

    def internal(self) -> Sequence[Dependency]:
        """Dependencies between modules that are shown."""
        if not self.only:
            return self.graph.internal
        return [
            dependency
            for dependency in self.graph.internal
            if self._is_asked_for(dependency.source) or self._is_asked_for(dependency.target)
        ]

    def external(self) -> Sequence[Dependency]:
        """Dependencies on external packages that are shown."""
        if not self.only:
            return self.graph.external
        return [
            dependency
            for dependency in self.graph.external
            if self._is_asked_for(dependency.source)
        ]

    def positions(self) -> Sequence[int]:
        """Positions of the modules that are shown, ascending."""
        if not self.only:
            return range(len(self.graph.modules))
        return sorted(set(self._positions_asked_for()))

    def _positions_asked_for(self) -> Iterator[int]:
        yield from (
            position for position in range(len(self.graph.modules)) if self._is_asked_for(position)
        )
        for dependency in self.internal():
            yield dependency.source
            yield dependency.target

    def _is_asked_for(self, position: int) -> bool:
        return self.component_of[position] in self.only
