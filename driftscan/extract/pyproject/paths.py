"""Packages that build tools name by path: 'src/foo' is package foo below src."""

from driftscan.extract.manifest.directory import top_levels
from driftscan.extract.manifest.harvest import Harvest
from driftscan.notation.node import Node


def harvest_package_paths(node: Node, harvest: Harvest) -> None:
    """A list of paths whose last part is the package (or module file) that gets installed."""
    for entry in harvest.strings(node):
        above, _, last = entry.text.strip().rstrip("/").rpartition("/")
        harvest.root(above, entry.line, top_levels([last]))


def harvest_placed(written: str, installed: str, line: int, harvest: Harvest) -> None:
    """A file or directory that is installed at a path of its own.

    What keeps its own last names needs no prefix: 'src/acme/web' at 'acme/web' is acme below src.
    """
    source, target = written.strip().rstrip("/"), installed.strip().strip("/")
    if target and (source == target or source.endswith("/" + target)):
        harvest.root(source[: -len(target)], line, top_levels([target.split("/")[0]]))
    elif target.endswith(".py") and source.endswith(".py"):
        _harvest_placed_file(source, target, line, harvest)
    elif all(part.isidentifier() for part in target.split("/") if target):
        harvest.root(source, line, prefix=target.replace("/", "."))


def _harvest_placed_file(source: str, target: str, line: int, harvest: Harvest) -> None:
    above, _, name = source.rpartition("/")
    package, _, installed_name = target.rpartition("/")
    if name == installed_name:
        harvest.root(above, line, top_levels([name]), package.replace("/", "."))
