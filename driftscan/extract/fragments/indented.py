"""Functions that end where the indentation does: Python's by the rules of the language, Ruby's as
everyone writes them."""

import re
from collections.abc import Iterator
from functools import cache

from driftscan.extract.fragments.lexicon import Span
from driftscan.extract.possessive import compiled

_DEF = re.compile(rb"^([ \t]*)(?:async[ \t]+)?def[ \t]+([^\W\d][\w\x80-\xff]*)", re.MULTILINE)
_METHOD = re.compile(rb"^([ \t]*)def[ \t]+(?:self\.)?([^\W\d][\w?!=]*)", re.MULTILINE)
_CLOSERS = rb")\]}"
_MOST_REPAIRS = 20


def python_spans(text: bytes) -> Iterator[Span]:
    """A function goes on until a line stands as far left as its `def`, brackets being closed."""
    for found in _DEF.finditer(text):
        depth = len(found[1])
        end = _end_of_block(text, found.end(), depth)
        yield Span(found[2], found.start(2), found.end(), end)


def _end_of_block(text: bytes, begin: int, depth: int) -> int:
    dedent = _dedent(depth)
    at = begin
    for _ in range(_MOST_REPAIRS):
        found = dedent.search(text, at)
        if found is None:
            return len(text.rstrip())
        body = text[begin : found.start()]
        if body.count(b"(") == body.count(b")") and body.count(b"[") == body.count(b"]"):
            return begin + len(body.rstrip())
        at = found.end()
    return at


@cache
def _dedent(depth: int) -> re.Pattern[bytes]:
    """The next line of code that stands no further right than so many blanks."""
    return compiled(rb"\n[ \t]{0,%d}+[^\s%s]" % (depth, _CLOSERS))


def ruby_spans(text: bytes) -> Iterator[Span]:
    """A method ends at the `end` that stands below its `def`."""
    for found in _METHOD.finditer(text):
        closing = _closing(found[1]).search(text, found.end())
        if closing is not None:
            yield Span(found[2], found.start(2), found.end(), closing.end())


@cache
def _closing(indent: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"^" + re.escape(indent) + rb"end\b", re.MULTILINE)
