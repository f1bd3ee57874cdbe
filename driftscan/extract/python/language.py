"""Python as a language: an index over the whole tree that resolves each file's imports."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from driftscan.extract.protocol import Index
from driftscan.extract.python.layout import Layout, PythonFile
from driftscan.extract.python.namespaces import bare_roots, namespace_roots, spellings
from driftscan.extract.python.naming import name_modules
from driftscan.extract.python.order import SearchOrder
from driftscan.extract.python.projects import (
    DeclaredRoot,
    Project,
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
    from driftscan.extract.python.continuity import Absolute, Continuity, Inquiry
    from driftscan.extract.python.places import RelativeQuestions

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
        ground = _ground(paths, manifests, declared_roots, inferred)
        self._layout = ground.layout
        self._around = surroundings_of(ground.layout, ground.roots, ground.projects)
        self.modules: Sequence[Module] = named or name_modules(ground.layout, ground.roots)
        self._positions = {module.path: at for at, module in enumerate(self.modules)}
        self._files = {file.path: file for file in self._layout.files}
        self._build_scripts = build_scripts(manifests)
        self._relative = RelativeSearch(self._layout)
        self._orders: dict[Standpoint, SearchOrder] = {}
        # Equal ones of this index and those before are the same.
        self._stands: dict[Standpoint, Standpoint] = {}
        self._order_at: dict[tuple[str, str], SearchOrder] = {}
        self._order_in: dict[str, SearchOrder] = {}
        self._asked: RelativeQuestions | None = None
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
        from driftscan.extract.python.continuity import Continuity
        from driftscan.extract.python.places import RelativeQuestions

        self._noted = {}
        self._asked = RelativeQuestions()
        if isinstance(earlier, PythonIndex) and earlier._noted is not None and earlier._asked:
            self._asked, self._before = earlier._asked, earlier._noted
            self._stands = earlier._stands
            self._continuity = Continuity(
                earlier._orders, self._orders, earlier._layout, self._layout, self._asked
            )
            self._continuity.carry_over(earlier._relative, self._relative)

    def holding(self, paths: Iterable[bytes], /) -> list[bytes]:
        """See Successor.holding. Asked for every file of every tree, so it does little."""
        noted, continuity = self._noted, self._continuity
        if noted is None or continuity is None:
            return []
        relative = continuity.relative
        absolute: frozenset[Absolute] = frozenset()
        found, last = [], None
        for path in paths:
            inquiry = self._before.get(path)
            if inquiry is None or (path in self._build_scripts) is not inquiry.builds:
                continue
            file = self._files[path]
            stand = (self._order_in.get(file.folder) or self._order(file)).stand
            if stand is not inquiry.stand:
                continue
            if stand is not last:
                last, absolute = stand, continuity.changed_from(stand)
            if inquiry.absolute.isdisjoint(absolute) and inquiry.relative.isdisjoint(relative):
                noted[path] = inquiry
                found.append(path)
        return found

    def asked(self) -> bytes:
        """See Successor.asked."""
        from driftscan.extract.python.asked import written

        there = {path: each for path, each in (self._noted or {}).items() if path in self._files}
        return written(there)

    def recall(self, asked: bytes, /) -> bool:
        """See Successor.recall. A stub may hide what no question shows, so with one in the tree
        nothing is recalled."""
        from driftscan.extract.python.asked import read
        from driftscan.extract.python.continuity import Inquiry

        kept = read(asked)
        if kept is None or any(file.suffix == ".pyi" for file in self._layout.files):
            return False
        if any(path not in self._files for path, *_ in kept.files):
            return False
        self.follow(None)
        noted = self._noted = {}
        for path, absolute, relative in kept.files:
            order = self._order(self._files[path])
            noted[path] = inquiry = Inquiry(
                order.stand,
                path in self._build_scripts,
                frozenset([kept.absolute[at] for at in absolute]),
                frozenset([kept.relative[at] for at in relative]),
            )
            order.unanswered |= inquiry.absolute
        self._relative.unanswered.update(kept.relative)
        return True

    def _order(self, file: PythonFile) -> SearchOrder:
        known = self._order_in.get(file.folder)
        if known is not None:
            return known
        place = self._around.roots.place(file)
        order = self._order_at.get(place)
        if order is None:
            stand = standpoint_of(file, self._around)
            stand = self._stands.setdefault(stand, stand)
            if stand not in self._orders:
                self._orders[stand] = SearchOrder(stand, self._around)
            order = self._order_at[place] = self._orders[stand]
        if self._around.roots.decides(file.folder):
            self._order_in[file.folder] = order
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
    ground = _ground(paths, manifests, declared_roots)
    return bool(bare_roots(ground.roots, ground.projects))


def infer(
    paths: Sequence[bytes],
    manifests: Mapping[bytes, Sequence[FileFacts]],
    declared_roots: Sequence[str],
    hints: Mapping[bytes, tuple[str, ...]],
) -> tuple[str, ...]:
    """Source roots of namespace packages that nothing declares, as texts for build_index."""
    ground = _ground(paths, manifests, declared_roots)
    found = namespace_roots(ground.layout, ground.roots, ground.projects, hints)
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


class Ground(Struct, frozen=True):
    """What is inferred and the index are both made from."""

    layout: Layout
    projects: Mapping[str, Project]
    roots: Roots


def _ground(
    paths: Sequence[bytes],
    manifests: Mapping[bytes, Sequence[FileFacts]],
    declared_roots: Sequence[str],
    inferred: Sequence[str] = (),
) -> Ground:
    facts = tuple((path, tuple(manifests[path])) for path in sorted(manifests))
    return _last_ground(tuple(paths), facts, tuple(declared_roots), tuple(inferred))


@lru_cache(maxsize=1)
def _last_ground(
    paths: tuple[bytes, ...],
    manifests: tuple[tuple[bytes, tuple[FileFacts, ...]], ...],
    declared_roots: tuple[str, ...],
    inferred: tuple[str, ...],
) -> Ground:
    layout = _layout(paths)
    projects = find_projects(dict(manifests), layout.folders)
    declared = [*_declared(declared_roots), *map(_read_root, inferred)]
    return Ground(layout, projects, Roots(layout, projects, declared))


@lru_cache(maxsize=1)
def _layout(paths: tuple[bytes, ...]) -> Layout:
    return Layout(paths)


def _declared(roots: Sequence[str]) -> list[DeclaredRoot]:
    return [DeclaredRoot(join("", root.strip("/"))) for root in roots]


def _write_root(root: DeclaredRoot) -> str:
    return "\n".join((root.directory, *root.packages))


def _read_root(text: str) -> DeclaredRoot:
    directory, *packages = text.split("\n")
    return DeclaredRoot(directory, tuple(packages))
