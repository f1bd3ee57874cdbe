"""Which names a Rust file spells without a path before them, and which items it has to offer: what
`use crate::prelude::*` takes is told by both together."""

import re
from collections.abc import Mapping

from driftscan.extract.possessive import compiled

# Comments and texts, in which nothing is meant, and imports, which only name.
_SILENT = compiled(
    rb"\buse\s[^;]*+;|//[^\n]*+|/\*(?:[^*]|\*(?!/))*+(?:\*/|\Z)|'(?:\\.|[^'\\\n])'"
    rb"|r(?P<marks>\#+)\"(?:.*?\"(?P=marks)|.*)|\"(?:[^\"\\]|\\.)*+(?:\"|\Z)",
    re.DOTALL,
)
# Types and constants by their capital; functions and macros where they are called.
_SPELLED = compiled(rb"(?<![\w:.])(?:(?P<named>[A-Z]\w*)|(?P<called>[a-z_]\w*)(?=\s*(?:!|\(|::<)))")
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
    text = _SILENT.sub(lambda found: b"\n" * found.group().count(b"\n"), content)
    lines: dict[str, int] = {}
    line, counted = 1, 0
    for found in _SPELLED.finditer(text):
        name = (found["named"] or found["called"]).decode("utf-8", "replace")
        if name not in lines:
            line += text.count(b"\n", counted, found.start())
            counted = found.start()
            lines[name] = line
    return lines


def items(content: bytes) -> frozenset[str]:
    """What stands at the top of the file, and types of modules inside of it."""
    found = (top or inner for top, inner in _ITEM.findall(content))
    return frozenset(name.decode("utf-8", "replace") for name in found)
