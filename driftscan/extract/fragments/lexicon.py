"""What a lexical scan has to know of a language."""

import re
from collections.abc import Callable, Iterator

from msgspec import Struct

from driftscan.extract.possessive import compiled


class Span(Struct, frozen=True, gc=False):
    """A function in a text without strings and comments. at: where it is declared; begin: where
    its tokens begin, behind its name; end: behind its last character."""

    name: bytes
    at: int
    begin: int
    end: int


Finder = Callable[[bytes], Iterator[Span]]


# A name with the dot before it (an attribute) and what is behind it (a call, the prefix of a text);
# a number; a sign. Commas and semicolons are layout: some are optional before brackets and at the
# end of lines. These patterns are most of the work, so they take what signs there are coarsely.
DOTTED = compiled(rb'\.?[A-Za-z_$\x80-\xff][\w$\x80-\xff]*+[("]?|"|\d[\w.]*+|&&|\|\||[^\s\w,;"]=*+')
# The same where attributes come behind arrows and colons, too.
ARROWED = compiled(
    rb'(?:\??->|::|\??\.)?[A-Za-z_$@\x80-\xff][\w$\x80-\xff]*+[("]?|"|\d[\w.]*+|&&|\|\||[^\s\w,;"]=*+'
)
# The same for languages in which there may be elements: a tag is what is called, and what is given
# to it has the name of an attribute.
TAGGED = compiled(
    rb'(?:\?\.|\.|</?)?[A-Za-z_$@\x80-\xff][\w$\x80-\xff]*+(?:[("]|=(?=["{]))?'
    rb'|"|\d[\w.]*+|&&|\|\||[^\s\w,;"]=*+'
)


class Lexicon(Struct, frozen=True):
    """quiet: matches a comment or a text, and nothing else; keywords: words that are no names;
    spans: finds functions; tokens: matches one. prepare: what is done to a file before all else,
    by default nothing; lines stay where they are."""

    quiet: re.Pattern[bytes]
    keywords: frozenset[str]
    spans: Finder
    tokens: re.Pattern[bytes] = DOTTED
    prepare: Callable[[bytes], bytes] = bytes


_ALL = bytes(range(256))
_BLANK = _ALL.translate(bytes(each if each in b"\r\n" else 32 for each in range(256)))
_QUOTES = b"\"'`<"
# What stands between two parts of one text that was written in several: `"a" + "b"`, `"a" f"b"`.
_SPLIT = compiled(rb'(?<=")[ \t\r\n]*+(?:[+.][ \t\r\n]*+)?+[fFrRbBuU$@]{0,2}+"')


def blanked(text: bytes, quiet: re.Pattern[bytes]) -> bytes:
    """The text with comments as blanks and every text as one quote and blanks, also one that is
    put together of several; no line moves."""
    return _SPLIT.sub(_between, quiet.sub(_blank, text))


def _between(found: re.Match[bytes]) -> bytes:
    return found.group().translate(_BLANK)


def _blank(found: re.Match[bytes]) -> bytes:
    text = found.group()
    if text[0] in b"#/" and found.lastgroup != "text":
        return text.translate(_BLANK)
    return b'"' + text[1:].translate(_BLANK)
