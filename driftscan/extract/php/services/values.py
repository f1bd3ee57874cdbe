"""PHP expressions to values."""

import re

from tree_sitter import Node

from driftscan.extract.syntax.outline.expressions import (
    Expressions,
    inner,
    member_of,
    placed,
    sum_of,
)
from driftscan.extract.syntax.outline.values import NOTHING, Value
from driftscan.extract.syntax.parsed import line_of, text_of

_ESCAPE = re.compile(r"\\([\\'\"$])")


def _string(read: Expressions, node: Node) -> Value:
    return placed(node, "text", _ESCAPE.sub(r"\1", text_of(node)[1:-1]))


def _filled(read: Expressions, node: Node) -> Value:
    parts = []
    for part in node.named_children:
        if part.type in ("string_content", "escape_sequence"):
            parts.append(placed(part, "text", _ESCAPE.sub(r"\1", text_of(part))))
        else:
            parts.append(read.of(part))
    if all(part.kind == "text" for part in parts):
        return placed(node, "text", "".join(part.word for part in parts))
    return placed(node, "joined", parts=tuple(parts))


def _heredoc(read: Expressions, node: Node) -> Value:
    body = node.child_by_field_name("value")
    if body is None:
        return NOTHING
    if node.type == "nowdoc":
        return placed(node, "text", text_of(body))
    content, at = node.text or b"", body.start_byte - node.start_byte
    parts: list[Value] = []
    for part in body.named_children:
        if part.type not in ("string_content", "escape_sequence"):
            start = part.start_byte - node.start_byte
            parts.append(placed(part, "text", content[at:start].decode("utf-8", "replace")))
            parts.append(read.of(part))
            at = part.end_byte - node.start_byte
    rest = content[at : body.end_byte - node.start_byte].decode("utf-8", "replace")
    return placed(node, "joined", parts=(*parts, placed(body, "text", rest)))


def _variable(read: Expressions, node: Node) -> Value:
    return placed(node, "name", text_of(node).lstrip("$"))


def _name(read: Expressions, node: Node) -> Value:
    return placed(node, "name", text_of(node).lstrip("\\").replace("\\", "."))


def _member(read: Expressions, node: Node) -> Value:
    name = node.child_by_field_name("name")
    return member_of(read.field(node, "object"), text_of(name).lstrip("$") if name else "", node)


def _scoped(read: Expressions, node: Node) -> Value:
    """`self::URL`, `Config::URL`, `Config::$url`"""
    named = node.named_children
    if len(named) < 2:
        return NOTHING
    return member_of(read.of(named[0]), text_of(named[-1]).lstrip("$"), node)


def _call(read: Expressions, node: Node) -> Value:
    holder: Value | None = None
    if node.type == "scoped_call_expression":
        holder = read.field(node, "scope")
    elif node.type != "function_call_expression":
        holder = read.field(node, "object")
    name = node.child_by_field_name("function" if holder is None else "name")
    word = text_of(name).rpartition("\\")[2] if name is not None else ""
    parts, names = arguments(read, node.child_by_field_name("arguments"))
    return Value(
        "call", word, parts, names, holder, (), None, node.start_byte, node.end_byte,
        line_of(name or node),
    )  # fmt: skip


def arguments(read: Expressions, node: Node | None) -> tuple[tuple[Value, ...], tuple[str, ...]]:
    """Of a call or attribute, with the names of those that bear one."""
    parts, names = [], []
    for each in node.named_children if node is not None else ():
        if each.type == "argument":
            name = each.child_by_field_name("name")
            held = [part for part in each.named_children if part.type != "comment"]
            parts.append(read.of(held[-1]) if held else NOTHING)
            names.append(text_of(name) if name is not None else "")
    return tuple(parts), tuple(names)


def _made(read: Expressions, node: Node) -> Value:
    named = node.named_children
    lists = [each for each in named if each.type == "arguments"]
    parts, names = arguments(read, lists[0] if lists else None)
    word = text_of(named[0]).lstrip("\\").replace("\\", ".") if named else ""
    return placed(node, "new", word, parts=parts, names=names)


def _array(read: Expressions, node: Node) -> Value:
    items = [each for each in node.named_children if each.type == "array_element_initializer"]
    parts, names = [], []
    for item in items[:300]:
        held = [each for each in item.named_children if each.type != "comment"]
        if not held:
            continue
        key = read.of(held[0]) if len(held) > 1 else NOTHING
        parts.append(read.of(held[-1]))
        names.append(key.word.rpartition(".")[2] if key.kind == "name" else key.word)
    kind = "map" if any(names) else "list"
    return placed(node, kind, parts=tuple(parts), names=tuple(names) if kind == "map" else ())


def _binary(read: Expressions, node: Node) -> Value:
    operators = {each.type for each in node.children}
    if "." in operators:
        return sum_of(read, node, ".")
    if "??" in operators:
        return placed(node, "choice", parts=(read.field(node, "left"), read.field(node, "right")))
    return NOTHING


def _ways(read: Expressions, node: Node) -> Value:
    other = read.field(node, "alternative")
    if node.child_by_field_name("body") is None:
        return placed(node, "choice", parts=(read.field(node, "condition"), other))
    return placed(node, "ways", parts=(read.field(node, "body"), other))


def _index(read: Expressions, node: Node) -> Value:
    named = node.named_children
    parts = (read.of(named[1]),) if len(named) > 1 else ()
    return placed(node, "index", parts=parts, holder=read.of(named[0]) if named else None)


def _lambda(read: Expressions, node: Node) -> Value:
    body = node.child_by_field_name("body")
    result = () if body is None or body.type == "compound_statement" else (read.of(body),)
    return placed(node, "lambda", parts=result)


READERS = {
    **dict.fromkeys(("heredoc", "nowdoc"), _heredoc),
    **dict.fromkeys(("name", "qualified_name", "relative_scope"), _name),
    **dict.fromkeys(("member_access_expression", "nullsafe_member_access_expression"), _member),
    **dict.fromkeys(
        ("class_constant_access_expression", "scoped_property_access_expression"), _scoped
    ),
    **dict.fromkeys(
        ("function_call_expression", "member_call_expression", "scoped_call_expression",
         "nullsafe_member_call_expression"), _call
    ),
    **dict.fromkeys(("anonymous_function", "arrow_function"), _lambda),
    "string": _string,
    "encapsed_string": _filled,
    "integer": lambda read, node: placed(node, "text", text_of(node)),
    "variable_name": _variable,
    "object_creation_expression": _made,
    "array_creation_expression": _array,
    "binary_expression": _binary,
    "conditional_expression": _ways,
    "subscript_expression": _index,
    "parenthesized_expression": inner,
    "cast_expression": lambda read, node: read.field(node, "value"),
    "assignment_expression": lambda read, node: read.field(node, "right"),
}  # fmt: skip
