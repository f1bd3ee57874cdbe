"""Tables of a statement by its syntax tree. sqlglot is slow to import, so only when asked."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from driftscan.extract.sql.modes import Mention
from driftscan.extract.sql.names import table_name
from driftscan.extract.sql.temporary import fleeting_names, is_marked, is_temporary

if TYPE_CHECKING:
    from sqlglot.expressions import CTE, Expr, Table

_DIALECTS = ("", "postgres", "mysql", "tsql")
_WRITERS = frozenset("insert update delete merge truncatetable loaddata into".split())
_UNREAD = frozenset("command alias".split())
_DEFINED = {
    "create": frozenset(("TABLE", "VIEW", "INDEX")),
    "alter": frozenset(("TABLE", "VIEW")),
    "drop": frozenset(("TABLE", "VIEW")),
}


def parsed(sql: str) -> list[Mention] | None:
    """Tables in the order of the text; None if no dialect has words for it."""
    for dialect in _DIALECTS:
        statements = _statements(sql, dialect)
        if statements is not None:
            fleeting = fleeting_names(statements)
            return [
                mention
                for each in statements
                for mention in _mentions(each)
                if mention.name.lower() not in fleeting
            ]
    return None


def _statements(sql: str, dialect: str) -> "list[Expr] | None":
    import logging

    import sqlglot
    from sqlglot.errors import SqlglotError

    logging.getLogger("sqlglot").disabled = True  # it warns of what it cannot read
    try:
        found = [each for each in sqlglot.parse(sql, read=dialect or None) if each is not None]
    except (SqlglotError, RecursionError, ValueError, TypeError, AttributeError, LookupError):
        return None
    return None if any(each.key in _UNREAD for each in found) else found


def _mentions(statement: "Expr") -> Iterator[Mention]:
    from sqlglot import expressions as exp

    own = {cte.alias.lower(): cte for cte in statement.find_all(exp.CTE)}
    if statement.key in _DEFINED:
        kind = statement.args.get("kind")
        if kind not in _DEFINED[statement.key] or is_temporary(statement):
            return
    tables = sorted(statement.find_all(exp.Table), key=_place)
    aliases = {table.alias.lower(): table for table in tables if table.alias}
    for table in tables:
        mode = _mode(table)
        real = aliases.get(table.name.lower(), table) if mode == "w" and not table.db else table
        name = table_name([part.name for part in real.parts])
        if mode and name and not is_marked(real) and not (mode == "r" and _is_given(real, own)):
            yield Mention(name, mode)


def _place(table: "Table") -> int:
    return int(table.this.meta.get("start", 0)) if table.this else 0


def _is_given(table: "Table", own: "dict[str, CTE]") -> bool:
    """Whether the name is one that WITH gives; inside its own query it is the table again."""
    cte = own.get(table.name.lower())
    if cte is None or table.db:
        return False
    if cte.parent and cte.parent.args.get("recursive"):
        return True
    above = table.parent
    while above is not None and above is not cte:
        above = above.parent
    return above is None


def _mode(table: "Table") -> str:
    """By what stands around the table; '' if it is no data set."""
    if table.this is None or table.this.key != "identifier":
        return ""
    around = table.parent
    if around is not None and around.key == "schema":
        around = around.parent
    if around is not None and around.key == "index":
        around = around.parent
    if around is None or table.parent is None or around.key == "reference":
        return ""
    if around.key in _DEFINED:
        return "define"
    if around.key == "copy":
        return "w" if around.args.get("kind") else "r"
    is_target = table.arg_key == "this" or table.parent.key == "schema"
    is_target = is_target or around.key == "truncatetable" or table.arg_key == "tables"
    return "w" if around.key in _WRITERS and is_target else "r"
