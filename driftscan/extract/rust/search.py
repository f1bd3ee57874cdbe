"""Where a path leads: from which module it starts, and how far along it there are modules."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from driftscan.extract.paths import parent_of
from driftscan.extract.rust.crates import Crate
from driftscan.extract.rust.packages import Dependency, crate_name
from driftscan.extract.rust.paths import Segments, names_module
from driftscan.extract.rust.tree import Node

STANDARD = frozenset(["std", "core", "alloc", "proc_macro", "test"])


class Found(Struct, frozen=True):
    """files: of the last module on the way, several under different cfg. outside: a crate that is
    not in the tree. missing: what no module along the way has; certain: that it can't be hidden."""

    files: tuple[str, ...] = ()
    outside: str = ""
    dependency: Dependency | None = None
    missing: bool = False
    beyond: bool = False


NOWHERE = Found()
MISSING = Found(missing=True)


class Search:
    """Answers for the files of one package. libraries: root nodes of its own library and of the
    packages of the tree, by the folder of the package."""

    def __init__(self, libraries: Mapping[str, Node]) -> None:
        self._libraries = libraries

    def along(self, start: Node, path: Sequence[str], by: Node | None) -> Found:
        """From a module along the segments behind it. The last one may be any name, and is that of
        a module only in an import. by: the module that imports; None for a path in the code."""
        node = start
        for segment in path[:-1]:
            child = node.children.get(segment)
            if child is None:
                hidden = node.open or segment in node.bound or not names_module(segment)
                return Found(tuple(node.files)) if hidden or not node.files else MISSING
            node = child
        last = node.children.get(path[-1]) if path and by is not None else None
        if last is not None and last.files and by is not None and _is_seen(last, by):
            node = last
        return Found(tuple(node.files))

    def above(self, node: Node, path: Sequence[str], is_import: bool, file: str) -> Found:
        """A path that begins with `super`, in a file; of a module with several files it leads to
        those that declare the module it comes from."""
        at, by, way = 0, node if is_import else None, {file}
        while at < len(path) and path[at] == "super":
            if node.parent is None:
                # What no crate leads to may stand anywhere.
                return Found(beyond=True) if node.crate.kind else NOWHERE
            way = {holder for each in way for holder in node.holders.get(each, ())}
            node, at = node.parent, at + 1
        found = self.along(node, path[at:], by)
        own = tuple(each for each in found.files if each in way)
        return Found(own) if own and found.files == tuple(node.files) else found

    def crate(self, node: Node, path: Sequence[str], is_import: bool) -> Found:
        """A path behind `crate`; what no crate leads to is most likely part of its package's."""
        root, by = root_of(node), node if is_import else None
        if root.crate.kind:
            return self.along(root, path, by)
        own = self._libraries.get(root.crate.folder) if root.crate.package else None
        if own is not None and _may_hold(own.crate, root.crate):
            found = self.along(own, path, by)
            return NOWHERE if found.missing else found
        found = self.along(root, path, by)
        return NOWHERE if found.missing else found

    def node(self, node: Node, path: Sequence[str]) -> Node | None:
        """The module that a path of the file's own crate names; None if it names none."""
        current: Node | None = root_of(node) if path[:1] == ("crate",) else node
        for segment in path[1:] if path[:1] in (("crate",), ("self",)) else path:
            if current is None:
                break
            current = current.parent if segment == "super" else current.children.get(segment)
        return current

    def outside(self, node: Node, path: Segments, is_import: bool) -> Found:
        """A path that begins with the name of a crate; NOWHERE if the package has no such."""
        head, package = path[0], node.crate.package
        root, by = root_of(node), node if is_import else None
        if (alias := root.aliases.get(head)) and alias != head:
            if alias == "self":
                return self.along(root, path[1:], by)
            head, path = alias, (alias, *path[1:])
        own = package is not None and head == self._own_name(package.folder)
        if own and package is not None and node.crate.kind not in ("lib", "build"):
            return self.along(self._libraries[package.folder], path[1:], by)
        if head in STANDARD:
            return Found(outside=head)
        dependency = package.dependencies.get(head) if package else None
        if dependency is None:
            return NOWHERE
        folder = dependency.folder
        if folder is not None and folder in self._libraries:
            return self.along(self._libraries[folder], path[1:], by)
        return Found(outside=head, dependency=dependency)

    def _own_name(self, folder: str) -> str:
        library = self._libraries.get(folder)
        return crate_name(library.crate.name) if library is not None else ""


def _is_seen(module: Node, by: Node) -> bool:
    """Whether a module may be named where another one is; a private one only below its parent, so
    that elsewhere the name is that of something else."""
    if module.public or by.crate.root != module.crate.root:
        return module.public
    above = module.name[:-1]
    return by.name[: len(above)] == above


def _may_hold(library: Crate, stray: Crate) -> bool:
    """Whether a file that no crate leads to lies where the modules of a library do; what lies
    elsewhere, as the inputs of tests, or beside programs alone is more likely its own crate."""
    above = parent_of(library.root)
    return library.kind == "lib" and (not above or stray.root.startswith(f"{above}/"))


def root_of(node: Node) -> Node:
    """The root of the crate that a module is in."""
    while node.parent is not None:
        node = node.parent
    return node


def merged(found: Iterable[Found]) -> Found:
    """What a path leads to in all the crates that a file is in: missing only if in each."""
    every = list(found)
    good = [each for each in every if each.files or each.outside]
    if not good:
        return next((each for each in every if each.missing or each.beyond), NOWHERE)
    files = dict.fromkeys(file for each in good for file in each.files)
    outside = next((each for each in good if each.outside), NOWHERE)
    return Found(tuple(files), outside.outside, outside.dependency)
