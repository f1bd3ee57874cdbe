"""Lines of words, whose last may be a brace that opens a block: the notation of Caddyfiles."""

import re
from collections.abc import Iterator

from msgspec import Struct

_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|`([^`]*)`|(\S+)')
_DEEPEST = 20


class BracedLine(Struct, frozen=True):
    """words: without the brace. around: the lines whose blocks it stands in, outermost first."""

    words: tuple[str, ...]
    line: int
    around: tuple["BracedLine", ...] = ()


def braced_lines(text: str) -> Iterator[BracedLine]:
    """All that have words."""
    around: tuple[BracedLine, ...] = ()
    for number, raw in enumerate(text.split("\n"), 1):
        words = _words(raw)
        opens = words[-1:] == ("{",)
        said = words[:-1] if opens else words
        made = BracedLine(said or ("",), number, around)
        if said and said != ("}",):
            yield made
        elif said:
            around = around[:-1]
        if opens and len(around) < _DEEPEST:
            around = (*around, made)


def _words(line: str) -> tuple[str, ...]:
    found: list[str] = []
    for quoted, ticked, bare in _WORD.findall(line):
        if bare.startswith("#"):
            break
        found.append(quoted or ticked or bare)
    return tuple(found)
