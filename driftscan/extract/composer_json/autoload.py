"""The `autoload` section as composer.json and composer.lock write it."""

from collections.abc import Iterator

from driftscan.notation.node import Node

PSR_4, PSR_0, CLASSMAP, FILES = "psr-4", "psr-0", "classmap", "files"


def prefixes(autoload: Node, standard: str) -> Iterator[tuple[str, Node]]:
    """(prefix, directory) of each entry under 'psr-4' or 'psr-0', the prefix as written."""
    for prefix, directories in autoload.get(standard).entries():
        for directory in _each(directories):
            yield prefix, directory


def places(autoload: Node, kind: str) -> Iterator[Node]:
    """The files and directories listed under 'classmap' or 'files'."""
    yield from _each(autoload.get(kind))


def _each(node: Node) -> Iterator[Node]:
    if isinstance(node.value, str):
        yield node
    for element in node.elements():
        if isinstance(element.value, str):
            yield element
