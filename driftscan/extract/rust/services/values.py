"""Rust expressions to values."""

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

_ESCAPE = re.compile(r"\\(?:\n\s*|(.))")
_STRING = re.compile(r'(?:r#*|b)?"(.*)"#*', re.DOTALL)
_ENV = re.compile(r'(?:std::)?env::var\(\s*"(\w+)"\s*\)')
_DOTTED = re.compile(r"&?(?:self\.)?([A-Za-z_][\w.:]*)(?:\.(?:as_str|clone|to_string)\(\))?")
_MAKERS = frozenset(["new", "connect", "connect_lazy", "open", "default", "with_interceptor"])
_MOST = 40


def _string(read: Expressions, node: Node) -> Value:
    found = _STRING.fullmatch(text_of(node))
    said = found[1] if found else ""
    if node.type != "raw_string_literal":
        said = _ESCAPE.sub(lambda escape: escape[1] or "", said)
    return placed(node, "text", said)


def _name(read: Expressions, node: Node) -> Value:
    return placed(node, "name", text_of(node).replace("::", "."))


def _member(read: Expressions, node: Node) -> Value:
    field = node.child_by_field_name("field")
    return member_of(read.field(node, "value"), text_of(field) if field else "", node)


def _call(read: Expressions, node: Node) -> Value:
    function = node.child_by_field_name("function")
    types: tuple[str, ...] = ()
    if function is not None and function.type == "generic_function":
        function = function.child_by_field_name("function")
    if function is None:
        return NOTHING
    parts = tuple(_arguments(read, node.child_by_field_name("arguments")))
    names = ("",) * len(parts)
    if function.type == "field_expression":
        holder: Value | None = read.field(function, "value")
        name = function.child_by_field_name("field") or function
        word = text_of(name)
    else:
        name = function
        path, _, word = text_of(function).replace("::", ".").rpartition(".")
        holder = placed(function, "name", path) if path else None
        last = path.rpartition(".")[2]
        if word in _MAKERS and last[:1].isupper():
            return placed(node, "new", path, parts=parts, names=names)
    return Value(
        "call", word, parts, names, holder, types, None, node.start_byte, node.end_byte,
        line_of(name),
    )  # fmt: skip


def _arguments(read: Expressions, node: Node | None) -> list[Value]:
    held = node.named_children if node is not None else []
    return [read.of(each) for each in held[:_MOST] if "comment" not in each.type]


def _macro(read: Expressions, node: Node) -> Value:
    """`format!(...)`, `query!(...)`: what stands in brackets is not parsed by the grammar."""
    macro = node.child_by_field_name("macro")
    tree = next((each for each in node.named_children if each.type == "token_tree"), None)
    if macro is None or tree is None or tree.end_byte - tree.start_byte > 20_000:
        return NOTHING
    path, _, word = text_of(macro).replace("::", ".").rpartition(".")
    parts = tuple(_token_value(node, words) for words in _split(tree))
    holder = placed(node, "name", path) if path else None
    names = ("",) * len(parts)
    return placed(node, "call", f"{word}!", parts=parts, names=names, holder=holder)


def _split(tree: Node) -> list[str]:
    """The texts between the commas of a macro's brackets."""
    content, base = tree.text or b"", tree.start_byte
    found = []
    at = 1
    for child in tree.children:
        if child.type == ",":
            found.append(content[at : child.start_byte - base])
            at = child.end_byte - base
    found.append(content[at:-1])
    return [each.decode("utf-8", "replace").strip() for each in found[:_MOST]]


def _token_value(node: Node, words: str) -> Value:
    if found := _STRING.fullmatch(words):
        said = found[1] if words.startswith("r") else _ESCAPE.sub(lambda e: e[1] or "", found[1])
        return placed(node, "text", said)
    if found := _ENV.match(words):
        key = placed(node, "text", found[1])
        return placed(node, "index", parts=(key,), holder=placed(node, "name", "std.env"))
    if found := _DOTTED.fullmatch(words):
        return placed(node, "name", found[1].replace("::", "."))
    return NOTHING


def _made(read: Expressions, node: Node) -> Value:
    name, body = node.child_by_field_name("name"), node.child_by_field_name("body")
    parts, names = [], []
    for each in body.named_children if body is not None else ():
        if each.type == "field_initializer":
            parts.append(read.field(each, "value"))
            names.append(text_of(each.child_by_field_name("field") or each))
        elif each.type == "shorthand_field_initializer":
            parts.append(_name(read, each))
            names.append(text_of(each))
    word = text_of(name).replace("::", ".") if name else ""
    return placed(node, "new", word, parts=tuple(parts), names=tuple(names))


def _binary(read: Expressions, node: Node) -> Value:
    is_sum = "+" in {each.type for each in node.children}
    return sum_of(read, node, "+") if is_sum else NOTHING


def _lambda(read: Expressions, node: Node) -> Value:
    body = node.child_by_field_name("body")
    result = () if body is None or body.type == "block" else (read.of(body),)
    return placed(node, "lambda", parts=result)


def _items(read: Expressions, node: Node) -> Value:
    return placed(node, "list", parts=tuple(_arguments(read, node)))


READERS = {
    **dict.fromkeys(("string_literal", "raw_string_literal"), _string),
    **dict.fromkeys(("identifier", "scoped_identifier", "self", "type_identifier"), _name),
    **dict.fromkeys(
        ("try_expression", "await_expression", "parenthesized_expression", "unsafe_block"), inner
    ),
    **dict.fromkeys(("array_expression", "tuple_expression"), _items),
    "reference_expression": lambda read, node: read.field(node, "value"),
    "type_cast_expression": lambda read, node: read.field(node, "value"),
    "integer_literal": lambda read, node: placed(node, "text", text_of(node)),
    "field_expression": _member,
    "call_expression": _call,
    "macro_invocation": _macro,
    "struct_expression": _made,
    "binary_expression": _binary,
    "closure_expression": _lambda,
}  # fmt: skip
