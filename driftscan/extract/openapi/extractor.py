"""Schemas of OpenAPI, AsyncAPI and JSON Schema: objects with their properties, enumerations."""

from collections.abc import Iterator

from msgspec.structs import replace

from driftscan.model.definition import DefinitionFacts, EntityFact, FieldFact, LabelFact
from driftscan.model.fact import Problem
from driftscan.notation.node import Node
from driftscan.notation.unreadable import UnreadableTextError
from driftscan.notation.yaml import parse_yaml_documents

_WORDS = (b"openapi", b"swagger", b"asyncapi", b"$schema")
_TYPES = {
    "integer": "integer",
    "number": "",
    "boolean": "boolean",
    "object": "json",
    "string": "text",
}
_FORMATS = {
    "date-time": "time",
    "date": "date",
    "uuid": "uuid",
    "int64": "integer",
    "int32": "integer",
    "float": "number",
    "double": "number",
    "decimal": "decimal",
    "binary": "bytes",
    "byte": "bytes",
    "date-span": "duration",
    "duration": "duration",
}
# What languages keep as a value, which is there unless the code says otherwise.
_VALUES = frozenset("integer number decimal boolean time date uuid".split())
_SEVERAL = 5
_MOST = 2_000


def extract(content: bytes, /) -> DefinitionFacts:
    """Facts of one description, in YAML or JSON; what names no such format says nothing."""
    if not any(word in content for word in _WORDS):
        return DefinitionFacts()
    found: list[EntityFact] = []
    for document in parse_yaml_documents(content):
        if isinstance(document, UnreadableTextError):
            problem = Problem(document.code, document.reason, document.line)
            return DefinitionFacts(problems=(problem,))
        found += _without_habit(list(_entities(document)))
    return DefinitionFacts(entities=tuple(found[:_MOST]))


def _without_habit(found: list[EntityFact]) -> list[EntityFact]:
    """Where every text of a description may be nothing, a program wrote it for a language in which
    whatever is no value may be, as in older C#. That tells no field from another."""
    texts = [field for each in found for field in each.fields if field.type == "text"]
    if len(texts) < _SEVERAL or not all(field.nullable for field in texts):
        return found
    return [replace(each, fields=tuple(map(_unless_habit, each.fields))) for each in found]


def _unless_habit(field: FieldFact) -> FieldFact:
    return field if field.type in _VALUES else replace(field, nullable=None)


def _entities(document: Node) -> Iterator[EntityFact]:
    for place in (("components", "schemas"), ("definitions",), ("$defs",)):
        for name, schema in document.get(*place).entries():
            yield from _schema(name, schema)
    title = document.get("title").text
    if title and document.get("$schema").text:
        yield from _schema(title.replace(" ", ""), document)


def _schema(name: str, schema: Node) -> Iterator[EntityFact]:
    labels = tuple(
        LabelFact(text, text, each.line)
        for each in schema.get("enum").elements()
        if (text := each.text)
    )
    if labels:
        yield EntityFact(name, "enum", schema.line, (), labels)
    fields = tuple(_field(key, each) for key, each in schema.get("properties").entries())
    if fields:
        is_open = bool(schema.get("allOf"))
        yield EntityFact(name, "schema", schema.line, fields, (), is_open)
    for key, each in schema.get("properties").entries():
        inner = tuple(
            LabelFact(text, text, one.line)
            for one in each.get("enum").elements()
            if (text := one.text)
        )
        if len(inner) > 1:
            yield EntityFact(f"{name}.{key}", "enum", each.line, (), inner)


def _field(name: str, schema: Node) -> FieldFact:
    """That it is not required says that it may be left out, which is less than that it may be
    nothing."""
    nullable = True if schema.get("nullable").value in (True, "true") else None
    return FieldFact(name, _type(schema), schema.line, nullable)


def _says_what(schema: Node) -> bool:
    return any(schema.get(each) for each in ("properties", "additionalProperties"))


def _type(schema: Node) -> str:
    reference = schema.get("$ref").text
    if reference:
        return reference.rpartition("/")[2]
    kind = schema.get("type").text or ""
    if kind == "array":
        inner = _type(schema.get("items"))
        return f"list of {inner}" if inner else "list"
    if kind == "object" and not _says_what(schema):
        return ""  # so programs that write such files put what they do not know
    return _FORMATS.get(schema.get("format").text or "") or _TYPES.get(kind, "")
