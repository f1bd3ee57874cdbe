"""Models and enumerations of schema.prisma."""

from collections.abc import Iterator

from driftscan.extract.meaning.braces import Block, Line, blocks_of
from driftscan.extract.meaning.types import type_of
from driftscan.model.definition import DefinitionFacts, EntityFact, FieldFact, LabelFact
from driftscan.model.fact import Problem

_SCALARS = frozenset("String Int BigInt Float Decimal Boolean DateTime Json Bytes".split())

# What a database keeps of a DateTime.
_KEPT = {"@db.Date": "date", "@db.Time": "clock", "@db.Timetz": "clock"}


def extract(content: bytes, /) -> DefinitionFacts:
    """Facts of one file. Problems: 'encoding' (fatal)."""
    if b"\0" in content:
        problem = Problem("encoding", "is no text: it holds a NUL byte", fatal=True)
        return DefinitionFacts(problems=(problem,))
    blocks = [block for block in blocks_of(content) if len(block.head) > 1]
    models = {block.head[1] for block in blocks if block.head[0] in ("model", "view")}
    found = [entity for block in blocks for entity in _entity(block, models)]
    return DefinitionFacts(entities=tuple(found))


def _entity(block: Block, models: set[str]) -> Iterator[EntityFact]:
    kind, name = block.head[:2]
    if kind == "enum":
        labels = tuple(
            LabelFact(line.words[0], "", line.number)
            for line in block.lines
            if line.words[0][:1] != "@"
        )
        yield EntityFact(name, "enum", block.number, (), labels)
    elif kind in ("model", "view", "type"):
        fields = tuple(field for line in block.lines for field in _field(line, models))
        if fields:
            yield EntityFact(name, "model", block.number, fields)


def _field(line: Line, models: set[str]) -> Iterator[FieldFact]:
    """`email String? @unique`; a relation to another model is no column."""
    if len(line.words) < 2 or line.words[0][:2] == "@@":
        return
    name, written = line.words[:2]
    plain = written.rstrip("?").removesuffix("[]")
    if plain in models:
        return
    found = type_of(written, strict=True)
    kind = found.name if plain in _SCALARS else plain
    if plain == "DateTime":
        kept = (word.partition("(")[0] for word in line.words[2:])
        kind = next((_KEPT[word] for word in kept if word in _KEPT), kind)
    yield FieldFact(name, kind, line.number, found.nullable)
