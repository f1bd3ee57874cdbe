"""What one source root has to offer for one absolute import."""

from enum import Enum

from msgspec import Struct

from driftscan.extract.python.layout import Layout, PythonFile
from driftscan.extract.python.roots import Root


class Match(Enum):
    """How much of a dotted name is found at one place."""

    MODULE = "a file that the import would load"
    PARENT = "`import a.b.c` where only the package a.b is there"
    NAMESPACE = "a folder without an index file: importable, but nothing is loaded"
    BROKEN = "a package that holds the name's beginning, but not the rest"
    NOTHING = "nothing"


class Place(Struct, frozen=True):
    """A match and, for MODULE and PARENT, the file.

    regular: the top-level name is a package or module here and not a bare folder; a bare folder
    yields to an installed package of the same name (PEP 420).
    """

    match: Match
    file: PythonFile | None = None
    regular: bool = True


NOTHING = Place(Match.NOTHING)
BROKEN = Place(Match.BROKEN)


def look_in(root: Root, layout: Layout, module: str, name: str) -> Place:
    """Try one root for `import module` (name '') or `from module import name` ('*' for a star)."""
    path = root.importable(module)
    if path is None:
        return NOTHING
    if layout.hides(root.directory, path):
        return BROKEN
    regular = is_regular(root, layout, module)
    found = look_at(path, layout, name)
    if found.match is Match.MODULE:
        return found if regular else Place(Match.MODULE, found.file, regular=False)
    if found.match is Match.NAMESPACE:
        return Place(Match.NAMESPACE, regular=False)
    parent = layout.by_importable.get(path.rpartition("/")[0])
    if not name and "." in module and parent is not None and parent.is_index:
        return Place(Match.PARENT, parent, regular)
    return BROKEN if regular else NOTHING


def look_at(path: str, layout: Layout, name: str) -> Place:
    """Try a path without suffix: the module `name` below it, else the module at the path itself."""
    file = layout.by_importable.get(path)
    if file is not None and not file.is_index:
        return Place(Match.MODULE, file)  # names of a plain module are never modules
    submodule = path
    if name and name != "*":
        submodule = f"{path}/{name}" if path else name
        if below := layout.by_importable.get(submodule):
            return Place(Match.MODULE, below)
    if file is not None:
        return Place(Match.MODULE, file)
    return Place(Match.NAMESPACE) if submodule in layout.folders else NOTHING


def is_regular(root: Root, layout: Layout, module: str) -> bool:
    """Whether the top-level name of a module is a package or a module in a root."""
    top = root.directory if root.prefix else root.importable(module.partition(".")[0])
    return top in layout.by_importable
