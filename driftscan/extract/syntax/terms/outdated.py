"""Whether a definition says of itself that it is to go: `@deprecated` in the comment before it,
`@Deprecated` of Java and Kotlin, `[Obsolete]` of C#, `#[deprecated]` of Rust, `Deprecated:` of Go.
"""

import re
from collections.abc import Iterator

from tree_sitter import Node

from driftscan.extract.syntax.parsed import text_of

_PAST = re.compile(r"@deprecated\b|@Deprecated\b|\[\s*Obsolete\b|#\[deprecated\b|\bDeprecated: ")
WORDS = re.compile(rb"eprecated|Obsolete")
_AROUND = frozenset(
    ("export_statement", "type_declaration", "lexical_declaration", "ambient_declaration")
)


def is_past(node: Node) -> bool:
    """Of a captured type: by what stands right before it, or by its annotations."""
    return any(_PAST.search(text_of(each)) for each in _said_before(node))


def _said_before(node: Node) -> Iterator[Node]:
    """Comments and attributes in front of a definition, and of what holds it alone."""
    yield from (each for each in node.named_children if _is_mark(each))
    while True:
        before = node.prev_named_sibling
        while before is not None and ("comment" in before.type or _is_mark(before)):
            yield before
            before = before.prev_named_sibling
        if node.parent is None or node.parent.type not in _AROUND:
            return
        node = node.parent


def _is_mark(node: Node) -> bool:
    return "modifier" in node.type or "attribute" in node.type or node.type == "decorator"
