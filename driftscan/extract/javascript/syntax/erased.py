"""Imports that a compiler of TypeScript leaves out, though no word `type` says so: statements whose
names the file uses for types, and never as values.

The compiler decides by the file alone, too ("import elision" in its handbook), unless its settings
keep all imports, which the tree tells (configs.py). In doubt a name is a value: decorators may have
types of parameters kept, and JSX is made into calls of what a comment names.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace
from tree_sitter import Node

from driftscan.extract.syntax.parsed import Parsed
from driftscan.model.fact import ImportContext, ImportFact

_ERASED = int(ImportContext.ERASED)
_PLAIN = int(ImportContext.PLAIN)
_WORD = re.compile(rb"[\w$]+")
_KEPT = re.compile(rb"^[ \t]*@[A-Za-z]|@jsx", re.MULTILINE)
_NO_VALUE = frozenset(
    (
        *("type_identifier", "property_identifier", "private_property_identifier", "comment"),
        *("string_fragment", "string", "regex_pattern", "jsx_text", "statement_identifier"),
        *("escape_sequence", "predefined_type", "hash_bang_line", "template_literal_type"),
    )
)
_PARTS = frozenset(("nested_identifier", "member_expression"))
_OF_TYPES = frozenset(("nested_type_identifier", "type_query"))


def with_erased(parsed: Parsed, facts: Iterable[ImportFact]) -> list[ImportFact]:
    """The facts, those of such statements marked. facts: of import statements alone."""
    told = list(facts)
    names = {name.encode(): fact for fact in told if (name := _bound(fact))}
    if not names or _KEPT.search(parsed.content):
        return told
    types, values = _uses(parsed, names)
    kept = {
        (fact.module, fact.line)
        for fact in told
        if (bound := _bound(fact).encode()) not in types or bound in values
    }
    return [
        fact
        if fact.context != _PLAIN or (fact.module, fact.line) in kept
        else replace(fact, context=_ERASED)
        for fact in told
    ]


def _bound(fact: ImportFact) -> str:
    """What a plain statement calls its name here."""
    return (fact.alias or fact.name) if fact.context == _PLAIN else ""


def _uses(parsed: Parsed, names: Mapping[bytes, ImportFact]) -> tuple[set[bytes], set[bytes]]:
    """Those of the names that stand for types somewhere, and those that may stand for values."""
    types: set[bytes] = set()
    values: set[bytes] = set()
    for start, end, name in _places(parsed.content, names):
        if name in values:
            continue
        node = parsed.root.descendant_for_byte_range(start, end)
        if node is None or _in_import(node):
            continue
        if _is_type(node):
            types.add(name)
        elif node.type not in _NO_VALUE:
            values.add(name)
    return types, values


def _places(text: bytes, names: Mapping[bytes, ImportFact]) -> Iterator[tuple[int, int, bytes]]:
    for found in _WORD.finditer(text):
        if found[0] in names:
            yield found.start(), found.end(), found[0]


def _in_import(node: Node) -> bool:
    above = node.parent
    return above is not None and above.type in (
        "import_specifier",
        "import_clause",
        "namespace_import",
    )


def _is_type(node: Node) -> bool:
    if node.type == "type_identifier":
        return True
    above = node.parent
    while above is not None and above.type in _PARTS:
        above = above.parent
    return node.type == "identifier" and above is not None and above.type in _OF_TYPES
