"""Values of Python expressions that can be read without running them."""

import ast
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from driftscan.notation.node import KeyPath


class NotLiteralError(Exception):
    """An expression computes its value; line is where."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line}")
        self.line = line


Constants = Mapping[str, ast.expr]
"""Names that a module binds exactly once, at its top level, and the expression each is bound to."""


_CHANGING_METHODS = frozenset(
    "append extend insert remove pop clear sort reverse update setdefault popitem add".split()
)

# Constants can be made of each other, so a few lines may stand for a sum without end.
_READS = 20_000
_STRING_LIMIT = 100_000


def constants_of(tree: ast.Module) -> Constants:
    """The module's constants. A name that any other statement may bind or change is none."""
    bound: dict[str, ast.expr] = {}
    for statement in tree.body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                bound[name] = value
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                bound[name] = value
    times = Counter(name for node in ast.walk(tree) for name in _changed_by(node))
    return {name: value for name, value in bound.items() if times[name] == 1}


def _changed_by(node: ast.AST) -> list[str]:
    """Names that a node binds, or whose value it may change in place."""
    match node:
        case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
            return [name]
        case ast.Subscript(value=ast.Name(id=name), ctx=ast.Store() | ast.Del()):
            return [name]
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=method)):
            return [name] if method in _CHANGING_METHODS else []
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return [name]
        case ast.alias(name=name, asname=bound):
            return [bound or name.partition(".")[0]]
    return []


@dataclass(frozen=True, slots=True)
class Reader:
    """Evaluates literals, constants and sums of them, and keeps each string's line.

    lines: filled while reading, by key path of the value that read() was asked for.
    reads: one number, how many expressions may still be read; shared by readers of one value.
    """

    constants: Constants
    lines: dict[KeyPath, int] = field(default_factory=dict)
    reads: list[int] = field(default_factory=lambda: [_READS])

    def read(self, expression: ast.expr, path: KeyPath = ()) -> object:
        """The value; raises NotLiteralError for anything computed."""
        self.lines[path] = expression.lineno
        self.reads[0] -= 1
        if self.reads[0] < 0:
            raise NotLiteralError(expression.lineno)
        match expression:
            case ast.Constant(value=value):
                return value
            case ast.List() | ast.Tuple() | ast.Set():
                return self._read_list(expression.elts, path)
            case ast.Dict(keys=keys, values=values):
                return self._read_table(keys, values, path)
            case ast.Name(id=name) if name in self.constants:
                # Without the constant itself: `a = a + [...]` must end.
                others = {key: v for key, v in self.constants.items() if key != name}
                return Reader(others, self.lines, self.reads).read(self.constants[name], path)
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                return self._add(left, right, path)
            case ast.Call(func=ast.Name(id="dict"), args=[], keywords=keywords):
                return self._read_keywords(keywords, path)
        raise NotLiteralError(expression.lineno)

    def _read_list(self, elements: list[ast.expr], path: KeyPath) -> list[object]:
        return [self.read(e, (*path, n)) for n, e in enumerate(elements)]

    def _read_table(
        self, keys: list[ast.expr | None], values: list[ast.expr], path: KeyPath
    ) -> dict[object, object]:
        table: dict[object, object] = {}
        for key, value in zip(keys, values, strict=True):
            if not isinstance(key, ast.Constant) or not isinstance(key.value, str):
                raise NotLiteralError(value.lineno)
            table[key.value] = self.read(value, (*path, key.value))
        return table

    def _read_keywords(self, keywords: list[ast.keyword], path: KeyPath) -> dict[object, object]:
        table: dict[object, object] = {}
        for keyword in keywords:
            if keyword.arg is None:
                raise NotLiteralError(keyword.value.lineno)
            table[keyword.arg] = self.read(keyword.value, (*path, keyword.arg))
        return table

    def _add(self, left: ast.expr, right: ast.expr, path: KeyPath) -> object:
        first = self.read(left, path)
        if isinstance(first, str):
            second = self.read(right, path)
            if isinstance(second, str) and len(first) + len(second) <= _STRING_LIMIT:
                return first + second
        elif isinstance(first, list):
            shifted = Reader(self.constants, reads=self.reads)
            second = shifted.read(right)
            if isinstance(second, list):
                for tail, line in shifted.lines.items():
                    if tail and isinstance(tail[0], int):
                        self.lines[(*path, tail[0] + len(first), *tail[1:])] = line
                return first + second
        raise NotLiteralError(right.lineno)
