"""Small questions to single nodes of the tree."""

from collections.abc import Iterator

from tree_sitter import Node

from driftscan.extract.syntax.parsed import text_of

_DEEPEST = 40
_WRAPPED = frozenset(
    """unary_expression type_assertion_expression parenthesized_expression literal_element
    expression_list""".split()
)
FUNCTIONS = frozenset(("function_declaration", "method_declaration", "func_literal"))


def bare(node: Node | None) -> Node | None:
    """A node without brackets, `&` and `*` before it, and `.(T)` behind it."""
    for _ in range(_DEEPEST):
        if node is None or (kind := node.type) not in _WRAPPED:
            return node
        if kind == "unary_expression":
            if text_of(node)[:1] not in "&*":
                return node
            node = node.child_by_field_name("operand")
        elif kind == "type_assertion_expression":
            node = node.child_by_field_name("operand")
        else:
            node = next((each for each in node.named_children if each.type != "comment"), None)
    return None


def arguments_of(call: Node) -> list[Node]:
    """The arguments of a call, as written."""
    arguments = call.child_by_field_name("arguments")
    listed = arguments.named_children if arguments is not None else []
    return [each for each in listed if each.type != "comment"]


def string_of(node: Node | None) -> str | None:
    """What a string literal says; None for any other node."""
    if node is None or node.type not in ("interpreted_string_literal", "raw_string_literal"):
        return None
    inner = text_of(node)[1:-1]
    if node.type == "interpreted_string_literal" and "\\" in inner:
        inner = inner.replace('\\"', '"').replace("\\n", "\n").replace("\\t", "\t")
        inner = inner.replace("\\\\", "\\")
    return inner


def entries(literal: Node | None) -> Iterator[tuple[str, Node]]:
    """Keys and values of a composite literal; '' for items without a key."""
    body = literal.child_by_field_name("body") if literal is not None else None
    for each in body.named_children if body is not None else ():
        if each.type == "keyed_element":
            key, value = each.child_by_field_name("key"), bare(each.child_by_field_name("value"))
            key = bare(key)
            if key is not None and value is not None:
                yield string_of(key) or text_of(key), value
        elif each.type == "literal_element" and (value := bare(each)) is not None:
            yield "", value


def dotted(node: Node | None) -> str:
    """`a.b.c`; '' for what is more than names."""
    parts: list[str] = []
    for _ in range(_DEEPEST):
        node = bare(node)
        if node is None or node.type != "selector_expression":
            break
        parts.append(text_of(node.child_by_field_name("field") or node))
        node = node.child_by_field_name("operand")
    if node is None or node.type != "identifier":
        return ""
    return ".".join([text_of(node), *reversed(parts)])


def type_named(node: Node | None) -> str:
    """`pkg.Type` without pointers, slices and what it is made generic with."""
    for _ in range(_DEEPEST):
        if node is None:
            return ""
        if node.type in ("pointer_type", "generic_type", "slice_type", "parenthesized_type"):
            inner = node.child_by_field_name("type") or node.child_by_field_name("element")
            node = inner or next(iter(node.named_children), None)
        else:
            break
    known = node is not None and node.type in ("qualified_type", "type_identifier")
    return text_of(node) if known and node is not None else ""


def listed(node: Node | None) -> list[Node]:
    """The items of an expression list."""
    if node is None:
        return []
    return node.named_children if node.type == "expression_list" else [node]
