"""Ruby expressions to values."""

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

_ESCAPE = re.compile(r"\\([\\'\"#])")
_CHOICES = frozenset(["||", "or"])


def string_value(read: Expressions, node: Node) -> Value:
    """A string or heredoc, with what is put into it."""
    parts = []
    for part in node.named_children:
        if part.type == "interpolation":
            parts.append(inner(read, part))
        elif part.type in ("string_content", "escape_sequence", "heredoc_content"):
            parts.append(placed(part, "text", _ESCAPE.sub(r"\1", text_of(part))))
    if all(part.kind == "text" for part in parts):
        return placed(node, "text", "".join(part.word for part in parts))
    return placed(node, "joined", parts=tuple(parts))


def _symbol(read: Expressions, node: Node) -> Value:
    return placed(node, "text", text_of(node).strip(":\"'"))


def _name(read: Expressions, node: Node) -> Value:
    return placed(node, "name", text_of(node).lstrip("@$"))


def _scoped(read: Expressions, node: Node) -> Value:
    return placed(node, "name", text_of(node).strip(":").replace("::", "."))


def _call(read: Expressions, node: Node) -> Value:
    receiver = node.child_by_field_name("receiver")
    method = node.child_by_field_name("method")
    word = text_of(method) if method is not None else "call"
    arguments = node.child_by_field_name("arguments")
    block = node.child_by_field_name("block")
    holder = read.of(receiver) if receiver is not None else None
    if arguments is None and block is None and holder is not None and word != "new":
        made = member_of(holder, word, node)
        if made.kind == "name":
            return made
    parts, names = given(read, arguments)
    kind = "call"
    if word == "new" and holder is not None and holder.kind == "name":
        kind, word, holder = "new", holder.word, None
    inside = _block(read, block) if block is not None else None
    return Value(
        kind, word, parts, names, holder, (), inside, node.start_byte, node.end_byte,
        line_of(method or node),
    )  # fmt: skip


def given(read: Expressions, node: Node | None) -> tuple[tuple[Value, ...], tuple[str, ...]]:
    """Arguments of a call; `key: value` by their names."""
    parts, names = [], []
    for each in node.named_children if node is not None else ():
        if each.type == "pair":
            key, value = each.child_by_field_name("key"), each.child_by_field_name("value")
            parts.append(read.of(value) if value is not None else _name(read, key or each))
            names.append(text_of(key).strip(":\"'") if key is not None else "")
        elif each.type != "comment":
            parts.append(read.of(each))
            names.append("")
    return tuple(parts), tuple(names)


def _block(read: Expressions, node: Node) -> Value:
    body = node.child_by_field_name("body")
    last = body.named_children[-1] if body is not None and body.named_children else None
    return placed(node, "lambda", parts=(read.of(last),) if last is not None else ())


def _hash(read: Expressions, node: Node) -> Value:
    parts, names = given(read, node)
    return placed(node, "map", parts=parts, names=names)


def _array(read: Expressions, node: Node) -> Value:
    return placed(node, "list", parts=tuple(map(read.of, node.named_children[:60])))


def _binary(read: Expressions, node: Node) -> Value:
    operators = {each.type for each in node.children}
    if "+" in operators:
        return sum_of(read, node, "+")
    if operators & _CHOICES:
        return placed(node, "choice", parts=(read.field(node, "left"), read.field(node, "right")))
    return NOTHING


def _ways(read: Expressions, node: Node) -> Value:
    parts = (read.field(node, "consequence"), read.field(node, "alternative"))
    return placed(node, "ways", parts=parts)


def _index(read: Expressions, node: Node) -> Value:
    named = node.named_children
    parts = (read.of(named[1]),) if len(named) > 1 else ()
    return placed(node, "index", parts=parts, holder=read.field(node, "object"))


READERS = {
    **dict.fromkeys(("string", "chained_string"), string_value),
    **dict.fromkeys(("simple_symbol", "delimited_symbol"), _symbol),
    **dict.fromkeys(
        ("identifier", "constant", "instance_variable", "class_variable", "global_variable",
         "self"), _name
    ),
    "scope_resolution": _scoped,
    "integer": lambda read, node: placed(node, "text", text_of(node)),
    "call": _call,
    "hash": _hash,
    "array": _array,
    "string_array": _array,
    "bare_string": string_value,
    "binary": _binary,
    "conditional": _ways,
    "element_reference": _index,
    "parenthesized_statements": inner,
    "assignment": lambda read, node: read.field(node, "right"),
    "operator_assignment": lambda read, node: read.field(node, "right"),
    "block": _block,
    "do_block": _block,
    "lambda": lambda read, node: placed(node, "lambda"),
}  # fmt: skip
