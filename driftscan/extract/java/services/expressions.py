"""Which nodes of Java have a value, and how each is read."""

import re
from collections.abc import Mapping

from tree_sitter import Node

from driftscan.extract.jvm.services.expressions import MOST_PARTS, Expressions, Read
from driftscan.extract.jvm.services.written import OTHER, Argument, Expression, Link
from driftscan.extract.syntax.parsed import line_of, text_of

_ESCAPE = {"n": "\n", "t": "\t", "r": "", "s": " ", "b": "", "f": "", "0": "", "\n": ""}
_UNICODE = re.compile(r"\\u+([0-9a-fA-F]{4})")


def expressions() -> Expressions:
    """Those of one file."""
    return Expressions(_CALLS, _READ)


def type_name(node: Node | None) -> str:
    """As written, without type arguments and packages in small letters."""
    if node is None:
        return ""
    if node.type == "generic_type" and node.named_children:
        node = node.named_children[0]
    parts = text_of(node).split(".")
    while len(parts) > 1 and parts[0][:1].islower():
        parts.pop(0)
    return ".".join(parts)


def _made(read: Expressions, node: Node, _: int) -> Expression:
    name = type_name(node.child_by_field_name("type"))
    line = line_of(node)
    return Expression("call", name, links=(Link("new", _arguments(read, node), line),), line=line)


def _invoked(read: Expressions, node: Node, _: int) -> Expression:
    name = node.child_by_field_name("name")
    link = Link(text_of(name) if name else "", _arguments(read, node), line_of(name or node))
    return read.linked(node.child_by_field_name("object"), link)


def _arguments(read: Expressions, node: Node) -> tuple[Argument, ...]:
    arguments = node.child_by_field_name("arguments")
    children = [each for each in arguments.named_children if not each.is_extra] if arguments else []
    return tuple(Argument("", read.of(each, 1)) for each in children[:MOST_PARTS])


def _field(read: Expressions, node: Node, depth: int) -> Expression:
    field = node.child_by_field_name("field")
    name = text_of(field) if field else ""
    return read.field(node.child_by_field_name("object"), name, node, depth)


def _either(read: Expressions, node: Node, depth: int) -> Expression:
    ways = [node.child_by_field_name(name) for name in ("consequence", "alternative")]
    return Expression("either", parts=tuple(read.of(way, depth + 1) for way in ways))


def _value(read: Expressions, node: Node, depth: int) -> Expression:
    return read.of(node.child_by_field_name("value"), depth + 1)


def _function(read: Expressions, node: Node, depth: int) -> Expression:
    body = node.child_by_field_name("body")
    given = () if body is None or body.type == "block" else (read.of(body, depth + 1),)
    return Expression("function", parts=given)


def _text(_: Expressions, node: Node, __: int) -> Expression:
    found = []
    for child in node.named_children:
        text = text_of(child)
        if child.type == "escape_sequence":
            code = _UNICODE.fullmatch(text)
            text = chr(int(code[1], 16)) if code else _ESCAPE.get(text[1:], text[1:])
        found.append(text)
    return Expression("text", "".join(found), line=line_of(node))


def _name(_: Expressions, node: Node, __: int) -> Expression:
    return Expression("name", text_of(node), line=line_of(node))


def _number(_: Expressions, node: Node, __: int) -> Expression:
    return Expression("text", text_of(node).rstrip("lL"), line=line_of(node))


def _type(_: Expressions, node: Node, __: int) -> Expression:
    name = type_name(node.named_children[0]) if node.named_children else ""
    return Expression("type", name, line=line_of(node)) if name else OTHER


def _annotation(read: Expressions, node: Node, depth: int) -> Expression:
    """An annotation in another one's arguments, as if it were made there."""
    arguments = node.child_by_field_name("arguments")
    found = [_element(read, each, depth) for each in arguments.named_children] if arguments else []
    line = line_of(node)
    name = type_name(node.child_by_field_name("name"))
    return Expression("call", name, links=(Link("new", tuple(found), line),), line=line)


def _element(read: Expressions, node: Node, depth: int) -> Argument:
    if node.type != "element_value_pair":
        return Argument("", read.of(node, depth + 1))
    key = node.child_by_field_name("key")
    return Argument(
        text_of(key) if key else "", read.of(node.child_by_field_name("value"), depth + 1)
    )


_CALLS: Mapping[str, Read] = {"method_invocation": _invoked, "object_creation_expression": _made}
_READ: Mapping[str, Read] = {
    "string_literal": _text,
    "identifier": _name,
    "annotation": _annotation,
    "true": _name,
    "scoped_identifier": _name,
    "decimal_integer_literal": _number,
    "class_literal": _type,
    "field_access": _field,
    "binary_expression": Expressions.sum,
    "ternary_expression": _either,
    "element_value_array_initializer": Expressions.items,
    "array_initializer": Expressions.items,
    "array_creation_expression": _value,
    "cast_expression": _value,
    "parenthesized_expression": Expressions.inner,
    "lambda_expression": _function,
}
