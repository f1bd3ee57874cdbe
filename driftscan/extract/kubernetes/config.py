"""ConfigMaps and Secrets: what containers are given as variables or files."""

import base64
import binascii
from collections.abc import Iterator

from driftscan.extract.kubernetes.wording import Wording
from driftscan.extract.manifest.scalars import written
from driftscan.extract.pieces import plain
from driftscan.model.service_fact import Piece, Text, ValueFact
from driftscan.notation.node import Node


def configmap(object_: Node, wording: Wording) -> Iterator[ValueFact]:
    """Entries of `data`; one may be a whole file."""
    yield from _entries(object_, "data", wording)


def secret(object_: Node, wording: Wording) -> Iterator[ValueFact]:
    """Entries of `stringData` as they are, of `data` decoded."""
    yield from _entries(object_, "stringData", wording)
    name = wording.name(object_.get("metadata", "name"))
    for key, value in object_.get("data").entries():
        yield ValueFact("configmap", key, _decoded(value, wording), value.line, name)


def _entries(object_: Node, table: str, wording: Wording) -> Iterator[ValueFact]:
    name = wording.name(object_.get("metadata", "name"))
    for key, value in object_.get(table).entries():
        text = wording.text(value)
        yield ValueFact("configmap", wording.string(key), text, value.line, name)


def _decoded(value: Node, wording: Wording) -> Text:
    text = wording.text(value)
    if any(piece.kind != "text" for piece in text):
        return text
    try:
        return plain(base64.b64decode(written(value)).decode())
    except (binascii.Error, ValueError):
        return (Piece("unknown", ""),)
