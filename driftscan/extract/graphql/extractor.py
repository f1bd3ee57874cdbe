"""Types, inputs and enumerations of GraphQL schemas."""

import re
from collections.abc import Iterator

from driftscan.extract.meaning.braces import Block, Line, blocks_of
from driftscan.extract.meaning.types import type_of
from driftscan.model.definition import DefinitionFacts, EntityFact, FieldFact, LabelFact
from driftscan.model.fact import Problem

_ROOTS = frozenset(("Query", "Mutation", "Subscription"))
_ARGUMENTS = re.compile(r"\([^()]*\)")
_FIELD = re.compile(r"(\w+)\s*:\s*([\[\]\w!]+)")


def extract(content: bytes, /) -> DefinitionFacts:
    """Facts of one schema. Problems: 'encoding' (fatal)."""
    if b"\0" in content:
        problem = Problem("encoding", "is no text: it holds a NUL byte", fatal=True)
        return DefinitionFacts(problems=(problem,))
    found = [entity for block in blocks_of(content) for entity in _entity(block)]
    return DefinitionFacts(entities=tuple(found))


def _entity(block: Block) -> Iterator[EntityFact]:
    head = [word for word in block.head if word != "extend"]
    is_open = len(head) < len(block.head)
    if len(head) < 2 or head[1] in _ROOTS or block.outer:
        return
    if head[0] == "enum":
        labels = tuple(
            LabelFact(word, "", line.number)
            for line in block.lines
            for word in line.words
            if word.isidentifier()
        )
        if labels:
            yield EntityFact(head[1], "enum", block.number, (), labels)
    elif head[0] in ("type", "input", "interface"):
        fields = tuple(field for line in block.lines for field in _field(line))
        if fields:
            yield EntityFact(head[1], "schema", block.number, fields, (), is_open)


# Scalars that servers add; JSON has text for them, or a number, as they like.
_AS_TEXT = re.compile(r"\b(?:BigInt|Bytes|Long)\b")


def _field(line: Line) -> Iterator[FieldFact]:
    """`orders(first: Int): [Order!]!`"""
    found = _FIELD.match(_ARGUMENTS.sub("", " ".join(line.words)))
    if found:
        written = found[2]
        known = type_of(written.replace("!", "").lower() if written.isupper() else _plain(written))
        name = "" if _AS_TEXT.search(written) else known.name
        yield FieldFact(found[1], name, line.number, not written.endswith("!"))


def _plain(written: str) -> str:
    return written.replace("!", "").replace("DateTime", "datetime")
