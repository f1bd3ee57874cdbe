"""Directives of nginx and of what is written like it: words, then `;` or a block in braces."""

import re
from collections.abc import Iterator

from msgspec import Struct

_TOKEN = re.compile(
    r"""
    (?P<blank>\s+|\#[^\n]*)
  | (?P<mark>[;{}])
  | (?P<quoted>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
  | (?P<word>(?:\$\{\w+\}|\{\{[^{}\n]*\}\}|\\.|[^\s;{}"'\\])
      (?:\$\{\w+\}|\{\{[^{}\n]*\}\}|\\.|[^\s;{}\\])*)
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)


class Directive(Struct, frozen=True):
    """words: its name first. around: the directives whose blocks it stands in, outermost first.
    opens: whether a block follows."""

    words: tuple[str, ...]
    line: int
    around: tuple["Directive", ...] = ()
    opens: bool = False


def directives(text: str) -> Iterator[Directive]:
    """All of a text in its order; braces that do not match end at the text's."""
    words: list[str] = []
    around: tuple[Directive, ...] = ()
    line = begin = 1
    for token in _TOKEN.finditer(text):
        said = token[0]
        if token.lastgroup == "mark":
            if words:
                made = Directive(tuple(words), begin, around, said == "{")
                yield made
                around = (*around, made) if said == "{" and len(around) < _DEEPEST else around
            around = around[:-1] if said == "}" else around
            words = []
        elif token.lastgroup in ("word", "quoted"):
            begin = begin if words else line
            words.append(said[1:-1] if token.lastgroup == "quoted" else said)
        line += said.count("\n")


_DEEPEST = 20
