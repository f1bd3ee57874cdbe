"""Pages of Blazor (`.razor`): the C# of their `@code` blocks and what they have injected, each at
its own line."""

import re
from collections.abc import Iterator

from driftscan.extract.csharp.services import extractor
from driftscan.extract.possessive import compiled
from driftscan.model.service_fact import ServiceFacts

_BLOCK = compiled(rb"^[^\S\n]*@(?:code|functions)\s*\{", re.MULTILINE)
_INJECTED = compiled(rb"^[^\S\n]*@inject\s++([\w.<>]++)\s++(\w++)", re.MULTILINE)
# What may hold a brace that is none: strings, characters, comments.
_TOKEN = compiled(
    rb'@?"""(?s:.*?)"""|@"(?:[^"]|"")*+"|"(?:[^"\\\n]|\\.)*+"|\'(?:[^\'\\\n]|\\.)*+\''
    rb"|//[^\n]*+|/\*(?s:.*?)\*/|[{}]"
)


def extract(content: bytes) -> ServiceFacts:
    """Facts of the page's own class."""
    code = code_of(content)
    return extractor.extract(code) if code else ServiceFacts()


def code_of(content: bytes) -> bytes:
    """One class with all that a page has in C#; b'' if it has none."""
    parts = sorted([*_blocks(content), *_fields(content)])
    if not parts:
        return b""
    found = [b"class Page {"]
    at = 0
    for start, end, text in parts:
        if start < at:
            continue  # within a block
        found += [b"\n" * content.count(b"\n", at, start), text]
        at = end
    return b"".join([*found, b"}"])


def _blocks(content: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Each with where it begins and ends; one that is never closed ends with the page."""
    for opening in _BLOCK.finditer(content):
        depth = 1
        end = len(content)
        for token in _TOKEN.finditer(content, opening.end()):
            depth += {b"{": 1, b"}": -1}.get(token.group(), 0)
            if not depth:
                end = token.start()
                break
        head = b"\n" * content.count(b"\n", opening.start(), opening.end())
        yield opening.start(), end, head + content[opening.end() : end]


def _fields(content: bytes) -> Iterator[tuple[int, int, bytes]]:
    for found in _INJECTED.finditer(content):
        yield found.start(), found.end(), b"%s %s;" % (found[1], found[2])
