"""Which names a Rust file spells alone or behind one other, and which items it has to offer: what
`use crate::prelude::*` takes is told by both together, and what is taken of a module by
`use crate::orders` by the paths `orders::Row`."""

import re
from collections.abc import Iterator, Mapping

from driftscan.extract.possessive import compiled

# Comments and texts, in which nothing is meant, and imports, which only name.
_SILENT = compiled(
    rb"\buse\s[^;]*+;|//[^\n]*+|/\*(?:[^*]|\*(?!/))*+(?:\*/|\Z)|'(?:\\.|[^'\\\n])'"
    rb"|r(?P<marks>\#+)\"(?:.*?\"(?P=marks)|.*)|\"(?:[^\"\\]|\\.)*+(?:\"|\Z)",
    re.DOTALL,
)
# Types and constants by their capital; functions and macros where they are called.
_SPELLED = compiled(rb"(?<![\w:.])(?:(?P<named>[A-Z]\w*)|(?P<called>[a-z_]\w*)(?=\s*(?:!|\(|::<)))")
# A module by its small letter; a further module behind it is followed by the whole path.
_PATH = compiled(
    rb"(?<![\w:.$#])(?:r\#)?(?P<head>[a-z_]\w*)"
    rb"::(?:r\#)?(?P<name>[A-Z]\w*|[a-z_]\w*+(?!\s*::\s*\w))"
)
_ITEM = compiled(
    rb"^(?:pub(?:\([^)\n]*\))?[ ]+)?"
    rb"(?:(?:default|unsafe|async|const(?=[ ]+(?:unsafe|async|extern|fn))"
    rb"|extern(?:[ ]+\"[^\"\n]*\")?)[ ]+)*"
    rb"(?:struct|enum|union|trait|type|fn|const|static|macro_rules!)[ ]+(?:mut[ ]+)?(?:r\#)?(\w+)"
    rb"|^[ \t]+pub(?:\([^)\n]*\))?[ ]+(?:struct|enum|union|trait|type|const|static)[ ]+([A-Z]\w*)",
    re.MULTILINE,
)


def spelled(content: bytes) -> Mapping[str, int]:
    """The names, each with the first line where it stands."""
    lines: dict[str, int] = {}
    for found, line in _with_lines(_SPELLED, content):
        lines.setdefault(_text(found["named"] or found["called"]), line)
    return lines


def spelled_behind(content: bytes) -> Mapping[str, Mapping[str, int]]:
    """By the first name of a path the second ones, each with the first line where it stands."""
    lines: dict[str, dict[str, int]] = {}
    for found, line in _with_lines(_PATH, content):
        lines.setdefault(_text(found["head"]), {}).setdefault(_text(found["name"]), line)
    return lines


def items(content: bytes) -> frozenset[str]:
    """What stands at the top of the file, and types of modules inside of it."""
    found = (top or inner for top, inner in _ITEM.findall(content))
    return frozenset(_text(name) for name in found)


def _with_lines(words: re.Pattern[bytes], content: bytes) -> Iterator[tuple[re.Match[bytes], int]]:
    """What is found where something is meant, in the order of the text."""
    text = _SILENT.sub(lambda found: b"\n" * found.group().count(b"\n"), content)
    line, counted = 1, 0
    for found in words.finditer(text):
        line += text.count(b"\n", counted, found.start())
        counted = found.start()
        yield found, line


def _text(name: bytes) -> str:
    return name.decode("utf-8", "replace")
