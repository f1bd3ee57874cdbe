"""Python's expressions as phrases."""

import ast
from collections.abc import Callable
from typing import Any

from driftscan.extract.meaning.phrase import FALSE, NOTHING, TRUE, UNKNOWN, Phrase

_OPERATORS = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
    ast.Is: "==", ast.IsNot: "!=", ast.In: "in", ast.NotIn: "not in",
}  # fmt: skip
_SUMS = {ast.Add: "+", ast.Sub: "-"}
_PRODUCTS = {ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "/"}
_DEEPEST = 60


def phrase_of(node: ast.expr | None, depth: int = 0) -> Phrase:
    """What an expression says."""
    if node is None or depth > _DEEPEST:
        return UNKNOWN
    reader = _READERS.get(type(node))
    return reader(node, depth) if reader else _compound(node, depth)


def _compound(node: ast.expr, depth: int) -> Phrase:
    match node:
        case ast.BoolOp():
            kind = "and" if isinstance(node.op, ast.And) else "or"
            return Phrase(kind, "", _all(node.values, depth), node.lineno)
        case ast.Tuple() | ast.List() | ast.Set():
            return Phrase("list", "", _all(node.elts, depth), node.lineno)
        case ast.Lambda():
            return Phrase("function", "", (phrase_of(node.body, depth + 1),), node.lineno)
        case ast.Await() | ast.Starred() | ast.NamedExpr():
            return phrase_of(node.value, depth + 1)
        case ast.IfExp():
            sides = (phrase_of(node.body, depth + 1), phrase_of(node.orelse, depth + 1))
            return Phrase("unknown", "", sides, node.lineno)
        case ast.Subscript():
            return Phrase("unknown", "", (phrase_of(node.value, depth + 1),), node.lineno)
    return _display(node, depth)


def _display(node: ast.expr, depth: int) -> Phrase:
    match node:
        case ast.Dict():
            pairs = [
                Phrase("pair", key.value, (phrase_of(value, depth + 1),))
                for key, value in zip(node.keys, node.values, strict=True)
                if isinstance(key, ast.Constant) and isinstance(key.value, str)
            ]
            return Phrase("record", "", tuple(pairs), node.lineno)
        case ast.GeneratorExp() | ast.ListComp() | ast.SetComp():
            tests = [phrase_of(test, depth + 1) for each in node.generators for test in each.ifs]
            over = tuple(phrase_of(each.iter, depth + 1) for each in node.generators)
            inner = phrase_of(node.elt, depth + 1)
            kind = "set" if isinstance(node, ast.SetComp) else "list"
            return Phrase(kind, "", (inner, Phrase("filter", "", tuple(tests)), *over), node.lineno)
        case ast.JoinedStr():
            parts = [
                str(each.value) if isinstance(each, ast.Constant) else "__hole__"
                for each in node.values
            ]
            return Phrase("text", "".join(parts), (), node.lineno)
    return UNKNOWN


def _literal(node: ast.Constant, _depth: int) -> Phrase:
    value = node.value
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return TRUE if value else FALSE
    if isinstance(value, int | float):
        return Phrase("number", f"{value}" if len(str(value)) < 40 else "", (), node.lineno)
    return Phrase("text", value, (), node.lineno) if isinstance(value, str) else UNKNOWN


def _name(node: ast.Name | ast.Attribute, depth: int) -> Phrase:
    """`a.b.c`; an attribute of anything else is a call without arguments."""
    parts: list[str] = []
    held: ast.expr = node
    while isinstance(held, ast.Attribute):
        parts.append(held.attr)
        held = held.value
    if isinstance(held, ast.Name):
        return Phrase("name", ".".join([held.id, *reversed(parts)]), (), node.lineno)
    inner = phrase_of(held, depth + 1)
    for part in reversed(parts):
        inner = Phrase("call", part, (inner,), node.lineno)
    return inner


def _call(node: ast.Call, depth: int) -> Phrase:
    function = node.func
    if isinstance(function, ast.Attribute):
        word, held = function.attr, phrase_of(function.value, depth + 1)
    else:
        word, held = (function.id if isinstance(function, ast.Name) else ""), UNKNOWN
    pairs = [
        Phrase("pair", each.arg, (phrase_of(each.value, depth + 1),))
        for each in node.keywords
        if each.arg
    ]
    return Phrase("call", word, (held, *_all(node.args, depth), *pairs), node.lineno)


def _comparison(node: ast.Compare, depth: int) -> Phrase:
    """`a < b < c` is two."""
    sides = _all([node.left, *node.comparators], depth)
    each = [
        Phrase("compare", _OPERATORS[type(operator)], (sides[at], sides[at + 1]), node.lineno)
        for at, operator in enumerate(node.ops)
    ]
    return each[0] if len(each) == 1 else Phrase("and", "", tuple(each), node.lineno)


def _unary(node: ast.UnaryOp, depth: int) -> Phrase:
    inner = phrase_of(node.operand, depth + 1)
    if isinstance(node.op, ast.Not | ast.Invert):
        return Phrase("not", "", (inner,), node.lineno)
    if isinstance(node.op, ast.USub) and inner.kind == "number":
        return Phrase("number", f"-{inner.word}", (), node.lineno)
    return UNKNOWN


def _binary(node: ast.BinOp, depth: int) -> Phrase:
    sides = (phrase_of(node.left, depth + 1), phrase_of(node.right, depth + 1))
    operator = type(node.op)
    if operator is ast.Add and sides[0].kind == sides[1].kind == "text":
        return Phrase("text", sides[0].word + sides[1].word, (), node.lineno)
    if operator in _SUMS:
        return Phrase("sum", _SUMS[operator], sides, node.lineno)
    if operator in _PRODUCTS:
        return Phrase("product", _PRODUCTS[operator], sides, node.lineno)
    if operator in (ast.BitAnd, ast.BitOr):  # of conditions that an ORM puts together
        return Phrase("and" if operator is ast.BitAnd else "or", "", sides, node.lineno)
    return UNKNOWN


def _all(nodes: list[ast.expr], depth: int) -> tuple[Phrase, ...]:
    return tuple(phrase_of(each, depth + 1) for each in nodes)


# Any: each reader takes the one class of node it stands under.
_READERS: dict[type, Callable[[Any, int], Phrase]] = {
    ast.Constant: _literal,
    ast.Name: _name,
    ast.Attribute: _name,
    ast.Call: _call,
    ast.Compare: _comparison,
    ast.UnaryOp: _unary,
    ast.BinOp: _binary,
}
