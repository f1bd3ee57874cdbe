"""The system graph: modules, external packages and the typed dependencies between them."""

from collections.abc import Collection, Sequence

from driftscan.model.graph import Dependency, ExternalPackage, Module, Unresolved


class SystemGraph:
    """Modules and dependencies, read-only once built. Positions are list indexes.

    modules: by language, then sorted by key; externals: sorted by name.
    internal: dependencies between modules; external: from modules to external packages; both
        sorted by (source, target, kind), one entry for each such triple.
    """

    def __init__(
        self,
        modules: Sequence[Module],
        externals: Sequence[ExternalPackage],
        internal: Sequence[Dependency],
        external: Sequence[Dependency],
        unresolved: Sequence[Unresolved] = (),
    ) -> None:
        self.modules = modules
        self.externals = externals
        self.internal = internal
        self.external = external
        self.unresolved = unresolved

    def without(self, positions: Collection[int]) -> "SystemGraph":
        """The same modules at the same positions, without the dependencies from or to these."""
        return SystemGraph(
            self.modules,
            self.externals,
            [d for d in self.internal if d.source not in positions and d.target not in positions],
            [d for d in self.external if d.source not in positions],
            self.unresolved,
        )
