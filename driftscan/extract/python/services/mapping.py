"""Classes that stand for tables and collections, and migrations that make those."""

import ast
import re
from collections.abc import Callable, Iterator

from driftscan.extract.pieces import joined, plain
from driftscan.extract.python.services.code import Called, Code
from driftscan.extract.python.services.scopes import Scope
from driftscan.extract.python.services.texts import argument, dotted
from driftscan.model.service_fact import AccessFact, Text

_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
# Ends of a base class's path -> library, engine, class inside that tells more, its field, and how a
# table is called that has no name written.
_Naming = Callable[[str], str]


def _snake(name: str) -> str:
    return _WORD.sub("_", name).lower()


_BASES: dict[str, tuple[str, str, str, str, _Naming]] = {
    "django.db.models.Model": ("django", "sql", "Meta", "db_table", str.lower),
    "django.contrib.gis.db.models.Model": ("django", "sql", "Meta", "db_table", str.lower),
    "django.contrib.auth.models.AbstractUser": ("django", "sql", "Meta", "db_table", str.lower),
    "django.contrib.auth.models.AbstractBaseUser": ("django", "sql", "Meta", "db_table", str.lower),
    "flask_sqlalchemy.SQLAlchemy.Model": ("sqlalchemy", "sql", "", "__tablename__", _snake),
    "db.Model": ("sqlalchemy", "sql", "", "__tablename__", _snake),
    "sqlmodel.SQLModel": ("sqlmodel", "sql", "", "__tablename__", str.lower),
    "peewee.Model": ("peewee", "sql", "Meta", "table_name", str.lower),
    "tortoise.models.Model": ("tortoise", "sql", "Meta", "table", str.lower),
    "tortoise.Model": ("tortoise", "sql", "Meta", "table", str.lower),
    "mongoengine.Document": ("mongoengine", "mongodb", "", "", _snake),
    "beanie.Document": ("beanie", "mongodb", "Settings", "name", str),
    "odmantic.Model": ("odmantic", "mongodb", "", "", _snake),
    "pynamodb.models.Model": ("pynamodb", "dynamodb", "Meta", "table_name", str),
}
_TABLES = frozenset(("sqlalchemy.Table", "sqlalchemy.schema.Table", "sqlmodel.Table"))
# alembic: functions of `op` -> position of the table.
_ALEMBIC = {
    "create_table": (0, ("table_name", "name")),
    "drop_table": (0, ("table_name",)),
    "add_column": (0, ("table_name",)),
    "drop_column": (0, ("table_name",)),
    "alter_column": (0, ("table_name",)),
    "rename_table": (0, ("old_table_name",)),
    "batch_alter_table": (0, ("table_name",)),
    "create_index": (1, ("table_name",)),
    "create_foreign_key": (1, ("source_table",)),
    "create_unique_constraint": (1, ("table_name",)),
}
_DJANGO = {
    "CreateModel": "name",
    "DeleteModel": "name",
    "AddField": "model_name",
    "RemoveField": "model_name",
    "AlterField": "model_name",
    "RenameField": "model_name",
    "AlterModelTable": "name",
}


def mapped_of(code: Code) -> Iterator[AccessFact]:
    """Tables and collections by class and by definition."""
    for node, scope in code.classes:
        yield from _mapped_class(code, node, scope)
    for called in code.calls:
        if called.path in _TABLES:
            name = _with_schema(code.text(called, -1, "schema"), code.text(called, 0, "name"))
            yield AccessFact("sql", name, "rw", called.line, "sqlalchemy")
        elif called.path == f"alembic.op.{called.method}" and called.method in _ALEMBIC:
            place, names = _ALEMBIC[called.method]
            name = _with_schema(code.text(called, -1, "schema"), code.text(called, place, *names))
            yield AccessFact("sql", name, "define", called.line, "alembic")
        elif called.path == f"django.db.migrations.{called.method}" and called.method in _DJANGO:
            yield from _django_migration(code, called)


def _mapped_class(code: Code, node: ast.ClassDef, scope: Scope) -> Iterator[AccessFact]:
    fields = _fields(node)
    if _is_true(fields.get("__abstract__")):
        return
    if "__tablename__" in fields or "__table__" in fields:
        yield from _sqlalchemy(code, node, scope, fields)
        return
    for base in [*code.bases(node, scope), *(dotted(each) for each in node.bases)]:
        if found := _BASES.get(base):
            yield from _by_base(code, node, scope, found)
            return


def _sqlalchemy(
    code: Code, node: ast.ClassDef, scope: Scope, fields: dict[str, ast.expr]
) -> Iterator[AccessFact]:
    name = code.texts.of(fields.get("__tablename__"), scope)
    if name:
        schema = code.texts.of(_schema(fields.get("__table_args__")), scope)
        line = fields["__tablename__"].lineno
        yield AccessFact("sql", _with_schema(schema, name), "rw", line, f"sqlalchemy {node.name}")


def _schema(arguments: ast.expr | None) -> ast.expr | None:
    """Of `{"schema": "x"}`, which may be the last of a tuple."""
    if isinstance(arguments, ast.Tuple) and arguments.elts:
        arguments = arguments.elts[-1]
    if not isinstance(arguments, ast.Dict):
        return None
    entries = zip(arguments.keys, arguments.values, strict=True)
    return next((value for key, value in entries if getattr(key, "value", "") == "schema"), None)


def _with_schema(schema: Text, name: Text) -> Text:
    return joined([schema, plain("."), name]) if schema and name else name


def _by_base(
    code: Code, node: ast.ClassDef, scope: Scope, found: tuple[str, str, str, str, _Naming]
) -> Iterator[AccessFact]:
    library, engine, inner_name, field, naming = found
    if library == "sqlmodel" and not any(each.arg == "table" for each in node.keywords):
        return
    inner = next(
        (e for e in node.body if isinstance(e, ast.ClassDef) and e.name == inner_name), node
    )
    fields = _fields(inner)
    if _is_true(fields.get("abstract")) or _is_true(fields.get("proxy")):
        return
    name = code.texts.of(fields.get(field), scope) or _collection(code, node, scope)
    line = fields[field].lineno if field in fields else node.lineno
    written = name or plain(naming(node.name))
    yield AccessFact(engine, written, "rw", line, f"{library} {node.name}")


def _collection(code: Code, node: ast.ClassDef, scope: Scope) -> Text:
    """mongoengine: `meta = {"collection": "users"}`."""
    meta = _fields(node).get("meta")
    if isinstance(meta, ast.Dict):
        for key, value in zip(meta.keys, meta.values, strict=True):
            if getattr(key, "value", "") == "collection":
                return code.texts.of(value, scope)
    return ()


def _fields(node: ast.ClassDef) -> dict[str, ast.expr]:
    found: dict[str, ast.expr] = {}
    for each in node.body:
        if isinstance(each, ast.Assign) and isinstance(each.targets[0], ast.Name):
            found[each.targets[0].id] = each.value
        elif isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name) and each.value:
            found[each.target.id] = each.value
    return found


def _is_true(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and node.value is True


def _django_migration(code: Code, called: Called) -> Iterator[AccessFact]:
    model = code.literal(called, 0, _DJANGO[called.method])
    table = code.text(called, 1, "table") if called.method == "AlterModelTable" else ()
    options = argument(called.node, 2, ("options",))
    if called.method == "CreateModel" and isinstance(options, ast.Dict):
        for key, value in zip(options.keys, options.values, strict=True):
            if getattr(key, "value", "") == "db_table":
                table = code.texts.of(value, called.scope)
    if model:
        yield AccessFact(
            "sql", table or plain(model.lower()), "define", called.line, f"django {model}"
        )
