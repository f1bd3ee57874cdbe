"""Names of modules: crate and path with dots. The path identifies: a file may be many modules."""

from driftscan.extract.paths import parent_of
from driftscan.extract.rust.crates import Crate
from driftscan.extract.rust.layout import Layout
from driftscan.extract.rust.packages import crate_name
from driftscan.extract.rust.places import stem_of
from driftscan.extract.rust.testing import is_test_code
from driftscan.extract.rust.tree import Node, Trees
from driftscan.model.graph import Module

_LANGUAGE = "rust"
_INDEX = frozenset(["lib", "main", "mod"])


def name_modules(layout: Layout, trees: Trees) -> list[Module]:
    """One module per file, sorted by key."""
    modules = [_module(layout.paths[file], file, trees.nodes[file]) for file in layout.files]
    return sorted(modules, key=_by_key)


def stray_crate(file: str, layout: Layout) -> Crate:
    """What stands for the crate of a file that no other leads to, named by its path."""
    package = layout.package_of(file)
    folder = package.folder if package else ""
    inside = file[len(folder) :].lstrip("/").rpartition(".")[0]
    if package and package.name:
        inside = f"{crate_name(package.name)}/{inside.removeprefix('src/')}"
    return Crate(file, inside.replace("/", "."), "", folder, package)


def _module(path: bytes, file: str, nodes: list[Node]) -> Module:
    first = nodes[0]
    return Module(
        id=file,
        key=f"{_LANGUAGE}:{file}",
        path=path,
        language=_LANGUAGE,
        name=".".join((first.crate.name, *first.name)),
        root=first.crate.folder,
        is_package=stem_of(file) in _INDEX and parent_of(file) != "",
        is_test=is_test_code(file, nodes),
    )


def _by_key(module: Module) -> str:
    return module.key
