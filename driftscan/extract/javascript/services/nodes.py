"""Small questions to single nodes of the tree."""

from collections.abc import Iterator

from tree_sitter import Node

from driftscan.extract.javascript.syntax.literals import literal
from driftscan.extract.syntax.parsed import text_of

_WRAPPERS = frozenset(
    """parenthesized_expression await_expression non_null_expression as_expression
    satisfies_expression type_assertion""".split()
)
FUNCTIONS = frozenset(
    """function_declaration function_expression generator_function_declaration arrow_function
    method_definition""".split()
)
_DEEPEST = 40


def bare(node: Node | None) -> Node | None:
    """A node without brackets, `await`, `!` and casts around it."""
    for _ in range(_DEEPEST):
        if node is None or node.type not in _WRAPPERS:
            return node
        inner = [each for each in node.named_children if each.type != "comment"]
        node = inner[-1 if node.type == "type_assertion" else 0] if inner else None
    return None


def arguments_of(call: Node) -> list[Node]:
    """The arguments of a call or `new`, without comments."""
    arguments = call.child_by_field_name("arguments")
    if arguments is None or arguments.type != "arguments":
        return []
    return [each for each in arguments.named_children if each.type != "comment"]


def called(call: Node) -> Node | None:
    """What a call or `new` calls."""
    field = "constructor" if call.type == "new_expression" else "function"
    return bare(call.child_by_field_name(field))


def key_of(node: Node | None) -> str:
    """The name that a property has in an object or a class; '' if it is computed."""
    if node is None:
        return ""
    if node.type in ("property_identifier", "private_property_identifier", "number", "identifier"):
        return text_of(node)
    return literal(node) or ""


def entries(object_: Node) -> Iterator[tuple[str, Node]]:
    """The properties of an object literal; `{url}` is `{url: url}`."""
    for each in object_.named_children:
        if each.type == "pair":
            value = bare(each.child_by_field_name("value"))
            key = key_of(each.child_by_field_name("key"))
            if value is not None and key:
                yield key, value
        elif each.type == "shorthand_property_identifier":
            yield text_of(each), each


def dotted(node: Node | None) -> str:
    """`a.b.c` without `this.`; '' for what is more than names."""
    parts: list[str] = []
    for _ in range(_DEEPEST):
        node = bare(node)
        if node is None:
            return ""
        if node.type != "member_expression":
            break
        parts.append(text_of(node.child_by_field_name("property") or node))
        node = node.child_by_field_name("object")
    if node is None or node.type not in ("identifier", "this", "shorthand_property_identifier"):
        return ""
    if node.type != "this":
        parts.append(text_of(node))
    return ".".join(reversed(parts))
