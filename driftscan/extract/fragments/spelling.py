"""The tokens of one function as they are told apart when two are compared: names of locals are
blinded, everything else is as it is written."""

import re
from collections.abc import Iterator

from driftscan.extract.fragments.extractor import vocabulary
from driftscan.extract.fragments.languages import LEXICONS
from driftscan.extract.fragments.lexicon import blanked
from driftscan.extract.fragments.vocabulary import CALL, LITERAL, LOCAL
from driftscan.extract.possessive import compiled
from driftscan.model.family import Spelt

# Where a text was split: in one line or in two, it is the same text.
_SEAM = compiled(r"([\"'`])\s*+[+.]?+\s*+[fFrRbBuU$@]{0,2}+[\"'`](?=[^\"'`])")


def spelt(content: bytes, language: str, spans: dict[int, int]) -> dict[int, tuple[Spelt, ...]]:
    """Tokens of some functions of a file by their first lines. spans: first and last lines."""
    lexicon = LEXICONS[language]
    written = lexicon.prepare(content)
    text = blanked(written, lexicon.quiet)
    begins = [0, *(found.end() for found in re.finditer(rb"\n", text)), len(text)]
    return {
        first: tuple(_tokens(written, text, begins[first - 1], begins[last], language))
        for first, last in spans.items()
        if last < len(begins)
    }


def _tokens(written: bytes, text: bytes, begin: int, end: int, language: str) -> Iterator[Spelt]:
    numbers = vocabulary(language)
    found = list(LEXICONS[language].tokens.finditer(text, begin, end))
    line, counted = 1 + text.count(b"\n", 0, begin), begin
    ends = [*(each.start() for each in found[1:]), end]
    for each, after in zip(found, ends, strict=False):
        line += text.count(b"\n", counted, each.start())
        counted = each.start()
        number = numbers[each.group()]
        if number == LOCAL:
            key = "name"
        elif number == CALL:
            key = "call"
        elif number == LITERAL:
            literal = written[each.start() : after].strip(b" \t\r\n,;)").decode("utf-8", "replace")
            key = _SEAM.sub("", literal)
        else:
            key = each.group().decode("utf-8", "replace")
        yield Spelt(key, line, number == LITERAL)
