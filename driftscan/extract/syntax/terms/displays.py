"""Lists and records as they are written out in all grammars."""

from tree_sitter import Node

from driftscan.extract.meaning.phrase import Phrase
from driftscan.extract.syntax.parsed import line_of, text_of
from driftscan.extract.syntax.terms.literals import text_in
from driftscan.extract.syntax.terms.phrases import READERS, named, phrase_of

_KEYED = frozenset(("pair", "keyed_element", "array_element_initializer", "shorthand"))


def _list(node: Node, depth: int) -> Phrase:
    return Phrase("list", "", tuple(phrase_of(e, depth + 1) for e in named(node)), line_of(node))


def _keyed(node: Node, depth: int) -> Phrase:
    """Records, and lists where nothing in them has a key."""
    inner = named(node)
    pairs = [_pair(each, depth) for each in inner]
    known = [each for each in pairs if each is not None]
    if known or node.type in ("object", "hash"):
        return Phrase("record", "", tuple(known), line_of(node))
    return _list(node, depth)


def _pair(node: Node, depth: int) -> Phrase | None:
    if node.type == "shorthand_property_identifier":
        return Phrase("pair", text_of(node), (Phrase("name", text_of(node)),))
    inner = named(node)
    if node.type not in _KEYED or len(inner) < 2:
        return None
    return Phrase("pair", _key(inner[0]), (phrase_of(inner[1], depth + 1),), line_of(node))


def _key(node: Node) -> str:
    inner = named(node)
    if node.type in ("literal_element", "expression_list") and inner:
        return _key(inner[0])
    if node.type == "computed_property_name":
        return text_of(node).strip("[]")
    leaf = phrase_of(node)
    return leaf.word if leaf.kind in ("text", "name", "number") else text_in(node)


def _composite(node: Node, depth: int) -> Phrase:
    """Go: `[]string{"a"}`, `bson.M{"status": "a"}`, and structs."""
    body, type_ = node.child_by_field_name("body"), node.child_by_field_name("type")
    found = _keyed(body, depth) if body is not None else Phrase("unknown")
    is_named = type_ is not None and type_.type in ("type_identifier", "qualified_type")
    name = text_of(type_).rpartition(".")[2] if type_ is not None and is_named else ""
    return Phrase("record", name, found.parts, found.line) if name else found


def _lone_pair(node: Node, depth: int) -> Phrase:
    return _pair(node, depth) or Phrase("unknown")


def _element(node: Node, depth: int) -> Phrase:
    inner = named(node)
    if len(inner) == 2:
        return _lone_pair(node, depth)
    return phrase_of(inner[0], depth + 1) if inner else Phrase("unknown")


def _implicit(node: Node, depth: int) -> Phrase:
    inner = [each for each in named(node) if each.type == "initializer_expression"]
    return _list(inner[0], depth) if inner else Phrase("unknown")


READERS.update(
    {
        **dict.fromkeys(
            (
                *("array", "array_expression", "array_initializer", "string_array"),
                *("symbol_array", "initializer_expression", "collection_expression"),
                *("collection_literal", "tuple_expression"),
            ),
            _list,
        ),
        "object": _keyed,
        "hash": _keyed,
        "array_creation_expression": _keyed,
        "implicit_array_creation_expression": _implicit,
        "array_element_initializer": _element,
        **dict.fromkeys(("literal_element", "collection_element", "expression_element"), _element),
        "composite_literal": _composite,
        "pair": _lone_pair,
    }
)
