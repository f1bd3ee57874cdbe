"""Classes that others are built on: what these have is no less theirs, and stands elsewhere."""

from tree_sitter import Node

_WORD = b"abstract"


def is_abstract(node: Node) -> bool:
    """Whether a class bears the word, in any of the languages that have it."""
    parts = [each for each in node.children if "modifier" in each.type]
    inner = [each for part in parts for each in part.children]
    return any(map(_is_word, (*node.children, *inner)))


def _is_word(node: Node) -> bool:
    return node.end_byte - node.start_byte == len(_WORD) and node.text == _WORD
