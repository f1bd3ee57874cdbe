"""What `__all__` says, by another road: stdlib ast."""

import ast
import warnings
from collections.abc import Iterator
from typing import TypeGuard

from driftscan.model.fact import ExportsFact

ALL = "__all__"
READS = ("copy", "count", "index", "sort", "reverse")
_BRANCHES = (
    ast.If, ast.For, ast.AsyncFor, ast.While, ast.Try, ast.Match,
    getattr(ast, "TryStar", ast.Try),
)  # fmt: skip


def exports_by_ast(source: bytes) -> ExportsFact | bool | None:
    """The same fact; False if ast cannot parse the source."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tree = ast.parse(source)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return False
    reader = _Reader()
    reader.suite(tree.body, certain=True)
    reader.others(tree)
    lines = [line for line in (reader.computed, *reader.elsewhere) if line]
    if not reader.first and not lines:
        return None
    return ExportsFact(tuple(reader.names), min(lines, default=reader.first), not lines)


def _is_part_of_all(node: ast.expr) -> TypeGuard[ast.Subscript]:
    return isinstance(node, ast.Subscript) and _is_all(node.value)


class _Reader:
    def __init__(self) -> None:
        self.names: list[str] = []
        self.first = self.computed = 0
        self.elsewhere: list[int] = []
        self.known: set[ast.AST] = set()  # Name nodes that a statement of a known form accounts for

    def suite(self, body: list[ast.stmt], certain: bool) -> None:
        for node in body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                continue
            self.statement(node, certain)
            inside = certain and not isinstance(node, _BRANCHES)
            for suite in _suites(node):
                self.suite(suite, inside)

    def statement(self, node: ast.stmt, certain: bool) -> None:
        if isinstance(node, ast.Assign) and _is_all(node.targets[0]):
            self.known.add(node.targets[0])
            self.take(
                node, "set", self.value(node.value) if len(node.targets) == 1 else None, certain
            )
        elif isinstance(node, ast.Assign) and _is_part_of_all(node.targets[0]):
            self.known.add(node.targets[0].value)
            self.take(node, "add", None, certain)
        elif isinstance(node, ast.AnnAssign) and _is_all(node.target):
            self.known.add(node.target)
            if node.value:
                self.take(node, "set", self.value(node.value), certain)
        elif isinstance(node, ast.AugAssign) and _is_all(node.target):
            self.known.add(node.target)
            added = self.value(node.value) if isinstance(node.op, ast.Add) else None
            self.take(node, "add", added, certain)
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            self.call(node, node.value, certain)

    def call(self, node: ast.stmt, call: ast.Call, certain: bool) -> None:
        function = call.func
        if not (isinstance(function, ast.Attribute) and _is_all(function.value)):
            return
        self.known.add(function.value)
        if function.attr in READS:
            return
        given = call.args[0] if len(call.args) == 1 and not call.keywords else None
        if given is None or function.attr not in ("extend", "append", "remove"):
            self.take(node, "add", None, certain)
        elif function.attr == "extend":
            self.take(node, "add", self.value(given), certain)
        else:
            how = "add" if function.attr == "append" else "remove"
            self.take(node, how, ([str(given.value)], True) if _is_text(given) else None, certain)

    def take(
        self, node: ast.stmt, how: str, value: tuple[list[str], bool] | None, certain: bool
    ) -> None:
        names, complete = value or ([], False)
        self.first = self.first or node.lineno
        if how == "set" and certain:
            self.names, self.computed = [], 0
        if how != "remove":
            self.names += [name for name in dict.fromkeys(names) if name not in self.names]
        elif certain:
            self.names = [name for name in self.names if name not in names]
        if not complete:
            self.computed = self.computed or node.lineno

    def value(self, node: ast.expr) -> tuple[list[str], bool]:
        if _is_all(node):
            return list(self.names), not self.computed
        if isinstance(node, ast.List | ast.Tuple):
            texts = [str(item.value) for item in node.elts if _is_text(item)]
            return texts, len(texts) == len(node.elts)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            left, right = self.value(node.left), self.value(node.right)
            return left[0] + right[0], left[1] and right[1]
        return [], False

    def others(self, tree: ast.AST) -> None:
        inner = {
            target
            for scope in ast.walk(tree)
            if isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
            for node in ast.walk(scope)
            for target in _own_targets(node)
        }
        deferred = {
            node
            for scope in ast.walk(tree)
            if isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef)
            for node in ast.walk(scope)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Global | ast.Nonlocal) and ALL in node.names:
                self.elsewhere.append(node.lineno)
            elif isinstance(node, ast.ImportFrom) and node not in deferred:
                names = [alias.asname or alias.name for alias in node.names]
                self.elsewhere += [node.lineno] if ALL in names else []
            elif isinstance(node, ast.Attribute | ast.Subscript) and _is_all(node.value):
                changes = (
                    node.attr not in READS
                    if isinstance(node, ast.Attribute)
                    else not isinstance(node.ctx, ast.Load)
                )
                if changes and node.value not in self.known:
                    self.elsewhere.append(node.value.lineno)
            elif _is_all(node) and not isinstance(node.ctx, ast.Load) and node not in inner:
                self.elsewhere += [] if node in self.known else [node.lineno]


def _own_targets(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.Assign):
        return node.targets[:1]
    return [node.target] if isinstance(node, ast.AnnAssign) else []


def _suites(node: ast.stmt) -> Iterator[list[ast.stmt]]:
    for name in ("body", "orelse", "finalbody"):
        yield from filter(None, [getattr(node, name, None)])
    for handler in [*getattr(node, "handlers", ()), *getattr(node, "cases", ())]:
        yield handler.body


def _is_all(node: ast.AST) -> TypeGuard[ast.Name]:
    return isinstance(node, ast.Name) and node.id == ALL


def _is_text(node: ast.AST) -> TypeGuard[ast.Constant]:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)
