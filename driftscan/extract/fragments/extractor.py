"""Source of any language to fragments."""

import sys
from array import array
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import blake2b

from driftscan.extract.fragments.languages import LEXICONS
from driftscan.extract.fragments.lexicon import Lexicon, Span, blanked
from driftscan.extract.fragments.vocabulary import (
    BRANCHES,
    CALL,
    LITERAL,
    METHOD,
    Vocabulary,
)
from driftscan.extract.generated import is_generated
from driftscan.model.fragment import SMALLEST, Fragment, FragmentFacts

_DIGEST = 8


def extract(content: bytes, language: str) -> FragmentFacts:
    """Fragments of one file. language: a key of LEXICONS."""
    lexicon = LEXICONS[language]
    text = blanked(lexicon.prepare(content), lexicon.quiet)
    found = tuple(_fragments(text, lexicon, vocabulary(language)))
    return FragmentFacts(found, is_generated(content, language) if found else False)


@cache
def vocabulary(language: str) -> Vocabulary:
    """What the tokens of a language are, shared by all its files."""
    return Vocabulary(LEXICONS[language].keywords)


def _fragments(text: bytes, lexicon: Lexicon, numbers: Vocabulary) -> Iterator[Fragment]:
    line, counted = 1, 0
    for span in lexicon.spans(text):
        line += text.count(b"\n", counted, span.at)
        counted = span.at
        codes = list(map(numbers.__getitem__, lexicon.tokens.findall(text, span.begin, span.end)))
        if len(codes) >= SMALLEST:
            yield _fragment(span, line, line + text.count(b"\n", span.at, span.end), codes)


def _fragment(span: Span, start: int, end: int, codes: Sequence[int]) -> Fragment:
    numbers = array("I", codes)
    if sys.byteorder == "big":
        numbers.byteswap()
    row = numbers.tobytes()
    blind = row[::4]  # the lowest byte of each
    return Fragment(
        name=span.name.decode("utf-8", "replace"),
        start=start,
        end=end,
        tokens=len(codes),
        grams=array("q", sorted(set(map(hash, _triples(codes))))).tobytes(),
        digest=blake2b(row, digest_size=_DIGEST).digest(),
        blind=blake2b(blind, digest_size=_DIGEST).digest(),
        calls=blind.count(CALL) + blind.count(METHOD),
        branches=len(blind) - len(blind.translate(None, BRANCHES)),
        literals=blind.count(LITERAL),
        shapes=len(set(_triples(blind))),
    )


def _triples(codes: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    return zip(codes, codes[1:], codes[2:], strict=False)
