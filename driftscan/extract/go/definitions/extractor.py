"""Definitions in Go source: structs, constants of a type as enumerations, functions that decide."""

import re
from collections.abc import Iterator

from tree_sitter import Node

from driftscan.extract.meaning.types import WORDS, type_of
from driftscan.extract.syntax.parsed import line_of, text_of
from driftscan.extract.syntax.terms.bases import plain_base
from driftscan.extract.syntax.terms.phrases import named, phrase_of
from driftscan.extract.syntax.terms.reading import (
    Dialect,
    Function,
    child_text,
    definitions_in,
)
from driftscan.model.definition import DefinitionFacts, EntityFact, FieldFact, LabelFact

_QUERY = """
[(function_declaration) (method_declaration)] @function
(type_spec) @type
(const_declaration) @type
(source_file (const_declaration (const_spec) @constant))
(source_file (var_declaration (var_spec) @constant))
(source_file (var_declaration (var_spec_list (var_spec) @constant)))
"""
_WANTED = re.compile(rb"^(?:type|func|const|var)\b", re.M)
_TAG = re.compile(r'\b(?:json|bson|db|gorm|yaml):"(?:column:)?([A-Za-z_]\w*)')
_ENOUGH = 2


def extract(content: bytes, /) -> DefinitionFacts:
    """Facts of one file."""
    return definitions_in(content, _GO)


def _type_name(node: Node) -> str:
    return child_text(node, "name") if node.type == "type_spec" else ""


def _function(node: Node) -> Function | None:
    given = node.child_by_field_name("parameters")
    takes = [pair for each in (named(given) if given is not None else ()) for pair in _taken(each)]
    receiver = node.child_by_field_name("receiver")
    held = [
        pair for each in (named(receiver) if receiver is not None else ()) for pair in _taken(each)
    ]
    owner = held[0][1] if held else ""
    return Function(
        child_text(node, "name"), node, node.child_by_field_name("body"), tuple(takes), (), owner
    )


def _taken(node: Node) -> Iterator[tuple[str, str]]:
    written = child_text(node, "type").lstrip("*[]")
    name = written.rpartition(".")[2]
    plain = name if name[:1].isupper() and name.isidentifier() else ""
    for each in node.children_by_field_name("name"):
        yield text_of(each), plain


def _entities(node: Node) -> Iterator[EntityFact]:
    if node.type == "const_declaration":
        yield from _enumeration(node)
        return
    written = node.child_by_field_name("type")
    if written is None or written.type != "struct_type":
        return
    fields = [field for each in named(written) for one in named(each) for field in _fields(one)]
    bases = tuple(
        plain_base(kind)
        for each in named(written)
        for one in named(each)
        if one.type == "field_declaration" and not one.children_by_field_name("name")
        if (kind := one.child_by_field_name("type")) is not None
    )
    if fields:
        form = "model" if "gorm:" in text_of(written) or "bson:" in text_of(written) else "class"
        yield EntityFact(_type_name(node), form, line_of(node), tuple(fields), (), False, bases)


def _fields(node: Node) -> Iterator[FieldFact]:
    if node.type != "field_declaration":
        return
    written, tag = child_text(node, "type"), child_text(node, "tag")
    if written.startswith(("func", "chan", "sync.", "*sync.")):
        return
    found = type_of(written)
    told = _TAG.search(tag)
    names = node.children_by_field_name("name")
    for each in names:
        name = told[1] if told and len(names) == 1 else text_of(each)
        nullable = found.nullable if _may_be_nil(written, found.name, tag) else None
        if "not null" in tag.lower():
            nullable = False
        yield FieldFact(name, found.name, line_of(node), nullable)


def _may_be_nil(written: str, name: str, tag: str) -> bool:
    """Whether a pointer says so. To a struct it is how that is handed on, if it is not left out."""
    return written.startswith("*") and (name in WORDS or "omitempty" in tag)


def _enumeration(node: Node) -> Iterator[EntityFact]:
    """Constants of one type that stand together; below `iota` the type is not written again."""
    labels: dict[str, list[LabelFact]] = {}
    type_ = ""
    for each in named(node):
        if each.type != "const_spec":
            continue
        written, value = child_text(each, "type"), each.child_by_field_name("value")
        type_ = written or (type_ if value is None else "")
        if not type_ or type_ in ("string", "int", "int64", "uint", "byte", "float64"):
            continue
        phrase = phrase_of(value)
        word = phrase.word if phrase.kind in ("text", "number") else ""
        for name in each.children_by_field_name("name"):
            if text_of(name) != "_" and name.is_named:
                label = LabelFact(text_of(name), word, line_of(each))
                labels.setdefault(type_, []).append(label)
    for name_, found in labels.items():
        if len(found) >= _ENOUGH:
            yield EntityFact(name_.rpartition(".")[2], "enum", found[0].line, (), tuple(found))


def _constant(node: Node) -> Iterator[tuple[str, Node]]:
    names = [each for each in node.children_by_field_name("name") if each.is_named]
    value = node.child_by_field_name("value")
    values = named(value) if value is not None else []
    yield from zip(map(text_of, names), values, strict=False)


_GO = Dialect("go", _QUERY, _WANTED, _function, _entities, _constant, _type_name)
