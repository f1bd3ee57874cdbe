"""Python as a language: an index over the whole tree that resolves each file's imports."""

from collections.abc import Mapping, Sequence

from driftscan.extract.python.layout import Layout, PythonFile
from driftscan.extract.python.naming import name_modules
from driftscan.extract.python.order import SearchOrder
from driftscan.extract.python.projects import find_projects
from driftscan.extract.python.resolve import FileResolution
from driftscan.extract.python.roots import Roots
from driftscan.extract.python.standpoint import Standpoint, Surroundings, standpoint_of
from driftscan.graph.resolved import ResolvedFile
from driftscan.model.fact import FileFacts
from driftscan.model.graph import Module

class PythonIndex:
    """Modules sorted by key, and the search for what their imports mean."""

    def __init__(
        self,
        paths: Sequence[bytes],
        manifests: Mapping[bytes, Sequence[FileFacts]],
        declared_roots: Sequence[str],
    ) -> None:
        self._layout = Layout(paths)
        projects = find_projects(manifests, self._layout.folders)
        roots = Roots(self._layout, projects, [root.strip("/.") for root in declared_roots])
        self._around = Surroundings(self._layout, roots, projects)
        self.modules: Sequence[Module] = name_modules(self._layout, roots)
        self._positions = {module.path: at for at, module in enumerate(self.modules)}
        self._files = {file.path: file for file in self._layout.files}
        self._orders: dict[Standpoint, SearchOrder] = {}

    def resolve(self, path: bytes, facts: FileFacts) -> ResolvedFile:
        """Where the references of one file lead."""
        file = self._files[path]
        return FileResolution(file, self._layout, self._order(file), self._positions).resolve(facts)

    def _order(self, file: PythonFile) -> SearchOrder:
        stand = standpoint_of(file, self._around)
        if stand not in self._orders:
            self._orders[stand] = SearchOrder(stand, self._around)
        return self._orders[stand]


def build_index(
    paths: Sequence[bytes],
    manifests: Mapping[bytes, Sequence[FileFacts]],
    declared_roots: Sequence[str],
) -> PythonIndex:
    """paths: of the language's files, sorted; manifests: facts by manifest path."""
    return PythonIndex(paths, manifests, declared_roots)
