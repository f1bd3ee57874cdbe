"""Comments that name modules: `/// <reference>` directives, and types in JSDoc."""

import re
from collections.abc import Iterator

from driftscan.extract.javascript.syntax.queries import COMMENTS
from driftscan.extract.possessive import compiled
from driftscan.extract.syntax.parsed import Parsed, line_of, text_of
from driftscan.model.fact import ImportContext, ImportFact

_TYPE_ONLY = int(ImportContext.TYPE_ONLY)
_REFERENCE = compiled(r"""^///\s*+<reference\s""")
_ATTRIBUTE = compiled(r"""\b(path|types)\s*+=\s*+["']([^"']++)["']""")
_TAG = compiled(
    r"@(?:type|typedef|param|arg|argument|returns?|property|prop|template|this|satisfies|extends"
    r"|augments|implements|throws|exception|enum|yields|callback|class|constructor)\b\s*+(\{)"
)
_IMPORTED = compiled(r"""\bimport\(\s*+(?:"([^"\n]++)"|'([^'\n]++)')\s*+[,)]""")
_IMPORT_TAG = compiled(r"""@import\s++[^'"@/;]{1,2000}?\bfrom\s*+(?:"([^"\n]++)"|'([^'\n]++)')""")
_BRACES = re.compile(r"[{}]")
_MENTION = re.compile(rb"@import\b|\bimport\(")


def references(parsed: Parsed) -> Iterator[ImportFact]:
    """`/// <reference path="x" />` and `types="x"` before the first statement of a file."""
    if b"<reference" not in parsed.content:
        return
    cursor = parsed.root.walk()
    if not cursor.goto_first_child():
        return
    while cursor.node is not None and cursor.node.type in ("comment", "hash_bang_line"):
        text = text_of(cursor.node)
        found = _ATTRIBUTE.search(text) if _REFERENCE.match(text) else None
        if found:
            is_path = found[1] == "path" and not found[2].startswith((".", "/"))
            module = f"./{found[2]}" if is_path else found[2]
            yield ImportFact(module, "", 0, line_of(cursor.node), _TYPE_ONLY)
        if not cursor.goto_next_sibling():
            return


def documented(parsed: Parsed) -> Iterator[ImportFact]:
    """Types in JSDoc comments, which the compiler reads in JavaScript files."""
    if b"/**" not in parsed.content or not _MENTION.search(parsed.content):
        return
    for captured in parsed.matches(COMMENTS):
        node = captured["comment"][0]
        text = text_of(node)
        if not text.startswith("/**") or "import" not in text:
            continue
        for at, module in _named(text):
            line = line_of(node) + text.count("\n", 0, at)
            yield ImportFact(module, "", 0, line, _TYPE_ONLY)


def _named(comment: str) -> Iterator[tuple[int, str]]:
    """Position and name of each module that a comment takes types from."""
    for found in _IMPORT_TAG.finditer(comment):
        yield found.start(), found[1] or found[2]
    position = 0
    while tag := _TAG.search(comment, position):
        position = _end_of_braces(comment, tag.start(1))
        for found in _IMPORTED.finditer(comment, tag.start(1), position):
            yield found.start(), found[1] or found[2]


def _end_of_braces(text: str, start: int) -> int:
    depth = 0
    for brace in _BRACES.finditer(text, start):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return brace.end()
    return len(text)
