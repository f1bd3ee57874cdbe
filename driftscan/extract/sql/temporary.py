"""Tables that last no longer than a connection: nobody else sees them, so they are no data set."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from driftscan.extract.sql.names import table_name

if TYPE_CHECKING:
    from sqlglot.expressions import Expr, Table


def fleeting_names(statements: "Iterable[Expr]") -> set[str]:
    """The tables, in small letters, that these statements themselves make for the time being."""
    return {name.lower() for each in statements for name in _made_by(each)} - {""}


def is_temporary(statement: "Expr") -> bool:
    """Whether it says `CREATE TEMPORARY`."""
    properties = statement.args.get("properties")
    return statement.key == "create" and any(
        each.key == "temporaryproperty" for each in (properties.expressions if properties else ())
    )


def is_marked(table: "Table") -> bool:
    """Whether the name itself says so: `#rows` and `##rows` of SQL Server."""
    name = table.this
    if name is None or name.key != "identifier":
        return False
    marks = (name.args.get("temporary"), name.args.get("global_"), name.args.get("global"))
    return any(marks) or name.name.startswith("#")


def _made_by(statement: "Expr") -> "Iterator[str]":
    from sqlglot import expressions as exp

    if is_temporary(statement):
        made = statement.this.find(exp.Table) if statement.this else None
        yield _name(made)
    for into in statement.find_all(exp.Into):  # PostgreSQL: SELECT ... INTO TEMP rows
        if into.args.get("temporary") and isinstance(into.this, exp.Table):
            yield _name(into.this)


def _name(table: "Table | None") -> str:
    return table_name([part.name for part in table.parts]) if table is not None else ""
