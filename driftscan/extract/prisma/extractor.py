"""schema.prisma as facts: where the database is, and the tables that its models stand for.

Read by the line, as Prisma's own format has it: a block opens and closes on lines of their own.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from driftscan.extract.pieces import joined, plain
from driftscan.model.fact import Problem
from driftscan.model.service_fact import AccessFact, Piece, ServiceFacts, StoreFact, Text

_BLOCK = re.compile(r"[ \t]*(datasource|model|view)[ \t]+(\w+)[ \t]*\{")
_URL = re.compile(r"[ \t]*url[ \t]*=[ \t]*(?:env\([ \t]*\"([^\"]*)\"[ \t]*\)|\"([^\"]*)\")")
_PROVIDER = re.compile(r"[ \t]*provider[ \t]*=[ \t]*\"(\w*)\"")
_MAP = re.compile(r"[ \t]*@@map\([ \t]*(?:name:[ \t]*)?\"([^\"]+)\"")
_SCHEMA = re.compile(r"[ \t]*@@schema\([ \t]*\"([^\"]+)\"")
_ENGINES = {"postgres": "postgresql", "cockroachdb": "postgresql"}


class _Block(Struct):
    kind: str
    name: str
    line: int
    url: Text = ()
    provider: str = ""
    table: str = ""
    schema: str = ""


def extract(content: bytes, /) -> ServiceFacts:
    """A StoreFact for the data source, an AccessFact 'rw' for each model.

    Problems: 'encoding' (fatal).
    """
    if b"\0" in content:
        problem = Problem("encoding", "is no text: it holds a NUL byte", fatal=True)
        return ServiceFacts(problems=(problem,))
    blocks = [*_blocks(content.decode("utf-8-sig", "replace"))]
    sources = [each for each in blocks if each.kind == "datasource"]
    engine = next((_engine(each) for each in sources), "")
    return ServiceFacts(
        stores=tuple(StoreFact(_engine(each), each.url, each.line, "prisma") for each in sources),
        accesses=tuple(_access(each, engine) for each in blocks if each.kind != "datasource"),
    )


def _engine(source: _Block) -> str:
    return _ENGINES.get(source.provider, source.provider)


def _access(model: _Block, engine: str) -> AccessFact:
    name = plain(model.table or model.name)
    if model.schema:
        name = joined([plain(model.schema + "."), name])
    mode = "r" if model.kind == "view" else "rw"
    return AccessFact(engine or "sql", name, mode, model.line, f"prisma {model.name}")


def _blocks(text: str) -> Iterator[_Block]:
    block: _Block | None = None
    for number, line in enumerate(text.split("\n"), 1):
        if opened := _BLOCK.match(line):
            block = _Block(opened[1], opened[2], number)
            yield block  # filled by the lines that follow, before anybody looks at it
        elif line.startswith("}"):
            block = None
        elif block is not None:
            _read_line(block, line)


def _read_line(block: _Block, line: str) -> None:
    if found := _URL.match(line):
        block.url = (Piece("env", found[1]),) if found[1] else plain(found[2] or "")
    elif found := _PROVIDER.match(line):
        block.provider = found[1]
    elif found := _MAP.match(line):
        block.table = found[1]
    elif found := _SCHEMA.match(line):
        block.schema = found[1]
