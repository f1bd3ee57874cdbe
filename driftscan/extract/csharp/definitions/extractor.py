"""Definitions in C# source: classes, records, enumerations, methods and properties that decide."""

import re
from collections.abc import Iterator

from tree_sitter import Node

from driftscan.extract.meaning.types import type_of
from driftscan.extract.syntax.parsed import line_of, text_of
from driftscan.extract.syntax.terms.abstract import is_abstract
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
[(method_declaration) (local_function_statement)] @function
(property_declaration value: (arrow_expression_clause)) @function
[(class_declaration) (record_declaration) (struct_declaration) (enum_declaration)] @type
(field_declaration) @constant
"""
_WANTED = re.compile(rb"\b(?:class|record|struct|enum)\s+\w")
_REQUIRED = re.compile(r"\brequired\b|\[Required\b")
# `{ get; … }`, or a pair of accessors over a field of its own; `{ get { … } }` alone is computed.
_KEPT = re.compile(r"\bget\s*;|\bget\b.*\b(?:set|init)\b|\b(?:set|init)\b.*\bget\b", re.DOTALL)
_HELD = re.compile(
    r"^I[A-Z]\w+(?:<|$)|(?:Service|Repository|Client|Context|Factory|Logger|Mapper)$"
)


def extract(content: bytes, /) -> DefinitionFacts:
    """Facts of one file."""
    return definitions_in(content, _CSHARP)


def _type_name(node: Node) -> str:
    return child_text(node, "name")


def _function(node: Node) -> Function | None:
    given = node.child_by_field_name("parameters")
    takes = tuple(
        (child_text(each, "name"), _plain(child_text(each, "type")))
        for each in (named(given) if given is not None else ())
        if each.type == "parameter"
    )
    body = node.child_by_field_name("body") or node.child_by_field_name("value")
    inner = named(body) if body is not None and body.type == "arrow_expression_clause" else []
    return Function(child_text(node, "name"), node, inner[0] if inner else body, takes)


def _plain(text: str) -> str:
    return text if text.isidentifier() and text[:1].isupper() and type_of(text).name == text else ""


def _entities(node: Node) -> Iterator[EntityFact]:
    name, body = _type_name(node), node.child_by_field_name("body")
    if node.type == "enum_declaration":
        yield EntityFact(
            name, "enum", line_of(node), (), tuple(_labels(body)) if body is not None else ()
        )
        return
    parts = {each.type: each for each in named(node)}
    given = parts.get("parameter_list") if node.type == "record_declaration" else None
    fields = [*_positional(given), *(_properties(body) if body is not None else ())]
    if fields:
        above = named(parts["base_list"]) if "base_list" in parts else []
        bases = tuple(b for b in map(plain_base, above) if not re.match(r"I[A-Z]", b))
        # What is computed is there for who reads it, though it is no field.
        is_computed = body is not None and any(map(_is_computed, named(body)))
        is_open = is_computed or is_abstract(node)
        yield EntityFact(name, "class", line_of(node), tuple(fields), (), is_open, bases)


def _positional(node: Node | None) -> Iterator[FieldFact]:
    for each in named(node) if node is not None else ():
        written = child_text(each, "type")
        if each.type == "parameter" and not _HELD.search(written):
            found = type_of(written)
            nullable = True if found.nullable else None
            yield FieldFact(child_text(each, "name"), found.name, line_of(each), nullable)


def _properties(body: Node) -> Iterator[FieldFact]:
    for each in named(body):
        if each.type == "field_declaration":
            yield from _shown_fields(each)
        if not _is_told(each) or _is_computed(each):
            continue
        found = type_of(child_text(each, "type"))
        head = text_of(each).partition("{")[0]
        nullable = True if found.nullable else False if _REQUIRED.search(head) else None
        yield FieldFact(child_text(each, "name"), found.name, line_of(each), nullable)


def _shown_fields(node: Node) -> Iterator[FieldFact]:
    """`public readonly string Lane;`: not one for all objects."""
    marks = {text_of(each) for each in node.named_children if each.type == "modifier"}
    if "public" not in marks or marks & {"static", "const"}:
        return
    for declared in named(node):
        found = type_of(child_text(declared, "type"))
        for one in named(declared) if declared.type == "variable_declaration" else ():
            if one.type == "variable_declarator":
                nullable = True if found.nullable else None
                yield FieldFact(child_text(one, "name"), found.name, line_of(one), nullable)


def _is_told(node: Node) -> bool:
    """Whether everybody sees this of each object."""
    if node.type != "property_declaration":
        return False
    marks = [text_of(one) for one in node.named_children if one.type == "modifier"]
    return "static" not in marks and "public" in marks


def _is_computed(node: Node) -> bool:
    """Whether this is a property that nothing is kept in: `=> …`, and not `{ get; set; } = …`."""
    return _is_told(node) and not _KEPT.search(child_text(node, "accessors"))


def _labels(body: Node) -> Iterator[LabelFact]:
    for each in named(body):
        if each.type == "enum_member_declaration":
            phrase = phrase_of(each.child_by_field_name("value"))
            word = phrase.word if phrase.kind == "number" else ""
            yield LabelFact(child_text(each, "name"), word, line_of(each))


def _constant(node: Node) -> Iterator[tuple[str, Node]]:
    marks = {text_of(each) for each in node.named_children if each.type == "modifier"}
    if "const" not in marks and not {"static", "readonly"} <= marks:
        return
    for declared in named(node):
        for one in named(declared) if declared.type == "variable_declaration" else ():
            inner = named(one)
            if one.type == "variable_declarator" and len(inner) > 1:
                yield child_text(one, "name"), inner[-1]


_CSHARP = Dialect("c_sharp", _QUERY, _WANTED, _function, _entities, _constant, _type_name)
