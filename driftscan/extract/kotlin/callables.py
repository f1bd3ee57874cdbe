"""Functions and properties at the top of a Kotlin file, which others name without a class."""

from collections.abc import Iterator

from tree_sitter import Node

from driftscan.extract.jvm.chains import without_blanks
from driftscan.extract.jvm.found import Found, in_order

_RECEIVERS = frozenset(("user_type", "nullable_type", "parenthesized_type", "function_type"))


def top_callables(found: Found) -> list[str]:
    """`name()`, or `name() on Type` for an extension; none that is private to the file."""
    nodes = in_order([*found["top_function"], *found["top_property"]])
    return [name for node in nodes if not is_private(node) for name in _named(node)]


def is_private(declaration: Node) -> bool:
    """Whether only the file itself can name it."""
    for child in declaration.named_children:
        if child.type == "modifiers":
            return any(each.text == b"private" for each in child.named_children)
    return False


def _named(declaration: Node) -> Iterator[str]:
    receiver = ""
    for child in declaration.named_children:
        if child.type in _RECEIVERS:
            receiver = _receiver(child)
        elif child.type == "identifier" and child.text:
            yield _shown(child, receiver)
            return
        elif child.type == "variable_declaration" and child.named_children:
            yield _shown(child.named_children[0], receiver)
            return


def _receiver(node: Node) -> str:
    """The type without its arguments, a question mark and the package in front."""
    text = without_blanks(node.text or b"").partition("<")[0].rstrip("?")
    simple = text.strip("()").rpartition(".")[2]
    return simple if simple.isidentifier() else "?"


def _shown(node: Node, receiver: str) -> str:
    name = (node.text or b"").decode("utf-8", "replace").strip("`")
    return f"{name}() on {receiver}" if receiver else f"{name}()"
