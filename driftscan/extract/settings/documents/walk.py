"""Tables at any depth of a document, without recursion."""

from collections.abc import Iterator

from driftscan.notation.node import KeyPath, Node

_DEEPEST = 60


def tables(document: Node) -> Iterator[Node]:
    """Every table in a document, in the order of the text."""
    open_: list[tuple[object, KeyPath]] = [(document.value, document.path)]
    while open_:
        value, path = open_.pop()
        if len(path) > _DEEPEST:
            continue
        if isinstance(value, dict):
            yield Node(value, document.lines, path)
            open_ += reversed([(each, (*path, key)) for key, each in value.items()])
        elif isinstance(value, list):
            open_ += reversed([(each, (*path, at)) for at, each in enumerate(value)])
