"""A script or dump cut into statements, in one pass of a pattern: strings, comments, bodies of
functions and the rows that follow COPY are stepped over."""

import re
from collections.abc import Iterator

from msgspec import Struct

from driftscan.extract.possessive import compiled

_GO = r"(?<=\n)GO[ \t\r]*(?=\n|\Z)"
_STATEMENT = compiled(
    rf"""
    (?: [^;'"`$/\-\#\nGg]++ | '(?:[^'\\]++|\\.|'')*+(?:'|\Z) | "[^"]*+(?:"|\Z) | `[^`]*+(?:`|\Z)
      | --[^\n]*+ | (?<=\n)\#[^\n]*+ | /\*(?:[^*]++|\*(?!/))*+(?:\*/|\Z)
      | (?P<dollar>\$(?:[A-Za-z_]\w*)?\$)(?:.*?(?P=dollar)|.*)
      | (?!{_GO}|;) . )*
    (?:;[;\s]*+|{_GO}|\Z)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_BLANK = compiled(r"(?:\s++|--[^\n]*+|/\*(?:[^*]++|\*(?!/))*+\*/|\#[^\n]*+|;)*+")
_COPIED = compiled(r"COPY\s[^;]*\sFROM\s+STDIN\b", re.IGNORECASE)
_END_OF_ROWS = "\n\\."


class Statement(Struct, frozen=True, gc=False):
    """text: from its first word on. start: where that stands in the script."""

    text: str
    start: int


def statements_of(script: str) -> Iterator[Statement]:
    """Statements as far as `;`, or a line with only GO, divides them; none that is empty."""
    at = 0
    while at < len(script):
        found = _STATEMENT.match(script, at)
        end = found.end() if found else len(script)
        blank = _BLANK.match(script, at, end)
        start = blank.end() if blank else at
        if start < end:
            yield Statement(script[start:end], start)
        if script[start : start + 5].upper() == "COPY " and _COPIED.match(script, start, end):
            rows = script.find(_END_OF_ROWS, end)
            end = rows + len(_END_OF_ROWS) if rows >= 0 else len(script)
        at = max(end, at + 1)
