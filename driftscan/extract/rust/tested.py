"""What in a Rust file is there for tests alone: items behind `#[cfg(test)]`, and test functions."""

from collections.abc import Iterable, Iterator

from tree_sitter import Node

from driftscan.extract.rust.attributes import is_of_test
from driftscan.extract.rust.structure import Placed
from driftscan.extract.syntax.parsed import last_line_of, line_of, text_of

_BETWEEN = frozenset(["attribute_item", "line_comment", "block_comment"])


def tested_lines(attributes: Iterable[Placed]) -> Iterator[tuple[int, int]]:
    """First and last lines of each, from its attribute on; what stands in another is part of it.

    attributes: of the whole file, in the order of the text.
    """
    ended = 0
    for placed in attributes:
        node = placed.node
        if node.start_byte >= ended and is_of_test(text_of(node)):
            item = _item(node)
            if item is not None:
                ended = item.end_byte
                yield line_of(node), last_line_of(item)


def _item(attribute: Node) -> Node | None:
    """What an attribute stands in front of."""
    after = attribute.next_named_sibling
    while after is not None and after.type in _BETWEEN:
        after = after.next_named_sibling
    return after
