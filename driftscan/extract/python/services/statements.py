"""SQL in the strings of a program."""

import ast
import re
from collections.abc import Iterator

from driftscan.extract.python.services.code import Code
from driftscan.extract.python.services.scopes import Scope
from driftscan.extract.python.services.texts import argument
from driftscan.extract.sql.statements import accesses_of, looks_like_sql
from driftscan.model.service_fact import AccessFact, Piece, Text

# Methods and functions that take a statement; what is no SQL is sorted out by its shape.
_FIRST = frozenset(
    "execute executemany executescript exec_driver_sql text read_sql read_sql_query fetch fetchrow "
    "fetchval fetch_all fetch_one fetch_val iterate query raw RunSQL mogrify SQL copy_expert "
    "run_query sql scalar scalars exec execute_sql execute_async select_one stream".split()
)
_SECOND = frozenset("execute_values execute_batch run_sql execute_query".split())
_NAMES = ("sql", "query", "statement", "stmt", "sqlcommand", "operation", "cql", "command")
_NAMED_AS_SQL = re.compile(r"^[A-Z][A-Z0-9_]+$|sql|query|stmt|statement", re.IGNORECASE)
_DEEPEST = 4


def statements_of(code: Code) -> Iterator[AccessFact]:
    """Tables of the statements that are executed, and of those that wait in a constant."""
    for called in code.calls:
        if called.method in _FIRST or called.method in _SECOND:
            place = 0 if called.method in _FIRST else 1
            written = argument(called.node, place, _NAMES)
            yield from accesses(_written(code, written, called.scope), called.line)
    for visit in code.visits:
        node, scope = visit.node, visit.scope
        if isinstance(node, ast.Assign) and not scope.is_function and _is_named_so(node.targets[0]):
            yield from accesses(_written(code, node.value, scope), node.lineno)


def accesses(sql: str, line: int) -> Iterator[AccessFact]:
    """Tables of a text, if it is SQL."""
    if looks_like_sql(sql):
        for name, mode in accesses_of(sql):
            yield AccessFact("sql", (Piece("text", name),), mode, line, "sql")


def _is_named_so(target: ast.expr) -> bool:
    return isinstance(target, ast.Name) and bool(_NAMED_AS_SQL.search(target.id))


def _written(code: Code, node: ast.expr | None, scope: Scope) -> str:
    """A statement with its holes as `{x}`."""
    if node is None or (isinstance(node, ast.Constant) and not isinstance(node.value, str)):
        return ""
    return _with_holes(code, code.texts.of(node, scope), scope, 0)


def _with_holes(code: Code, text: Text, scope: Scope, depth: int) -> str:
    parts = []
    for piece in text:
        if piece.kind == "text":
            parts.append(piece.value)
        else:
            parts.append(_constant(code, piece.value, scope, depth) or "{x}")
    return "".join(parts)


def _constant(code: Code, name: str, scope: Scope, depth: int) -> str:
    """The text of a constant of this file; '' if the name is none."""
    top = [*scope.around()][-1]
    last = name.rpartition(".")[2]
    given = top.bound.get(last) or code.names.attributes.get(last)
    bound = given[0] if given and depth < _DEEPEST else None
    if bound is None or bound.value is None or bound.is_item:
        return ""
    return _with_holes(code, code.texts.of(bound.value, bound.scope), bound.scope, depth + 1)
