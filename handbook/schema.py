"""The JSON Schema of driftscan.yaml as a page shows it: shapes, keys, and what a key may hold."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from msgspec import Struct

from driftscan.spec.flow import flow
from driftscan.spec.schema import json_schema

_TEXT = {"string", "number", "boolean"}


class Key(Struct, frozen=True):
    """value: what may stand there, in words. default: '' for none. example: as YAML."""

    name: str
    about: str
    value: str
    is_needed: bool
    default: str
    example: str


class Shape(Struct, frozen=True):
    """A mapping of the file."""

    about: str
    keys: tuple[Key, ...]


@cache
def shapes() -> Mapping[str, Shape]:
    """All of them by name; that of the whole file is called ''."""
    schema = json.loads(json_schema())
    return {name: _shape(each) for name, each in {"": schema, **schema["$defs"]}.items()}


def _shape(schema: Mapping[str, Any]) -> Shape:
    needed = schema.get("required", ())
    keys = tuple(
        Key(
            name,
            each["description"],
            _value(each),
            name in needed,
            flow(each["default"]) if each.get("default") not in (None, [], {}) else "",
            flow(each["examples"][0]),
        )
        for name, each in schema["properties"].items()
    )
    return Shape(schema["description"], keys)


def common_keys() -> tuple[Key, ...]:
    """What any rule may have."""
    others = [{key.name for key in shapes()[name].keys} for name in ("LayersShape", "CoveredShape")]
    return tuple(
        key for key in shapes()["DenyShape"].keys if all(key.name in own for own in others)
    )


def own_keys(shape: Shape) -> tuple[Key, ...]:
    """Those of a shape, without what any rule may have."""
    common = {key.name for key in common_keys()}
    is_rule = common <= {key.name for key in shape.keys}
    return tuple(key for key in shape.keys if not is_rule or key.name not in common)


def _value(schema: Mapping[str, Any]) -> str:
    values = list(dict.fromkeys(_values(schema)))
    one, *others = values
    if others == [f"list of {one}"]:
        return f"{one}; or a list of them"
    return " or ".join(values)


def _values(schema: Mapping[str, Any]) -> Iterator[str]:
    for each in schema.get("anyOf", schema.get("oneOf", ())):
        yield from _values(each)
    if "$ref" in schema:
        yield schema["$ref"].rpartition("/")[2]
    elif "enum" in schema:
        yield ", ".join(dict.fromkeys(map(str, schema["enum"])))
    elif "const" in schema:
        yield str(schema["const"])
    elif "type" in schema:
        yield from _by_type(schema)


def _by_type(schema: Mapping[str, Any]) -> Iterator[str]:
    kind = schema["type"]
    if isinstance(kind, list):
        yield "text" if set(kind) >= {"string"} and set(kind) <= _TEXT else " or ".join(kind)
    elif kind == "array":
        yield f"list of {_value(schema['items'])}" if schema.get("items") else "list"
    elif kind == "object":
        inner = schema.get("additionalProperties")
        yield f"names, each with {_value(inner)}" if isinstance(inner, dict) else "mapping"
    elif kind == "string":
        yield "date" if schema.get("format") == "date" else "text"
    elif kind != "null":
        yield {"boolean": "true or false", "integer": "number"}.get(kind, kind)
