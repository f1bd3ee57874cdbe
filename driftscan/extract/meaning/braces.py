"""Blocks in braces of formats that are read by the line: protobuf, Prisma, GraphQL."""

import re
from collections.abc import Iterator

from msgspec import Struct

from driftscan.extract.possessive import compiled

_TOKEN = compiled(
    r"""
    (?P<skip> //[^\n]*+ | \#[^\n]*+ | /\*(?s:.)*?\*/ | \"\"\"(?s:.)*?\"\"\" )
  | (?P<open> \{ ) | (?P<close> \} ) | (?P<end> [;\n] )
  | (?P<word> "(?:[^"\\\n]|\\.)*+" | '(?:[^'\\\n]|\\.)*+' | [^\s{};]++ )
    """,
    re.VERBOSE,
)
_LONGEST = 1_500_000
_DEEPEST = 12


class Line(Struct, frozen=True, gc=False):
    """A statement in a block. words: as written; number: of its line."""

    words: tuple[str, ...]
    number: int


class Block(Struct, frozen=True):
    """head: the words before the brace. outer: the heads around it, outermost first."""

    head: tuple[str, ...]
    number: int
    lines: tuple[Line, ...]
    outer: tuple[tuple[str, ...], ...] = ()


def blocks_of(content: bytes) -> Iterator[Block]:
    """Blocks in the order in which they close, those inside others among them."""
    text = content[:_LONGEST].decode("utf-8-sig", "replace")
    open_: list[tuple[tuple[str, ...], int, list[Line]]] = []
    words: list[str] = []
    begin, line, counted = 1, 1, 0
    for token in _TOKEN.finditer(text):
        line += text.count("\n", counted, token.start())
        counted = token.start()
        if token["word"]:
            begin = begin if words else line
            words.append(token["word"])
        elif token["open"] and len(open_) < _DEEPEST:
            open_.append((tuple(words), begin if words else line, []))
            words = []
        elif token["close"] or (token["end"] and words):
            if words and open_:
                open_[-1][2].append(Line(tuple(words), begin))
            words = []
            if token["close"] and open_:
                head, number, lines = open_.pop()
                yield Block(head, number, tuple(lines), tuple(each[0] for each in open_))
