"""Source roots of a setuptools layout, however it is written (setup.py, setup.cfg, pyproject)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from driftscan.extract.manifest.directory import top_level, top_levels
from driftscan.extract.manifest.harvest import Harvest
from driftscan.notation.node import Node


@dataclass(frozen=True, slots=True)
class Finder:
    """`find_packages(where, include)`; names that it excludes are not kept (globs can't say so).

    where: empty node for the default, the manifest's own directory. line: of the statement.
    """

    where: Node
    include: Node
    line: int


@dataclass(frozen=True, slots=True)
class Layout:
    """What setuptools is told about code.

    package_dir: table of dotted package ('' for all others) to directory.
    names: packages and modules, spelled out.
    """

    package_dir: Node
    names: Sequence[Node] = ()
    finders: Sequence[Finder] = ()


def harvest_layout(layout: Layout, harvest: Harvest) -> None:
    """Add the source roots of a layout."""
    base = layout.package_dir.get("")
    for package, directory in layout.package_dir.entries():
        if not isinstance(directory.value, str):
            harvest.unexpected(directory, "a directory")
        elif package:
            _mapped(package, directory, harvest)
    named = [name for name in layout.names if not _is_mapped(name.text, layout.package_dir)]
    if named:
        line = base.line if base.text else named[0].line
        harvest.root(base.text, line, top_levels(name.text for name in named))
    for finder in layout.finders:
        _found(finder, base, harvest)
    if base.text and not named and not layout.finders:
        harvest.root(base.text, base.line)


def _mapped(package: str, directory: Node, harvest: Harvest) -> None:
    """One package that lives in a directory of its own."""
    above, _, last = directory.text.strip().rstrip("/").rpartition("/")
    if last == package:
        harvest.root(above, directory.line, (package,))
    else:
        harvest.root(directory.text, directory.line, prefix=package)


def _is_mapped(name: str, package_dir: Node) -> bool:
    parts = name.split(".")
    return any(package_dir.get(".".join(parts[:n])) for n in range(len(parts), 0, -1))


def _found(finder: Finder, base: Node, harvest: Harvest) -> None:
    packages = top_levels(pattern.text for pattern in harvest.strings(finder.include))
    if not finder.where:
        # Without `where`, packages are searched beside the manifest but loaded from the base.
        harvest.root(base.text, base.line if base.text else finder.line, packages)
    for where in harvest.strings(finder.where):
        harvest.root(where.text, where.line or finder.line, packages)


def written_packages(node: Node, harvest: Harvest) -> Iterator[Node]:
    """Names of a `packages` or `py_modules` list that are usable as top-level names."""
    for name in harvest.strings(node):
        if top_level(name.text):
            yield name
