"""Go that is newer than the grammar, rewritten byte for byte to what the grammar knows.

Go 1.26 lets `new` take a value, Go 1.27 lets methods have type parameters. Only a file in which the
grammar finds an error is looked at, and all positions in it stay the same.
"""

import re

from msgspec import Struct

from driftscan.extract.syntax.parsed import Parsed, parse
from driftscan.model.fact import Problem

# `new(` before what begins as no type does: a literal, an operator, a call, an operation, `a.b.c`,
# `a[0].b`.
_NEW_VALUE = re.compile(
    rb"\bnew(?=\(\s*(?:"
    rb"[\"'`0-9!&^+<-]"
    rb"|(?!(?:func|struct|interface|map|chan)\b)\w+(?:\.\w+)?[ \t]*"
    rb"(?:[({+\-*/%=!<>&|^]|\.[(\w]|\[[^]\n]{0,99}\][.(\[{])"
    rb"))"
)
_GENERIC_METHOD = re.compile(rb"^func[ \t]*(\([^()\n]*\))[ \t]*(?=\w+\[)", re.MULTILINE)


class Source(Struct, frozen=True):
    """A file. written: as it is; readable: what to look for names in, of the same length.
    methods: where the names of methods begin that stand in readable as functions."""

    written: Parsed
    readable: Parsed
    methods: frozenset[int] = frozenset()


def parse_go(content: bytes) -> Source | Problem:
    """The syntax tree of a Go file's content; a fatal Problem if it is no text."""
    parsed = parse(content, "go")
    if isinstance(parsed, Problem):
        return parsed
    if parsed.problems:
        older = _GENERIC_METHOD.sub(_without_receiver, _NEW_VALUE.sub(b"nev", parsed.content))
        again = parse(older, "go") if older != parsed.content else parsed
        if isinstance(again, Parsed) and _reads_further(again, parsed):
            found = _GENERIC_METHOD.finditer(parsed.content)
            return Source(parsed, again, frozenset(match.end() for match in found))
    return Source(parsed, parsed)


def _reads_further(again: Parsed, parsed: Parsed) -> bool:
    return not again.problems or again.problems[0].line > parsed.problems[0].line


def _without_receiver(method: re.Match[bytes]) -> bytes:
    return b"func".ljust(len(method[0]))
