"""Which roots of a tree could answer for a name; what is above each root is found out once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cached_property

from driftscan.extract.python.layout import Layout
from driftscan.extract.python.projects import Project
from driftscan.extract.python.roots import Root, Roots, ancestors, aside, project_above


class Candidates:
    """The roots of a tree by the top-level names below them.

    A tree may hold thousands of projects, each with roots of its own; to look into all of them for
    every name of every project would take the square of that.
    """

    def __init__(
        self,
        layout: Layout,
        roots: Roots,
        projects: Mapping[str, Project],
        libraries: Set[str],
        run_from: Iterable[Root] = (),
    ) -> None:
        """libraries: see Surroundings. run_from: folders inside packages, see RunFolders."""
        self._layout = layout
        self._projects = projects
        self._libraries = libraries
        self._everywhere = sorted({*roots.used, *roots.declared, *run_from})
        self._holding: dict[str, tuple[Root, ...]] = {}
        self._seen_from: dict[tuple[str, ...], tuple[Root, ...]] = {}

    def holding(self, top: str) -> tuple[Root, ...]:
        """Roots below which a module, package or folder of this name lies, or whose prefix begins
        with it; sorted. No other root has anything to say of an import that begins so."""
        if top not in self._holding:
            bare = (Root(folder) for folder in self._layout.folders_with.get(top, ()))
            found = {root for root in bare if root in self._project}
            self._holding[top] = tuple(sorted(found.union(self._prefixed.get(top, ()))))
        return self._holding[top]

    def project(self, root: Root) -> str:
        """The nearest directory with a manifest above a root."""
        return self._project[root]

    def serves(self, root: Root, folder: str) -> bool:
        """Whether a root may be searched from a folder: those in tests, docs, examples... serve
        only files beside them."""
        local = self._local.get(root)
        return local is None or folder == local or folder.startswith(local + "/")

    def seen_from(self, folder: str) -> tuple[Root, ...]:
        """All roots that may be searched from a folder, sorted."""
        around = tuple(above for above in ancestors(folder) if above in self._locals)
        if around not in self._seen_from:
            seen = (root for root in self._everywhere if self.serves(root, folder))
            self._seen_from[around] = tuple(seen)
        return self._seen_from[around]

    @cached_property
    def _project(self) -> dict[Root, str]:
        return {root: project_above(root.directory, self._projects) for root in self._everywhere}

    @cached_property
    def _local(self) -> dict[Root, str]:
        """The folder whose files alone a root serves, of those for which there is one."""
        found = {}
        for root, project in self._project.items():
            local = aside(root.directory, project if project in self._libraries else "")
            if local is not None:
                found[root] = local
        return found

    @cached_property
    def _locals(self) -> frozenset[str]:
        return frozenset(self._local.values())

    @cached_property
    def _prefixed(self) -> Mapping[str, Sequence[Root]]:
        """Roots with a prefix, by its first part."""
        found: dict[str, list[Root]] = defaultdict(list)
        for root in self._everywhere:
            if root.prefix:
                found[root.prefix.partition(".")[0]].append(root)
        return found
