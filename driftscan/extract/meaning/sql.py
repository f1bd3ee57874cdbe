"""What SQL says of terms: who its queries and views count, and the fields of its tables."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from driftscan.extract.meaning.atoms import united
from driftscan.extract.meaning.conditions import all_of, taken_apart
from driftscan.extract.meaning.sql_phrases import phrase_of, statements
from driftscan.extract.meaning.surroundings import Surroundings
from driftscan.extract.meaning.types import type_of
from driftscan.model.definition import EntityFact, FieldFact, LabelFact, MeaningFact

if TYPE_CHECKING:
    from sqlglot.expressions import Expr

_AROUND = Surroundings(parameters=frozenset(("__hole__",)))
_AGGREGATES = frozenset("count sum avg min max approxdistinct".split())


def meanings_of_sql(sql: str, name: str, line: int) -> Iterator[MeaningFact]:
    """A meaning for each query and view. name: of what the query stands in, where it is no view."""
    for statement in statements(sql):
        if statement.key == "select":
            yield from _of_select(statement, name, line, "query")
        elif statement.key == "create" and statement.args.get("kind") == "VIEW":
            query = statement.args.get("expression")
            view = (
                statement.this.this.name if statement.this.key == "schema" else statement.this.name
            )
            if query is not None and query.key == "select":
                yield from _of_select(query, view, line, "view")


def _of_select(select: "Expr", name: str, line: int, form: str) -> Iterator[MeaningFact]:
    from sqlglot import expressions as exp

    where = select.args.get("where")
    demanded = [where.this] if where is not None else []
    demanded += [
        join.args["on"]
        for join in select.args.get("joins") or ()
        if join.args.get("on") is not None and not join.args.get("side")
    ]
    table, names = _tables(select)
    taken = all_of(taken_apart(phrase_of(_owned(each, names)), _AROUND) for each in demanded)
    others = sum(1 for _ in select.find_all(exp.Where)) - (where is not None)
    atoms = united(taken.atoms)
    if not any(atom.operator != "given" for atom in atoms):
        return
    counts, alias = _counted(select)
    lost = taken.lost + others + len(taken.refers)
    yield MeaningFact(name, "", line, form, atoms, counts, table, (), alias, lost)


def _tables(select: "Expr") -> tuple[str, dict[str, str]]:
    """The table that is asked; and which one each name stands for, '' for that one."""
    source = select.args.get("from_") or select.args.get("from")
    asked = source.this if source is not None and source.this.key == "table" else None
    names = {asked.name: "", asked.alias: ""} if asked is not None else {}
    for join in select.args.get("joins") or ():
        if join.this.key == "table":
            names |= {join.this.alias: join.this.name} if join.this.alias else {}
    return (asked.name if asked is not None else ""), names


def _owned(condition: "Expr", names: dict[str, str]) -> "Expr":
    """The condition with the names of tables in place of what stands for them."""
    from sqlglot import expressions as exp

    copied = condition.copy()
    for column in copied.find_all(exp.Column):
        if column.table in names:
            table = names[column.table]
            column.set("table", exp.to_identifier(table) if table else None)
    return copied


def _counted(select: "Expr") -> tuple[str, str]:
    """The field whose values are counted, and what the figure is called."""
    for each in select.expressions:
        alias = each.alias if each.key == "alias" else ""
        inner = each.this if each.key == "alias" else each
        if inner.key == "count":
            counted = inner.this
            if counted is not None and counted.key == "distinct":
                names = [part.name for part in counted.expressions]
                return names[0] if names and names[0] else "*", alias
            return "*", alias
        if inner.key in _AGGREGATES:
            return "*", alias
    if select.args.get("distinct"):
        names = [each.alias_or_name for each in select.expressions]
        return names[0] if len(names) == 1 and names[0] else "*", ""
    return "", ""


def entities_of_sql(sql: str, line: int) -> Iterator[EntityFact]:
    """Tables that are created or get further columns, and enumerations."""
    for statement in statements(sql):
        if statement.key == "create" and statement.args.get("kind") == "TABLE":
            yield from _of_table(statement, line)
        elif statement.key == "create" and statement.args.get("kind") == "TYPE":
            labels = _labels(statement.args.get("expression"), line)
            if labels:
                yield EntityFact(statement.this.name, "enum", line, (), labels)
        elif statement.key == "alter":
            actions = statement.args.get("actions") or ()
            added = [each for each in actions if each.key == "columndef"]
            fields = tuple(column_of(each, line) for each in added)
            if fields:
                yield EntityFact(statement.this.name, "table", line, fields, (), True)


def _is_index(column: "Expr") -> bool:
    """MySQL's `KEY idx (a, b)` within a table, which the parser takes for a column called KEY of a
    type called idx."""
    kind = column.args.get("kind")
    word = column.this
    if kind is None or word.name.lower() not in ("key", "index") or word.args.get("quoted"):
        return False
    return kind.args.get("kind") is not None and bool(kind.expressions)


def _of_table(create: "Expr", line: int) -> Iterator[EntityFact]:
    if create.this.key != "schema":
        return
    name = create.this.this.name
    columns = [
        each for each in create.this.expressions if each.key == "columndef" and not _is_index(each)
    ]
    keys = {
        part.name
        for each in create.this.expressions
        if each.key == "primarykey"
        for part in each.expressions
    }
    fields = tuple(column_of(each, line, keys) for each in columns)
    if fields:
        yield EntityFact(name, "table", line, fields)
    for each in columns:
        labels = _labels(each.args.get("kind"), line) or _checked(each, line)
        if labels:
            yield EntityFact(f"{name}.{each.name}", "enum", line, (), labels)


def column_of(column: "Expr", line: int, keys: "set[str] | None" = None) -> FieldFact:
    """A column as it is declared. What is counted up by itself is never empty."""
    kind = column.args.get("kind")
    written = kind.sql() if kind is not None else ""
    marks = {each.kind.key: each.kind for each in column.args.get("constraints") or () if each.kind}
    null = marks.get("notnullcolumnconstraint")
    required = null is not None and not null.args.get("allow_null")
    is_key = "primarykeycolumnconstraint" in marks or column.name in (keys or ())
    counts = "generatedasidentitycolumnconstraint" in marks or "SERIAL" in written.upper()
    nullable = not (required or is_key or counts)
    return FieldFact(column.name, column_type(kind), line, nullable)


def column_type(kind: "Expr | None") -> str:
    """In our words, '' for none."""
    written = kind.sql() if kind is not None else ""
    words = written.split("(")[0].split()
    name = type_of("".join(words[:1] if words[:1] != ["DOUBLE"] else words), sql=True).name
    return "text" if "ENUM" in written[:5].upper() else name


def _labels(kind: "Expr | None", line: int) -> tuple[LabelFact, ...]:
    if kind is None or kind.key != "datatype" or "ENUM" not in str(kind.this).upper():
        return ()
    return tuple(LabelFact(each.name, each.name, line) for each in kind.expressions)


def _checked(column: "Expr", line: int) -> tuple[LabelFact, ...]:
    """`CHECK (status IN ('a', 'b'))`"""
    for each in column.args.get("constraints") or ():
        test = each.kind.this if each.kind and each.kind.key == "checkcolumnconstraint" else None
        if test is not None and test.key == "in":
            found = [one for one in test.args.get("expressions") or () if one.key == "literal"]
            return tuple(LabelFact(one.name, one.name, line) for one in found)
    return ()
