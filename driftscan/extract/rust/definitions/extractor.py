"""Definitions in Rust source: structs, enumerations without contents, functions that decide."""

import re
from collections.abc import Iterator

from tree_sitter import Node

from driftscan.extract.meaning.types import type_of
from driftscan.extract.rust.definitions.serde import serde_of
from driftscan.extract.syntax.parsed import line_of
from driftscan.extract.syntax.terms.phrases import named, phrase_of
from driftscan.extract.syntax.terms.reading import (
    Dialect,
    Function,
    child_text,
    definitions_in,
)
from driftscan.model.definition import DefinitionFacts, EntityFact, FieldFact, LabelFact

_QUERY = """
(function_item) @function
[(struct_item) (enum_item) (impl_item)] @type
[(const_item) (static_item)] @constant
"""
_WANTED = re.compile(rb"\b(?:struct|enum|fn|const)\s+\w")


def extract(content: bytes, /) -> DefinitionFacts:
    """Facts of one file."""
    return definitions_in(content, _RUST)


def _type_name(node: Node) -> str:
    if node.type == "impl_item":
        return child_text(node, "type").partition("<")[0].rpartition("::")[2]
    return child_text(node, "name")


def _function(node: Node) -> Function | None:
    given = node.child_by_field_name("parameters")
    takes = tuple(
        (child_text(each, "pattern"), _plain(child_text(each, "type")))
        for each in (named(given) if given is not None else ())
        if each.type == "parameter"
    )
    return Function(child_text(node, "name"), node, node.child_by_field_name("body"), takes)


def _plain(text: str) -> str:
    short = text.lstrip("&").removeprefix("mut ").rpartition("::")[2]
    return short if short.isidentifier() and type_of(short).name == short else ""


def _entities(node: Node) -> Iterator[EntityFact]:
    body, name = node.child_by_field_name("body"), _type_name(node)
    if body is None or node.type == "impl_item":
        return
    is_local = not any(each.type == "visibility_modifier" for each in node.children)
    if node.type == "enum_item":
        labels = tuple(_labels(body))
        if labels:
            yield EntityFact(name, "enum", line_of(node), (), labels, is_local=is_local)
        return
    declared = [each for each in named(body) if each.type == "field_declaration"]
    inside = [each for each in declared if not serde_of(each).is_flat]
    has_defaults = serde_of(node).may_lack
    fields = tuple(_field(each, has_defaults) for each in inside)
    if fields:
        is_open = len(inside) < len(declared)
        yield EntityFact(name, "class", line_of(node), fields, (), is_open, is_local=is_local)


def _field(node: Node, has_defaults: bool) -> FieldFact:
    """What serde fills in, or leaves out where it is empty, may be missing, though nobody who holds
    the struct finds it so: that is said by neither."""
    found = type_of(child_text(node, "type"), strict=True)
    serde = serde_of(node)
    nullable = found.nullable or (None if serde.may_lack or has_defaults else found.nullable)
    return FieldFact(serde.name or child_text(node, "name"), found.name, line_of(node), nullable)


def _labels(body: Node) -> list[LabelFact]:
    """[] if a variant holds anything: it is no enumeration but a sum of types."""
    found: list[LabelFact] = []
    for each in named(body):
        if each.type != "enum_variant":
            continue
        if each.child_by_field_name("body") is not None:
            return []
        phrase = phrase_of(each.child_by_field_name("value"))
        word = serde_of(each).name or (phrase.word if phrase.kind == "number" else "")
        found.append(LabelFact(child_text(each, "name"), word, line_of(each)))
    return found


def _constant(node: Node) -> Iterator[tuple[str, Node]]:
    value = node.child_by_field_name("value")
    if value is not None:
        yield child_text(node, "name"), value


_RUST = Dialect("rust", _QUERY, _WANTED, _function, _entities, _constant, _type_name)
