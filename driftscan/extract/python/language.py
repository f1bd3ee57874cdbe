"""Python as a language: an index over the whole tree that resolves each file's imports."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from driftscan.extract.protocol import Index
from driftscan.extract.python.layout import Layout, PythonFile
from driftscan.extract.python.namespaces import bare_roots, namespace_roots, spellings
from driftscan.extract.python.naming import name_modules
from driftscan.extract.python.order import SearchOrder
from driftscan.extract.python.projects import (
    DeclaredRoot,
    build_scripts,
    find_projects,
    join,
)
from driftscan.extract.python.relative import RelativeSearch
from driftscan.extract.python.resolve import FileResolution
from driftscan.extract.python.roots import Roots
from driftscan.extract.python.standpoint import Standpoint, standpoint_of, surroundings_of
from driftscan.extract.python.uses import may_define, names_used
from driftscan.graph.resolved import ResolvedFile
from driftscan.model.fact import FileFacts
from driftscan.model.graph import Module

if TYPE_CHECKING:
    from driftscan.extract.python.continuity import Continuity, Inquiry

__all__ = ["build_index", "hints", "infer", "may_define", "names_used", "wants_hints"]


class PythonIndex:
    """Modules sorted by key, and the search for what their imports mean."""

    def __init__(
        self,
        paths: Sequence[bytes],
        manifests: Mapping[bytes, Sequence[FileFacts]],
        declared_roots: Sequence[str],
        inferred: Sequence[str],
        named: Sequence[Module],
    ) -> None:
        self._layout = _layout(tuple(paths))
        projects = find_projects(manifests, self._layout.folders)
        declared = [*_declared(declared_roots), *map(_read_root, inferred)]
        roots = Roots(self._layout, projects, declared)
        self._around = surroundings_of(self._layout, roots, projects)
        self.modules: Sequence[Module] = named or name_modules(self._layout, roots)
        self._positions = {module.path: at for at, module in enumerate(self.modules)}
        self._files = {file.path: file for file in self._layout.files}
        self._build_scripts = build_scripts(manifests)
        self._relative = RelativeSearch(self._layout)
        self._orders: dict[Standpoint, SearchOrder] = {}
        self._order_at: dict[tuple[str, str], SearchOrder] = {}
        self._noted: dict[bytes, Inquiry] | None = None
        self._before: Mapping[bytes, Inquiry] = {}
        self._continuity: Continuity | None = None

    def resolve(self, path: bytes, facts: FileFacts) -> ResolvedFile:
        """Where the references of one file lead."""
        file = self._files[path]
        order = self._order(file)
        builds = path in self._build_scripts
        if self._noted is not None:
            from driftscan.extract.python.continuity import inquiry_of

            self._noted[path] = inquiry_of(facts, file.folder, order.stand, builds)
        resolution = FileResolution(file, self._layout, order, self._relative, self._positions)
        return resolution.resolve(facts, builds)

    def follow(self, earlier: Index | None, /) -> None:
        """See Successor.follow."""
        from driftscan.extract.python.continuity import Continuity, carried_over

        self._noted = {}
        if isinstance(earlier, PythonIndex) and earlier._noted is not None:
            changed = carried_over(earlier._relative, earlier._layout, self._relative, self._layout)
            self._continuity = Continuity(earlier._orders, self._orders, changed)
            self._before = earlier._noted

    def holds(self, path: bytes, /) -> bool:
        """See Successor.holds."""
        inquiry = self._before.get(path)
        if inquiry is None or self._noted is None or self._continuity is None:
            return False
        stand = self._order(self._files[path]).stand
        if (stand, path in self._build_scripts) != (inquiry.stand, inquiry.builds):
            return False
        if not self._continuity.holds(inquiry):
            return False
        self._noted[path] = inquiry
        return True

    def _order(self, file: PythonFile) -> SearchOrder:
        place = self._around.roots.place(file)
        order = self._order_at.get(place)
        if order is None:
            stand = standpoint_of(file, self._around)
            if stand not in self._orders:
                self._orders[stand] = SearchOrder(stand, self._around)
            order = self._order_at[place] = self._orders[stand]
        return order


def hints(facts: FileFacts) -> tuple[str, ...]:
    """What a file says about the whole tree: how it spells its absolute imports."""
    return spellings(facts)


def wants_hints(
    paths: Sequence[bytes],
    manifests: Mapping[bytes, Sequence[FileFacts]],
    declared_roots: Sequence[str],
) -> bool:
    """Whether names could start further up than manifests and packages say."""
    layout = _layout(tuple(paths))
    projects = find_projects(manifests, layout.folders)
    return bool(bare_roots(Roots(layout, projects, _declared(declared_roots)), projects))


def infer(
    paths: Sequence[bytes],
    manifests: Mapping[bytes, Sequence[FileFacts]],
    declared_roots: Sequence[str],
    hints: Mapping[bytes, tuple[str, ...]],
) -> tuple[str, ...]:
    """Source roots of namespace packages that nothing declares, as texts for build_index."""
    layout = _layout(tuple(paths))
    projects = find_projects(manifests, layout.folders)
    roots = Roots(layout, projects, _declared(declared_roots))
    found = namespace_roots(layout, roots, projects, hints)
    return tuple(_write_root(root) for root in found)


def build_index(
    paths: Sequence[bytes],
    manifests: Mapping[bytes, Sequence[FileFacts]],
    declared_roots: Sequence[str],
    inferred: Sequence[str],
    named: Sequence[Module] = (),
) -> PythonIndex:
    """See Language.build_index."""
    return PythonIndex(paths, manifests, declared_roots, inferred, named)


@lru_cache(maxsize=1)
def _layout(paths: tuple[bytes, ...]) -> Layout:
    """What is inferred and the index are made from one layout."""
    return Layout(paths)


def _declared(roots: Sequence[str]) -> list[DeclaredRoot]:
    return [DeclaredRoot(join("", root.strip("/"))) for root in roots]


def _write_root(root: DeclaredRoot) -> str:
    return "\n".join((root.directory, *root.packages))


def _read_root(text: str) -> DeclaredRoot:
    directory, *packages = text.split("\n")
    return DeclaredRoot(directory, tuple(packages))
