"""What SQL changes of tables that stand: fields that go, get another name or type, may be empty."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from driftscan.extract.meaning.sql import column_of, column_type
from driftscan.extract.meaning.sql_phrases import statements
from driftscan.extract.possessive import compiled
from driftscan.model.definition import ChangeFact

if TYPE_CHECKING:
    from sqlglot.expressions import Expr

# PostgreSQL's `RENAME a TO b`, without the word COLUMN: the parser takes it for the table's new
# name, and that is now `a`, now `b`.
_SHORT = compiled(
    r"\bRENAME\s++(?!COLUMN\b|TO\b|CONSTRAINT\b)[\"`]?(\w++)[\"`]?\s++TO\s++[\"`]?(\w++)",
    re.IGNORECASE,
)


def changes_of_sql(sql: str, line: int) -> Iterator[ChangeFact]:
    """Of tables that are altered or dropped, in the order of the text."""
    for statement in statements(sql):
        if statement.key == "drop" and statement.args.get("kind") == "TABLE":
            for each in statement.args.get("tables") or [statement.this]:
                yield ChangeFact("table", each.name, "drop", line)
        elif statement.key == "alter" and statement.args.get("kind") == "TABLE":
            name = statement.this.name
            for action in statement.args.get("actions") or ():
                for what, old, new in _changes(action, sql):
                    yield ChangeFact("table", name, what, line, old, new)


def _changes(action: "Expr", sql: str) -> Iterator[tuple[str, str, str]]:
    """Action, field, new name or type."""
    match action.key:
        case "drop" if action.args.get("kind") == "COLUMN":
            for each in action.args.get("tables") or [action.this]:
                yield "drop field", each.name, ""
        case "renamecolumn":
            yield "rename field", action.this.name, action.args["to"].name
        case "alterrename":
            if short := _SHORT.search(sql):
                yield "rename field", short[1], short[2]
            else:
                yield "rename", "", action.this.name
        case "altercolumn":
            yield from _altered(action)
        case "modifycolumn":
            yield from _modified(action)
        case "addconstraint":
            yield from _keys(action)


def _altered(action: "Expr") -> Iterator[tuple[str, str, str]]:
    """`ALTER a TYPE date`, `ALTER a SET NOT NULL`, `ALTER a DROP NOT NULL`."""
    name, allowed = action.this.name, action.args.get("allow_null")
    if action.args.get("dtype") is not None:
        yield "set type", name, column_type(action.args["dtype"])
    elif allowed is not None:
        yield ("allow nothing" if allowed else "need field"), name, ""


def _modified(action: "Expr") -> Iterator[tuple[str, str, str]]:
    """MySQL's `MODIFY a bigint NOT NULL`, `CHANGE a b int`: all is said anew."""
    column, before = action.this, action.args.get("rename_from")
    if column.key != "columndef":
        return
    if before is not None:
        yield "rename field", before.name, column.name
    field = column_of(column, 0)
    yield "set type", column.name, field.type
    yield ("allow nothing" if field.nullable else "need field"), column.name, ""


def _keys(action: "Expr") -> Iterator[tuple[str, str, str]]:
    for each in action.expressions:
        held = each.expressions if each.key == "constraint" else [each]
        for key in (one for one in held if one.key == "primarykey"):
            for part in key.expressions:
                yield "need field", part.name, ""
