"""Writes a document of values as JSON: one line for each entry of a list, for grep and diff."""

import json

import msgspec

from driftscan.report.escape import json_document

_encoder = msgspec.json.Encoder()


def written(document: msgspec.Struct) -> str:
    """JSON text of a document, ending in a line break; keys in the order of its fields."""
    fields = msgspec.structs.fields(document)
    lines = [f'"{field.encode_name}": {_value(getattr(document, field.name))}' for field in fields]
    return json_document("{\n" + ",\n".join(lines) + "\n}\n")


def _value(value: object) -> str:
    if not isinstance(value, tuple | list) or not value:
        return _entry(value)
    return "[\n " + ",\n ".join([_entry(entry) for entry in value]) + "\n]"


def _entry(value: object) -> str:
    try:
        return _encoder.encode(value).decode()
    except UnicodeEncodeError:  # a lone surrogate; json_document() spells it out
        plain = msgspec.to_builtins(value)
        return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
