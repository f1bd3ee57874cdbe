"""SQL text cut into tokens, with what a program fills in made visible as holes. One linear pass."""

import re
from collections.abc import Iterator

from msgspec import Struct

from driftscan.extract.possessive import compiled

HOLE = "__hole__"
"""What a placeholder is written as; no table is named so."""

# A comment, string or quote without an end goes on to the end of the text.
_TOKEN = compiled(
    r"""
    (?P<comment> --[^\n]*+ | \#\s[^\n]*+ | /\*(?:.*?\*/|.*) )
  | (?P<string>  [EeNnBbXx]?'(?:[^'\\]|\\.|'')*+(?:'|\Z)
               | (?P<dollar>\$(?:[A-Za-z_]\w*)?\$)(?:.*?(?P=dollar)|.*) )
  | (?P<quoted>  "[^"]*+(?:"|\Z) | `[^`]*+(?:`|\Z) | \[[A-Za-z_][\w .$\#-]*+\] )
  | (?P<word>    (?: \{\{[^{}]*+\}\} | [$\#]?\{[^{}]*+\} | %\(\w++\)[sdfi] | (?<![\w)\s])%[sd]
                   | (?<=[\s(.,=])%[sd] | ^%[sd] | [^\W\d][\w$]*+ | (?<=[\w}])\d++ )++ )
  | (?P<hole>    \$\d++ | \?++ | (?<![\w:]):[A-Za-z_]\w*+ | @{1,2}\w++ | %[sd] )
  | (?P<temporary> \#\#?\w++ )
  | (?P<number>  \d[\w.]*+ )
  | (?P<mark>    :: | := | [^\s] )
    """,
    re.VERBOSE | re.DOTALL,
)
_HOLE_IN_WORD = compiled(r"\{\{[^{}]*+\}\}|[$#]?\{[^{}]*+\}|%\(\w++\)[sdfi]|%[sd]")
_QUOTES = '"`[]'


class Token(Struct, frozen=True, gc=False):
    """kind: 'word', 'quoted', 'hole', 'temporary', 'string', 'number' or 'mark'. text: as written,
    holes as HOLE, a quoted name without its quotes. start, end: where it stands."""

    kind: str
    text: str
    start: int
    end: int

    @property
    def keyword(self) -> str:
        """A word that is not quoted, in capitals; a mark as it is; else ''."""
        return self.text.upper() if self.kind in ("word", "mark") else ""


def tokens_of(sql: str) -> Iterator[Token]:
    """All tokens but comments."""
    for found in _TOKEN.finditer(sql):
        kind = found.lastgroup or "mark"
        if kind == "dollar":
            kind = "string"
        if kind != "comment":
            yield Token(kind, _shown(kind, found.group()), found.start(), found.end())


def _shown(kind: str, text: str) -> str:
    if kind == "string":
        return "''"
    if kind == "quoted":
        return _with_holes(text.strip(_QUOTES))
    if kind == "word":
        return _with_holes(text)
    return HOLE if kind == "hole" else text


def _with_holes(text: str) -> str:
    return _HOLE_IN_WORD.sub(HOLE, text) if "{" in text or "%" in text else text


def plain_sql(tokens: list[Token]) -> str:
    """The statement as any dialect can read it: quoted names in double quotes, strings empty."""
    parts: list[str] = []
    end = 0
    for token in tokens:
        if token.start > end:
            parts.append(" ")
        parts.append(f'"{token.text}"' if token.kind == "quoted" else token.text)
        end = token.end
    return "".join(parts)
