"""C# expressions to values."""

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
from driftscan.extract.syntax.parsed import text_of

_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": ""}


def _string(read: Expressions, node: Node) -> Value:
    said = text_of(node)
    if node.type == "verbatim_string_literal":
        return placed(node, "text", said[2:-1].replace('""', '"'))
    if node.type == "raw_string_literal":
        return placed(node, "text", said.strip('"').strip())
    return placed(node, "text", unescaped(said[1:-1]))


def unescaped(text: str) -> str:
    """Without backslashes."""
    return _ESCAPE.sub(lambda found: _ESCAPES.get(found[1], found[1]), text)


def _interpolated(read: Expressions, node: Node) -> Value:
    parts = []
    for part in node.named_children:
        if part.type == "string_content":
            parts.append(placed(part, "text", text_of(part)))
        elif part.type == "escape_sequence":
            parts.append(placed(part, "text", unescaped(text_of(part))))
        elif part.type == "interpolation":
            held = [each for each in part.named_children if each.type != "interpolation_brace"]
            parts.append(read.of(held[0]) if held else NOTHING)
    return placed(node, "joined", parts=tuple(parts))


def _binary(read: Expressions, node: Node) -> Value:
    operators = {each.type for each in node.children}
    if "+" in operators:
        return sum_of(read, node, "+")
    if "??" in operators:
        return placed(node, "choice", parts=(read.field(node, "left"), read.field(node, "right")))
    return NOTHING


def _ways(read: Expressions, node: Node) -> Value:
    parts = (read.field(node, "consequence"), read.field(node, "alternative"))
    return placed(node, "ways", parts=parts)


def _identifier(read: Expressions, node: Node) -> Value:
    return placed(node, "name", text_of(node).removeprefix("@"))


def _this(read: Expressions, node: Node) -> Value:
    return placed(node, "name", "this")


def _generic(read: Expressions, node: Node) -> Value:
    return placed(node, "name", text_of(node.named_children[0]))


def _member(read: Expressions, node: Node) -> Value:
    name = node.child_by_field_name("name")
    return member_of(read.field(node, "expression"), _method(name)[0], node)


def _conditional(read: Expressions, node: Node) -> Value:
    binding = node.named_children[-1] if node.named_children else None
    if binding is None or binding.type != "member_binding_expression":
        return read.field(node, "condition")
    name = binding.child_by_field_name("name")
    return member_of(read.field(node, "condition"), _method(name)[0], node)


def _method(node: Node | None) -> tuple[str, tuple[str, ...]]:
    """A name and its type arguments."""
    if node is None:
        return "", ()
    if node.type != "generic_name":
        return text_of(node), ()
    types = [
        text_of(each)
        for part in node.named_children
        if part.type == "type_argument_list"
        for each in part.named_children
    ]
    return text_of(node.named_children[0]), tuple(types)


def _invocation(read: Expressions, node: Node) -> Value:
    function = node.child_by_field_name("function")
    holder, name = None, function
    if function is not None and function.type == "member_access_expression":
        holder = read.field(function, "expression")
        name = function.child_by_field_name("name")
    elif function is not None and function.type == "conditional_access_expression":
        holder = read.field(function, "condition")
        name = function.named_children[-1].child_by_field_name("name")
    word, types = _method(name)
    parts, names = arguments(read, node.child_by_field_name("arguments"))
    at = name or node
    return Value(
        "call", word, parts, names, holder, types, None, node.start_byte, node.end_byte,
        int(at.start_point[0]) + 1,
    )  # fmt: skip


def arguments(read: Expressions, node: Node | None) -> tuple[tuple[Value, ...], tuple[str, ...]]:
    """Of a call or attribute, with the names of those that bear one."""
    parts, names = [], []
    for each in node.named_children if node is not None else ():
        if each.type not in ("argument", "attribute_argument"):
            continue
        name = each.child_by_field_name("name")
        held = [inner for inner in each.named_children if inner.type != "comment"]
        if held and held[-1].type == "assignment_expression" and each.type == "attribute_argument":
            name, held = held[-1].child_by_field_name("left"), [held[-1].named_children[-1]]
        parts.append(read.of(held[-1]) if held else NOTHING)
        names.append(text_of(name) if name is not None else "")
    return tuple(parts), tuple(names)


def _made(read: Expressions, node: Node) -> Value:
    type_ = node.child_by_field_name("type")
    lists = [each for each in node.named_children if each.type == "argument_list"]
    parts, names = arguments(read, lists[0] if lists else None)
    for part in node.named_children:
        if part.type == "initializer_expression":
            for each in part.named_children:
                if each.type == "assignment_expression":
                    names += (text_of(each.child_by_field_name("left") or each),)
                    parts += (read.field(each, "right"),)
    word = text_of(type_) if type_ else read.implied.get(node.id, "")
    return placed(node, "new", word, parts=parts, names=names)


def _items(read: Expressions, node: Node) -> Value:
    return placed(node, "list", parts=tuple(map(read.of, node.named_children[:60])))


def _array(read: Expressions, node: Node) -> Value:
    held = [each for each in node.named_children if each.type == "initializer_expression"]
    return _items(read, held[0]) if held else NOTHING


def _index(read: Expressions, node: Node) -> Value:
    parts, _ = arguments(read, node.child_by_field_name("subscript"))
    return placed(node, "index", parts=parts, holder=read.field(node, "expression"))


def _lambda(read: Expressions, node: Node) -> Value:
    body = node.child_by_field_name("body")
    result = () if body is None or body.type == "block" else (read.of(body),)
    return placed(node, "lambda", parts=result)


def _cast(read: Expressions, node: Node) -> Value:
    return read.field(node, "value")


def _as(read: Expressions, node: Node) -> Value:
    return read.field(node, "left")


def _assigned(read: Expressions, node: Node) -> Value:
    return read.field(node, "right")


def _typeof(read: Expressions, node: Node) -> Value:
    type_ = node.child_by_field_name("type")
    return placed(node, "name", text_of(type_)) if type_ else NOTHING


READERS = {
    **dict.fromkeys(
        ("string_literal", "verbatim_string_literal", "raw_string_literal"), _string
    ),
    **dict.fromkeys(
        ("parenthesized_expression", "await_expression", "postfix_unary_expression",
         "arrow_expression_clause", "ref_expression"), inner
    ),
    **dict.fromkeys(("object_creation_expression", "implicit_object_creation_expression"), _made),
    **dict.fromkeys(("lambda_expression", "anonymous_method_expression"), _lambda),
    **dict.fromkeys(("identifier", "predefined_type"), _identifier),
    **dict.fromkeys(("array_creation_expression", "implicit_array_creation_expression"), _array),
    "integer_literal": lambda read, node: placed(node, "text", text_of(node)),
    "interpolated_string_expression": _interpolated,
    "binary_expression": _binary,
    "conditional_expression": _ways,
    "this": _this,
    "this_expression": _this,
    "generic_name": _generic,
    "member_access_expression": _member,
    "conditional_access_expression": _conditional,
    "invocation_expression": _invocation,
    "element_access_expression": _index,
    "collection_expression": _items,
    "initializer_expression": _items,
    "cast_expression": _cast,
    "as_expression": _as,
    "assignment_expression": _assigned,
    "typeof_expression": _typeof,
}  # fmt: skip
