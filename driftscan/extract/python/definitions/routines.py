"""Python's functions, methods and properties as routines."""

import ast
from collections.abc import Iterator

from driftscan.extract.meaning.phrase import Phrase
from driftscan.extract.meaning.routines import Routine
from driftscan.extract.python.definitions.phrases import phrase_of

_Function = ast.FunctionDef | ast.AsyncFunctionDef
_MOST_STATEMENTS = 60


def routines_of(tree: ast.Module) -> Iterator[Routine]:
    """Functions of the module, and of its classes, however deep."""
    pending: list[tuple[str, ast.stmt]] = [("", each) for each in tree.body]
    pending.reverse()
    while pending:
        owner, node = pending.pop()
        if isinstance(node, _Function):
            yield _routine(node, owner)
        elif isinstance(node, ast.ClassDef):
            pending += [(node.name, each) for each in reversed(node.body)]
        elif isinstance(node, ast.If | ast.Try):
            pending += [(owner, each) for each in reversed(node.body)]


def _routine(node: _Function, owner: str) -> Routine:
    statements = node.body[:_MOST_STATEMENTS]
    local: dict[str, Phrase] = {}
    guards: list[tuple[Phrase, Phrase]] = []
    said: list[Phrase] = []
    given: Phrase | None = None
    for each in _plain(statements):
        match each:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                local[name] = phrase_of(value)
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                local[name] = phrase_of(value)
            case ast.Return(value=value):
                given = phrase_of(value)
            case ast.If(test=test, body=[ast.Return(value=value)], orelse=[]):
                guards.append((phrase_of(test), phrase_of(value)))
            case ast.Expr(value=value) if not isinstance(value, ast.Constant):
                said.append(phrase_of(value))
    return Routine(
        node.name,
        _owner(owner),
        node.lineno,
        tuple(_takes(node, bool(owner))),
        local,
        tuple(guards),
        given,
        (*said, *local.values()),
    )


def _plain(statements: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Statements in the order they run, those inside `with` and `try` among them."""
    for each in statements:
        if isinstance(each, ast.With | ast.AsyncWith | ast.Try):
            yield from _plain(each.body)
        else:
            yield each


def _owner(name: str) -> str:
    """A manager or query set speaks of its model."""
    for ending in ("QuerySet", "Manager", "Repository", "Queryset"):
        if name.endswith(ending) and len(name) > len(ending):
            return name.removesuffix(ending)
    return name


def _takes(node: _Function, is_method: bool) -> Iterator[tuple[str, str]]:
    given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    for at, each in enumerate(given):
        if is_method and at == 0:
            continue
        annotated = each.annotation
        name = annotated.id if isinstance(annotated, ast.Name) else ""
        yield each.arg, name if name[:1].isupper() else ""
