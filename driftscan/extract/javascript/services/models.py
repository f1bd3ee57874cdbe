"""Classes and values that stand for tables and collections."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from driftscan.extract.javascript.services.nodes import arguments_of
from driftscan.extract.javascript.services.picking import Picker
from driftscan.extract.javascript.services.program import Call
from driftscan.extract.javascript.services.serving import decorators_of
from driftscan.extract.pieces import plain
from driftscan.extract.syntax.parsed import text_of
from driftscan.model.service_fact import AccessFact, Text

_DRIZZLE = {
    "drizzle-orm/pg-core.pgTable": "postgresql",
    "drizzle-orm/mysql-core.mysqlTable": "mysql",
    "drizzle-orm/sqlite-core.sqliteTable": "sqlite",
}
# Decorators of classes: engine, the option that names the data set, whose they are.
_ENTITIES = {
    "Entity": ("sql", "0.name 0", "typeorm"),
    "Table": ("sql", "0.tableName", "sequelize"),
    "Schema": ("mongodb", "0.collection", "mongoose"),
}
_IRREGULAR = {"person": "people", "child": "children", "man": "men"}
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def models(picker: Picker) -> Iterator[AccessFact]:
    """Whoever defines a model reads and writes what it stands for, as far as one file tells."""
    content = picker.program.parsed.content
    for call in picker.program.calls:
        yield from _model(picker, call)
    yield from _entities(picker, content)


def _model(picker: Picker, call: Call) -> Iterator[AccessFact]:
    last = call.method
    if call.origin in ("mongoose.model", "mongo-db.model") and len(call.arguments) > 1:
        if name := picker.word(call, "0"):
            given = (
                picker.text(call, "2") or _of_schema(picker, call) or plain(plural(name.lower()))
            )
            yield AccessFact("mongodb", given, "rw", call.line, f"mongoose {name}")
    elif last == "define" and call.origin.startswith(("sequelize-db", "?sequelize")):
        if name := picker.word(call, "0"):
            given = picker.text(call, "2.tableName") or plain(plural(name))
            yield AccessFact("sql", given, "rw", call.line, f"sequelize {name}")
    elif last == "init" and len(call.arguments) > 1:
        options = picker.options(call.arguments[1])
        if "sequelize" in options:
            name = picker.word(call, "1.modelName") or call.receiver
            given = picker.text(call, "1.tableName") or plain(plural(name))
            yield AccessFact("sql", given, "rw", call.line, f"sequelize {name}")
    elif (engine := _DRIZZLE.get(call.origin)) and (given := picker.text(call, "0")):
        yield AccessFact(engine, given, "rw", call.line, "drizzle")


def _of_schema(picker: Picker, call: Call) -> Text:
    """`new Schema({..}, {collection: 'x'})`."""
    made = picker.made_by(call.arguments[1])
    listed = arguments_of(made) if made is not None else []
    options = picker.options(listed[1]) if len(listed) > 1 else {}
    return picker.texts.known(options.get("collection"))


def _entities(picker: Picker, content: bytes) -> Iterator[AccessFact]:
    classes = sorted(picker.program.found.get("class", ()), key=lambda node: node.start_byte)
    starts = [node.start_byte for node in classes]
    for each in decorators_of(picker):
        if each.name not in _ENTITIES or each.call is None:
            continue
        engine, words, whose = _ENTITIES[each.name]
        if whose.encode() not in content:
            continue
        at = bisect_right(starts, each.at)
        name = text_of(classes[at]) if at < len(classes) else ""
        given = picker.text(each.call, words) or plain(_table_of(name, whose))
        if given:
            yield AccessFact(engine, given, "rw", each.line, f"{whose} {name}".strip())


def _table_of(name: str, whose: str) -> str:
    if whose == "typeorm":
        return _HUMP.sub("_", name).lower()
    return plural(name.lower() if whose == "mongoose" else name) if name else ""


def plural(word: str) -> str:
    """As the common rules of English have it."""
    lower = word.lower()
    if lower in _IRREGULAR:
        return word[:1] + _IRREGULAR[lower][1:]
    if re.search(r"[^aeiou]y$", lower):
        return f"{word[:-1]}ies"
    if lower.endswith(("ss", "x", "z", "ch", "sh")):
        return f"{word}es"
    return word if lower.endswith("s") else f"{word}s"
