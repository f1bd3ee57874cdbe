"""`require` and `include`: the path that a statement names, if it can be read off its text."""

import re

from tree_sitter import Node

from driftscan.extract.syntax.parsed import text_of

# dirname(...) around the file's own place; deeper than this nobody nests.
_MOST_FOLDERS = 20
_DIRNAME = re.compile(r"\\?dirname\((.*)\)", re.IGNORECASE | re.DOTALL)
_UP = re.compile(r"(.*),(\d{1,2}),?", re.DOTALL)
_STRINGS = ("string", "encapsed_string")
_PLAIN = ("string_content", "escape_sequence")
_DIR, _FILE = "__dir__", "__file__"


class NotLiteralError(ValueError):
    """The path is put together while the program runs."""


def path_of(node: Node) -> tuple[int, str]:
    """(levels, path): 0 for a path as written; else one that starts in the file's own folder (1),
    the folder above (2), and so on, and then begins with a slash. Raises NotLiteralError."""
    while node.type == "parenthesized_expression" and node.named_child_count == 1:
        node = node.named_children[0]
    parts = _joined(node)
    levels = _place(parts[0])
    tail = "".join(map(_string, parts[1:] if levels else parts))
    if levels and tail and not tail.startswith("/"):
        raise NotLiteralError  # __DIR__ . 'x.php' names a sibling of the folder
    return levels, tail


def _joined(node: Node) -> list[Node]:
    """The operands of a row of dots, in the order of the text."""
    parts: list[Node] = []
    while node.type == "binary_expression":
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        operator = node.child_by_field_name("operator")
        if left is None or right is None or operator is None or operator.type != ".":
            raise NotLiteralError
        parts.append(right)
        node = left
    return [node, *reversed(parts)]


def _place(node: Node) -> int:
    """How many folders up from the file a node leads, its own being 1; 0 if it says none."""
    text, levels = "".join(text_of(node).split()).lower(), 0
    for _ in range(_MOST_FOLDERS):
        if text in (_DIR, _FILE):
            return levels + (text == _DIR)
        called = _DIRNAME.fullmatch(text)
        if called is None:
            return 0
        counted = _UP.fullmatch(called[1])
        text = counted[1] if counted else called[1]
        levels += int(counted[2]) if counted else 1
    return 0


def _string(node: Node) -> str:
    if text_of(node) == "DIRECTORY_SEPARATOR":
        return "/"
    if node.type not in _STRINGS or any(part.type not in _PLAIN for part in node.named_children):
        raise NotLiteralError
    return text_of(node)[1:-1].replace("\\\\", "\\").replace("\\", "/")
