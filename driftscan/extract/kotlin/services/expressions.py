"""Which nodes of Kotlin have a value, and how each is read."""

import re
from collections.abc import Iterator, Mapping

from tree_sitter import Node

from driftscan.extract.jvm.services.expressions import MOST_PARTS, Expressions, Read
from driftscan.extract.jvm.services.written import OTHER, Argument, Expression, Link
from driftscan.extract.syntax.parsed import line_of, text_of

_ESCAPE = {"n": "\n", "t": "\t", "r": "", "b": ""}
_QUALIFIERS = ("identifier", "navigation_expression")
_TEMPLATE = re.compile(r"\$([A-Za-z_]\w*)")


def expressions() -> Expressions:
    """Those of one file."""
    return Expressions(_CALLS, _READ)


def type_name(node: Node | None) -> str:
    """As written, without type arguments, `?` and packages in small letters."""
    if node is None:
        return ""
    if node.type == "nullable_type" and node.named_children:
        node = node.named_children[0]
    parts = [text_of(each) for each in node.named_children if each.type == "identifier"]
    while len(parts) > 1 and parts[0][:1].islower():
        parts.pop(0)
    return ".".join(parts)


def arguments(read: Expressions, node: Node) -> tuple[Argument, ...]:
    """Those in parentheses and the lambda behind them."""
    found: list[Argument] = []
    for child in node.named_children:
        if child.type == "value_arguments":
            values = [each for each in child.named_children if each.type == "value_argument"]
            found += [_argument(read, each) for each in values[:MOST_PARTS]]
        elif child.type == "annotated_lambda":
            found.append(Argument("", read.of(child, 1)))
    return tuple(found)


def _argument(read: Expressions, node: Node) -> Argument:
    parts = [each for each in node.named_children if not each.is_extra]
    named = any(each.type == "=" for each in node.children)
    value = read.of(parts[-1], 1) if parts else OTHER
    return Argument(text_of(parts[0]) if named and len(parts) > 1 else "", value)


def _call(read: Expressions, node: Node, _: int) -> Expression:
    callee = node.named_children[0] if node.named_children else None
    given = arguments(read, node)
    if callee is None:
        return OTHER
    if callee.type == "call_expression":
        return _with_lambda(read, callee, given)
    if callee.type == "navigation_expression" and len(callee.named_children) > 1:
        receiver, name = callee.named_children[0], callee.named_children[-1]
        if text_of(name)[:1].isupper() and receiver.type in _QUALIFIERS:
            owner = text_of(receiver)
            is_type = receiver.type == "identifier" and owner[:1].isupper()
            return _made(f"{owner}.{text_of(name)}" if is_type else text_of(name), given, node)
        return read.linked(receiver, Link(text_of(name), given, line_of(name)))
    name_text = text_of(callee) if callee.type == "identifier" else ""
    if name_text[:1].isupper():
        return _made(name_text, given, node)
    return read.linked(None, Link(name_text, given, line_of(node)))


def _made(name: str, given: tuple[Argument, ...], node: Node) -> Expression:
    line = line_of(node)
    return Expression("call", name, links=(Link("new", given, line),), line=line)


def _with_lambda(read: Expressions, callee: Node, given: tuple[Argument, ...]) -> Expression:
    """`f(x) { ... }`: one call more for the grammar, but not for us."""
    before = read.call(callee)
    read.receivers.add(callee.id)
    if before.kind != "call":
        return OTHER
    *earlier, last = before.links
    link = Link(last.name, (*last.arguments, *given), last.line)
    return Expression("call", before.value, before.parts, (*earlier, link), before.line)


def _navigation(read: Expressions, node: Node, depth: int) -> Expression:
    children = node.named_children
    name = text_of(children[-1]) if len(children) > 1 else ""
    if name in ("java", "class", "javaObjectType") and "::" in text_of(node)[-40:]:
        return Expression("type", text_of(node).partition("::")[0], line=line_of(node))
    return read.field(children[0], name, node, depth) if children else OTHER


def _reference(_read: Expressions, node: Node, _depth: int) -> Expression:
    kind, _, what = text_of(node).partition("::")
    return Expression("type", kind, line=line_of(node)) if what == "class" else OTHER


def _binary(read: Expressions, node: Node, depth: int) -> Expression:
    operator = node.child_by_field_name("operator")
    if operator is not None and operator.type == "+":
        return read.sum(node, depth)
    if operator is not None and operator.type == "?:":
        sides = [node.child_by_field_name(side) for side in ("left", "right")]
        return Expression("either", parts=tuple(read.of(side, depth + 1) for side in sides))
    return OTHER


def _branches(read: Expressions, node: Node, depth: int) -> Expression:
    condition = node.child_by_field_name("condition")
    ways = [each for each in node.named_children if each != condition]
    return Expression("either", parts=read.all_of(ways, depth))


def _only(read: Expressions, node: Node, depth: int) -> Expression:
    """A block or lambda that is one expression."""
    return read.of(node.named_children[0], depth + 1) if len(node.named_children) == 1 else OTHER


def _function(read: Expressions, node: Node, depth: int) -> Expression:
    lambdas = [each for each in node.named_children if each.type == "lambda_literal"]
    body = [
        each
        for each in (lambdas[0] if lambdas else node).named_children
        if each.type != "lambda_parameters"
    ]
    return Expression("function", parts=read.all_of(body, depth) if len(body) == 1 else ())


def _left(read: Expressions, node: Node, depth: int) -> Expression:
    return read.of(node.child_by_field_name("left"), depth + 1)


def _text(read: Expressions, node: Node, depth: int) -> Expression:
    parts = tuple(_parts(read, node, depth))
    if not parts:
        return Expression("text", "", line=line_of(node))
    return parts[0] if len(parts) == 1 else Expression("plus", parts=parts, line=line_of(node))


def _parts(read: Expressions, node: Node, depth: int) -> Iterator[Expression]:
    """`$name` comes as two pieces of text, the dollar first."""
    template = ""
    line = line_of(node)
    for child in node.named_children[: MOST_PARTS * 4]:
        text = text_of(child)
        if child.type == "string_content":
            template += text
            continue
        yield from _templates(template, line)
        template = ""
        if child.type == "escape_sequence":
            escaped = _ESCAPE.get(text[1:2], text[1:2])
            yield Expression("text", escaped, line=line)
        elif child.type == "interpolation":
            yield read.inner(child, depth)
    yield from _templates(template, line)


def _templates(text: str, line: int) -> Iterator[Expression]:
    for at, part in enumerate(_TEMPLATE.split(text)):
        if part:
            yield Expression("name" if at % 2 else "text", part, line=line)


def _name(_: Expressions, node: Node, __: int) -> Expression:
    return Expression("name", text_of(node).strip("`"), line=line_of(node))


def _number(_: Expressions, node: Node, __: int) -> Expression:
    return Expression("text", text_of(node).rstrip("L"), line=line_of(node))


_CALLS: Mapping[str, Read] = {"call_expression": _call}
_READ: Mapping[str, Read] = {
    "string_literal": _text,
    "multiline_string_literal": _text,
    "identifier": _name,
    "boolean_literal": _name,
    "true": _name,
    "qualified_identifier": _name,
    "number_literal": _number,
    "navigation_expression": _navigation,
    "callable_reference": _reference,
    "binary_expression": _binary,
    "if_expression": _branches,
    "block": _only,
    "collection_literal": Expressions.items,
    "parenthesized_expression": Expressions.inner,
    "unary_expression": Expressions.inner,
    "as_expression": _left,
    "annotated_lambda": _function,
    "lambda_literal": _function,
    "spread_expression": Expressions.inner,
}
