"""What a path means where a file stands: as all the modules that it is, with what globs bring."""

from collections.abc import Callable, Iterator, Sequence

from driftscan.extract.rust.paths import Segments, names_module
from driftscan.extract.rust.search import NOWHERE, Found, Search, merged, root_of
from driftscan.extract.rust.tree import Node
from driftscan.extract.rust.use_trees import GLOB
from driftscan.model.fact import FileFacts, ImportFact

_OLDEST = "2015"


class Standpoint:
    """One file. nodes: the modules that it is, of one crate or of several."""

    def __init__(self, file: str, nodes: Sequence[Node], search: Search, facts: FileFacts) -> None:
        self._file = file
        self._nodes = nodes
        self._search = search
        package = nodes[0].crate.package
        self._is_old = package is not None and package.edition == _OLDEST
        self._globs = list(self._glob_targets(facts))
        # What the package does not ask for, a glob must bring, be it of another crate.
        self._may_hide = package is not None and any(fact.name == GLOB for fact in facts.imports)

    def imported(self, fact: ImportFact) -> Found:
        """Where an import leads."""
        path = path_of(fact)
        if fact.level and not self._is_old:
            return self._each(lambda node: self._search.along(node, path, node))
        if fact.level:
            return self._from_root(path[fact.level - 1 :], is_import=True)
        return self.path(path, is_import=True)

    def path(self, path: Segments, is_import: bool) -> Found:
        """Where a path leads."""
        head, search = path[0], self._search
        if head == "crate":
            return self._each(lambda node: search.crate(node, path[1:], is_import))
        if head == "self":
            return self._each(
                lambda node: search.along(node, path[1:], node if is_import else None)
            )
        if head == "super":
            return self._each(lambda node: search.above(node, path, is_import, self._file))
        if head == "" and self._is_old:
            return self._from_root(path[1:], is_import)
        if head == "":
            return self.crate(path[1:], is_import, is_certain=is_import)
        return self._named(path, is_import)

    def crate(self, path: Segments, is_import: bool, is_certain: bool) -> Found:
        """Where a path leads that begins with the name of a crate; is_certain: that it does, even
        if no manifest asks for it."""
        if not path or not path[0]:
            return NOWHERE
        found = self._each(lambda node: self._search.outside(node, path, is_import))
        unknown = found is NOWHERE and is_certain and names_module(path[0])
        return Found(outside=path[0]) if unknown else found

    def _named(self, path: Segments, is_import: bool) -> Found:
        """A path that begins with a name which the file does not explain."""
        head = path[0]
        if is_import and self._is_old:
            return self._from_root(path, is_import)
        for glob in self._globs:
            if head in glob.children:
                return self._search.along(glob, path, self._nodes[0] if is_import else None)
        if any(head in glob.bound for glob in self._globs) or not names_module(head):
            return NOWHERE
        return self.crate(path, is_import, is_certain=is_import and not self._may_hide)

    def _from_root(self, path: Segments, is_import: bool) -> Found:
        """In 2015, an import begins at the root of the crate; other crates are names there."""

        def found(node: Node) -> Found:
            root, by = root_of(node), node if is_import else None
            if path[0] not in root.children:
                outside = self._search.outside(node, path, is_import)
                if outside.outside or outside.files:
                    return outside
            return self._search.along(root, path, by)

        return self._each(found) if path else NOWHERE

    def _each(self, search: Callable[[Node], Found]) -> Found:
        if len(self._nodes) == 1:
            return search(self._nodes[0])
        return merged(map(search, self._nodes))

    def _glob_targets(self, facts: FileFacts) -> Iterator[Node]:
        """Modules of the file's own crate, all names of which it imports."""
        first = self._nodes[0]
        for fact in facts.imports:
            if fact.name == GLOB and fact.module:
                path = path_of(fact)[:-1]
                node = self._search.node(first, ("self", *path) if fact.level else path)
                if node is not None and node is not first:
                    yield node


def path_of(fact: ImportFact) -> Segments:
    """All segments of an import."""
    path = tuple(fact.module.split("::"))
    return (*path, fact.name) if fact.name else path
