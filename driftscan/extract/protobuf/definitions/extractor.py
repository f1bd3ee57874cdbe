"""Messages and enumerations of .proto files."""

import re
from collections.abc import Iterator

from driftscan.extract.meaning.braces import Block, Line, blocks_of
from driftscan.extract.meaning.nested import nested_name
from driftscan.extract.meaning.types import type_of
from driftscan.model.definition import DefinitionFacts, EntityFact, FieldFact, LabelFact
from driftscan.model.fact import Problem

_MAP = re.compile(r"map<")
_KNOWN = {
    "google.protobuf.Timestamp": "time",
    "google.protobuf.Duration": "duration",
    "google.protobuf.StringValue": "text",
    "google.protobuf.BoolValue": "boolean",
    "google.protobuf.Int64Value": "integer",
    "google.protobuf.Int32Value": "integer",
    "google.protobuf.DoubleValue": "number",
    "google.protobuf.Struct": "json",
}


def extract(content: bytes, /) -> DefinitionFacts:
    """Facts of one file. Problems: 'encoding' (fatal)."""
    if b"\0" in content:
        problem = Problem("encoding", "is no text: it holds a NUL byte", fatal=True)
        return DefinitionFacts(problems=(problem,))
    oneofs: dict[tuple[tuple[str, ...], ...], list[Line]] = {}
    found: list[EntityFact] = []
    for block in blocks_of(content):
        if block.head[:1] == ("oneof",):
            oneofs.setdefault(block.outer, []).extend(block.lines)
        elif block.head[:1] == ("message",) and len(block.head) > 1:
            found += _message(block, oneofs.pop((*block.outer, block.head), []))
        elif block.head[:1] == ("enum",) and len(block.head) > 1:
            found += _enumeration(block)
    return DefinitionFacts(entities=tuple(sorted(found, key=lambda each: each.line)))


def _message(block: Block, oneofs: list[Line]) -> Iterator[EntityFact]:
    lines = sorted((*block.lines, *oneofs), key=lambda line: line.number)
    fields = tuple(field for line in lines for field in _field(line))
    if fields:
        yield EntityFact(block.head[1], "message", block.number, fields)


def _field(line: Line) -> Iterator[FieldFact]:
    """`repeated string tags = 3`"""
    words = " ".join(line.words).replace("=", " = ").split()
    if "=" not in words or words[0] in ("option", "reserved", "extensions"):
        return
    declared = words[: words.index("=")]
    label = declared[0] if declared[0] in ("repeated", "optional", "required") else ""
    written = "".join(declared[1:-1] if label else declared[:-1])
    if not written or not declared[-1].isidentifier():
        return
    name = "json" if _MAP.match(written) else _KNOWN.get(written) or type_of(written).name
    kind = f"list of {name}" if label == "repeated" else name
    yield FieldFact(declared[-1], kind, line.number, {"optional": True}.get(label))


def _enumeration(block: Block) -> Iterator[EntityFact]:
    labels = []
    for line in block.lines:
        words = " ".join(line.words).replace("=", " = ").split()
        if len(words) > 2 and words[1] == "=" and words[0] not in ("option", "reserved"):
            labels.append(LabelFact(words[0], "", line.number))
    outer = block.outer[-1] if block.outer else ()
    holder = outer[1] if outer[:1] == ("message",) and len(outer) > 1 else ""
    if labels:
        name = nested_name(holder, block.head[1])
        yield EntityFact(name, "enum", block.number, (), tuple(labels))
