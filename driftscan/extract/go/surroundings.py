"""What a folder's imports can mean: the modules that are seen from it, and those it asks for."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from driftscan.extract.go.mod_files import ModFile, ModFiles


class Surroundings(Struct, frozen=True):
    """module: the one that the folder is part of, None for a tree of the old kind (GOPATH).

    local: folders by path of the modules that are built from this tree. requires: scope by path of
    the modules that are asked for.
    """

    module: ModFile | None
    local: Mapping[str, str]
    requires: Mapping[str, str]


def surroundings_of(module: ModFile, files: ModFiles) -> Surroundings:
    """Of a folder in this module."""
    workspace = files.workspace(module)
    used = [files.modules[f] for f in workspace.uses if f in files.modules] if workspace else []
    together = [module, *(each for each in used if each is not module)]
    local: dict[str, str] = {}
    for each in reversed(together):
        local.update(each.replaced)
    local.update(workspace.replaced if workspace else {})
    local.update((each.path, each.folder) for each in reversed(together) if each.path)
    return Surroundings(module, local, _required(together))


def modules_by_path(modules: Iterable[ModFile]) -> dict[str, list[str]]:
    """The folders of all modules of a tree by the path that they give themselves."""
    found: dict[str, list[str]] = defaultdict(list)
    for module in modules:
        if module.path:
            found[module.path].append(module.folder)
    return found


def prefixes(path: str) -> Iterator[tuple[str, str]]:
    """An import path cut at each slash, the longest first: what may be a module, and the folder in
    it."""
    end = len(path)
    while end > 0:
        yield path[:end], path[end + 1 :]
        end = path.rfind("/", 0, end)


def _required(modules: Iterable[ModFile]) -> dict[str, str]:
    """A module's own word goes before that of its neighbours in a workspace."""
    found: dict[str, str] = {}
    for module in modules:
        for path, scope in module.requires.items():
            found.setdefault(path, scope)
    return found
