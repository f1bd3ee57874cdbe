"""Definitions in PHP source: classes, enumerations, methods and scopes that decide."""

import re
from collections.abc import Iterator

from tree_sitter import Node

from driftscan.extract.meaning.types import type_of
from driftscan.extract.syntax.parsed import line_of, text_of
from driftscan.extract.syntax.terms.abstract import is_abstract
from driftscan.extract.syntax.terms.bases import plain_base
from driftscan.extract.syntax.terms.handed_out import (
    accessors_of,
    does_nothing,
    is_given,
    is_hidden,
)
from driftscan.extract.syntax.terms.phrases import named, phrase_of
from driftscan.extract.syntax.terms.reading import (
    Dialect,
    Function,
    child_text,
    definitions_in,
)
from driftscan.model.definition import DefinitionFacts, EntityFact, FieldFact, LabelFact

_QUERY = """
[(method_declaration) (function_definition)] @function
[(class_declaration) (enum_declaration)] @type
(const_declaration) @constant
"""
# `@ORM\Column`, `@Groups`: what a mapper or a serializer is told; `@var` tells nobody.
_MAPPED = re.compile(r"@(?:[A-Z]\w*)(?:\\\w+)*")
_WANTED = re.compile(rb"\b(?:class|enum|function|const)\s+\w", re.I)


def extract(content: bytes, /) -> DefinitionFacts:
    """Facts of one file."""
    return definitions_in(content, _PHP)


def _type_name(node: Node) -> str:
    return child_text(node, "name")


def _function(node: Node) -> Function | None:
    """Eloquent's `scopeActive` is called `active`."""
    given = node.child_by_field_name("parameters")
    takes = tuple(
        (child_text(each, "name").lstrip("$"), _plain(child_text(each, "type")))
        for each in (named(given) if given is not None else ())
    )
    name = child_text(node, "name")
    return Function(name, node, node.child_by_field_name("body"), takes)


def _plain(text: str) -> str:
    short = text.rpartition("\\")[2]
    known = short.isidentifier() and short[:1].isupper() and short not in ("Builder", "Request")
    return short if known and type_of(short).name == short else ""


def _entities(node: Node) -> Iterator[EntityFact]:
    name, body = _type_name(node), node.child_by_field_name("body")
    if body is None:
        return
    if node.type == "enum_declaration":
        yield EntityFact(name, "enum", line_of(node), (), tuple(_labels(body)))
        return
    every = [pair for each in named(body) for pair in _fields(each)]
    accessors, is_all = accessors_of(body), does_nothing(body)
    fields = tuple(
        field
        for at, field in every
        if is_all or not is_hidden(at) or is_given(field.name, accessors) or _is_mapped(at)
    )
    is_open = is_abstract(node) or len(fields) < len(every)
    above = [one for each in named(node) if each.type == "base_clause" for one in named(each)]
    if fields:
        bases = tuple(map(plain_base, above))
        yield EntityFact(name, "class", line_of(node), fields, (), is_open, bases)


def _fields(node: Node) -> Iterator[tuple[Node, FieldFact]]:
    """Each with its declaration."""
    if node.type == "property_declaration":
        if any(each.type == "static_modifier" for each in node.named_children):
            return
        for each in named(node):
            if each.type == "property_element":
                yield node, _field(each, child_text(node, "type"))
    elif node.type == "method_declaration" and child_text(node, "name") == "__construct":
        given = node.child_by_field_name("parameters")
        for each in named(given) if given is not None else ():
            if each.type == "property_promotion_parameter":
                yield each, _field(each, child_text(each, "type"))


def _is_mapped(node: Node) -> bool:
    """Whether what stands before a property says how it is kept or sent."""
    before = node.prev_named_sibling
    is_said = before is not None and before.type == "comment" and _MAPPED.search(text_of(before))
    return bool(is_said) or any(each.type == "attribute_list" for each in node.named_children)


def _field(node: Node, written: str) -> FieldFact:
    found = type_of(f"{written[1:]}?" if written.startswith("?") else written, strict=bool(written))
    name = child_text(node, "name").lstrip("$")
    has_default = node.child_by_field_name("default_value") is not None
    nullable = found.nullable or None if has_default else found.nullable
    return FieldFact(name, found.name, line_of(node), nullable)


def _labels(body: Node) -> Iterator[LabelFact]:
    for each in named(body):
        if each.type == "enum_case":
            phrase = phrase_of(each.child_by_field_name("value"))
            word = phrase.word if phrase.kind in ("text", "number") else ""
            yield LabelFact(child_text(each, "name"), word, line_of(each))


def _constant(node: Node) -> Iterator[tuple[str, Node]]:
    for each in named(node):
        inner = named(each)
        if each.type == "const_element" and len(inner) > 1:
            yield text_of(inner[0]), inner[-1]


_PHP = Dialect("php", _QUERY, _WANTED, _function, _entities, _constant, _type_name)
