"""Definitions in Ruby source: tables of schema.rb, enumerations, methods and scopes that decide."""

import re
from collections.abc import Iterator

from tree_sitter import Node

from driftscan.extract.meaning.phrase import Phrase
from driftscan.extract.meaning.types import type_of
from driftscan.extract.syntax.parsed import line_of, text_of
from driftscan.extract.syntax.terms.literals import text_in
from driftscan.extract.syntax.terms.phrases import named, phrase_of
from driftscan.extract.syntax.terms.reading import (
    Dialect,
    Function,
    child_text,
    definitions_in,
)
from driftscan.model.definition import DefinitionFacts, EntityFact, FieldFact, LabelFact

_QUERY = """
[(method) (singleton_method)] @function
((call method: (identifier) @_m) @function (#eq? @_m "scope"))
[(class) (module)] @type
((call method: (identifier) @_c) @type (#any-of? @_c "create_table" "enum"))
(assignment left: (constant)) @type
(assignment left: (constant)) @constant
"""
_WANTED = re.compile(
    rb"^\s*(?:class|module|def|scope|create_table|enum)\b|^\s*[A-Z][A-Z_]+\s*=", re.M
)
_NO_COLUMNS = frozenset(("index", "timestamps", "references", "belongs_to", "check_constraint"))


def extract(content: bytes, /) -> DefinitionFacts:
    """Facts of one file."""
    return definitions_in(content, _RUBY)


def _type_name(node: Node) -> str:
    if node.type not in ("class", "module"):
        return ""
    return child_text(node, "name").rpartition("::")[2]


def _function(node: Node) -> Function | None:
    if node.type == "call":
        return _scope(node)
    given = node.child_by_field_name("parameters")
    takes = tuple((text_of(each), "") for each in (named(given) if given is not None else ()))
    return Function(child_text(node, "name"), node, node.child_by_field_name("body"), takes)


def _scope(node: Node) -> Function | None:
    """`scope :active, -> { where(status: "active") }`"""
    arguments = node.child_by_field_name("arguments")
    given = named(arguments) if arguments is not None else []
    if len(given) < 2 or given[0].type != "simple_symbol":
        return None
    body = given[1].child_by_field_name("body")
    inner = named(body) if body is not None else []
    return Function(text_in(given[0]), node, inner[0] if inner else body)


def _entities(node: Node) -> Iterator[EntityFact]:
    if node.type == "assignment":
        yield from _struct(node)
    elif node.type == "call" and child_text(node, "method") == "create_table":
        yield from _table(node)
    elif node.type == "call":
        yield from _enumeration(node)


def _struct(node: Node) -> Iterator[EntityFact]:
    """`Point = Struct.new(:x, :y)`"""
    value = phrase_of(node.child_by_field_name("right"))
    if value.word not in ("new", "define") or not value.parts:
        return
    if value.parts[0].word in ("Struct", "Data"):
        names = [part.word for part in value.parts[1:] if part.kind == "text"]
        fields = tuple(FieldFact(name, "", line_of(node)) for name in names)
        if fields:
            yield EntityFact(child_text(node, "left"), "class", line_of(node), fields)


def _table(node: Node) -> Iterator[EntityFact]:
    arguments, block = node.child_by_field_name("arguments"), node.child_by_field_name("block")
    given = named(arguments) if arguments is not None else []
    body = block.child_by_field_name("body") if block is not None else None
    if not given or body is None:
        return
    fields = [FieldFact("id", "integer", line_of(node), False)]
    fields += [field for each in named(body) for field in _column(each)]
    yield EntityFact(text_in(given[0]), "table", line_of(node), tuple(fields))


def _column(node: Node) -> Iterator[FieldFact]:
    call = phrase_of(node)
    names = [part.word for part in call.parts[1:] if part.kind == "text"]
    if node.type != "call" or call.word in _NO_COLUMNS or not names:
        return
    null = next((p.parts[0] for p in call.parts if p.kind == "pair" and p.word == "null"), None)
    nullable = not (null is not None and null.word == "false")
    yield FieldFact(names[0], type_of(call.word).name, line_of(node), nullable)


def _enumeration(node: Node) -> Iterator[EntityFact]:
    """`enum status: {active: 0}`, `enum :status, [:active]`."""
    call = phrase_of(node)
    given = call.parts[1:]
    name, values = "", None
    for each in given:
        if each.kind == "pair" and each.parts and each.parts[0].kind in ("record", "list"):
            name, values = each.word, each.parts[0]
        elif each.kind == "text":
            name = each.word
        elif each.kind in ("record", "list"):
            values = each
    labels = tuple(_labels(values, line_of(node))) if values is not None else ()
    if name and labels:
        yield EntityFact(
            f"{_class_around(node)}.{name}".strip("."), "enum", line_of(node), (), labels
        )


def _labels(values: Phrase, line: int) -> Iterator[LabelFact]:
    for part in values.parts:
        word = part.parts[0].word if part.kind == "pair" and part.parts else ""
        yield LabelFact(part.word, word if part.kind == "pair" else "", line)


def _class_around(node: Node) -> str:
    above = node.parent
    for _ in range(6):
        if above is None or above.type == "class":
            break
        above = above.parent
    return _type_name(above) if above is not None else ""


def _constant(node: Node) -> Iterator[tuple[str, Node]]:
    value = node.child_by_field_name("right")
    if value is not None:
        yield child_text(node, "left"), value


_RUBY = Dialect("ruby", _QUERY, _WANTED, _function, _entities, _constant, _type_name)
