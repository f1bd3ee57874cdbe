"""JavaScript as tokens, as far as literals need it. Reads any text."""

import re
from collections.abc import Iterator

from msgspec import Struct

_TOKEN = re.compile(
    r"""
    (?P<blank>\s+|//[^\n\r\u2028\u2029]*|/\*(?:[^*]|\*(?!/))*(?:\*/|\Z)|^\#![^\n]*)
  | (?P<text>"(?:[^"\\\n\r]|\\(?:\r\n|.))*"|'(?:[^'\\\n\r]|\\(?:\r\n|.))*')
  | (?P<template>`(?:[^`\\]|\\.)*`)
  | (?P<number>(?:0[xXbBoO][0-9a-fA-F_]+|(?:[0-9][0-9_]*)?\.?[0-9][0-9_]*\.?(?:[eE][+-]?[0-9]+)?)n?)
  | (?P<name>[^\W\d][\w$]*|[$\#@][\w$]*)
  | (?P<mark>=>|\.\.\.|\?\.|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_REGEX = re.compile(r"/(?![*/])(?:[^\\/\[\n\r]|\\[^\n\r]|\[(?:[^\]\\\n\r]|\\[^\n\r])*\])+/\w*")
# Behind these a '/' divides.
_OPERANDS = frozenset(("text", "template", "number", "name", "regex"))
_CLOSING = frozenset(")]}")


class Token(Struct, frozen=True):
    """kind: 'text', 'template', 'number', 'name', 'regex', 'mark' or 'end'. line: 1-based."""

    kind: str
    text: str
    line: int


def tokens_of(text: str) -> Iterator[Token]:
    """All tokens but blanks and comments, then one of the kind 'end'."""
    at, line = 0, 1
    before = Token("mark", "", 1)
    while at < len(text):
        match = _TOKEN.match(text, at)
        assert match is not None  # the last way of the pattern takes any character
        kind, found = match.lastgroup or "mark", match[0]
        if found == "/" and _begins_regex(before) and (regex := _REGEX.match(text, at)):
            kind, found = "regex", regex[0]
        if kind != "blank":
            before = Token(kind, found, line)
            yield before
        line += found.count("\n")
        at += len(found)
    yield Token("end", "", line)


def _begins_regex(before: Token) -> bool:
    return before.kind not in _OPERANDS and before.text not in _CLOSING
