"""Definitions in Kotlin source: classes, enumerations, functions and properties that decide."""

import re
from collections.abc import Iterator

from tree_sitter import Node

from driftscan.extract.meaning.types import type_of
from driftscan.extract.syntax.parsed import line_of, text_of
from driftscan.extract.syntax.terms.abstract import is_abstract
from driftscan.extract.syntax.terms.bases import plain_base
from driftscan.extract.syntax.terms.derived import derived_query
from driftscan.extract.syntax.terms.handed_out import does_nothing, is_hidden
from driftscan.extract.syntax.terms.kept import KEPT
from driftscan.extract.syntax.terms.labels import says_value
from driftscan.extract.syntax.terms.phrases import named, phrase_of
from driftscan.extract.syntax.terms.reading import (
    Dialect,
    Function,
    child_text,
    definitions_in,
)
from driftscan.model.definition import DefinitionFacts, EntityFact, FieldFact, LabelFact

_QUERY = """
(function_declaration) @function
(property_declaration (getter)) @function
(class_declaration) @type
(property_declaration) @constant
"""
_WANTED = re.compile(rb"\b(?:class|fun|const)\s+\w")
_TYPES = frozenset(("user_type", "nullable_type", "function_type", "type_identifier"))
_SERVICES = re.compile(r"(?:Service|Repository|Client|Controller|Factory|Manager|Template)$")


def extract(content: bytes, /) -> DefinitionFacts:
    """Facts of one file."""
    return definitions_in(content, _KOTLIN)


def _type_name(node: Node) -> str:
    name = child_text(node, "name")
    return name or next((text_of(e) for e in named(node) if "identifier" in e.type), "")


def _function(node: Node) -> Function | None:
    if node.type == "property_declaration":
        getter = next(each for each in node.named_children if each.type == "getter")
        return Function(_declared(node)[0], node, _body(getter))
    given = next((e for e in named(node) if e.type == "function_value_parameters"), None)
    takes = [
        (text_of(named(each)[0]), _plain(_type_in(each)))
        for each in (named(given) if given is not None else ())
        if each.type == "parameter" and named(each)
    ]
    receiver = next((text_of(e) for e in named(node) if e.type == "user_type"), "")
    is_extension = f"{receiver}." in text_of(node).partition("(")[0] if receiver else False
    name, body = child_text(node, "name"), _body(node)
    derived = derived_query(name) if body is None else None
    if derived:
        return Function(derived.name, node, None, tuple(takes), (derived.query,))
    return Function(name, node, body, tuple(takes), (), receiver * is_extension)


def _body(node: Node) -> Node | None:
    """`= expression` is one that is given back."""
    body = next((each for each in node.named_children if each.type == "function_body"), None)
    if body is None:
        return None
    inner = named(body)
    return inner[0] if inner and inner[0].type != "block" else body


def _plain(text: str) -> str:
    return text if text.isidentifier() and type_of(text).name == text else ""


def _type_in(node: Node) -> str:
    return next((text_of(each) for each in named(node) if each.type in _TYPES), "")


def _declared(node: Node) -> tuple[str, str]:
    """Name and type of a property."""
    for each in node.named_children:
        if each.type == "variable_declaration":
            return text_of(named(each)[0]), _type_in(each)
    return "", ""


def _entities(node: Node) -> Iterator[EntityFact]:
    name = _type_name(node)
    parts = {each.type: each for each in named(node)}
    if "enum_class_body" in parts:
        first = next(_constructed(parts.get("primary_constructor")), None)
        is_value = says_value(text_of(node), first.name if first else "")
        labels = tuple(_labels(parts["enum_class_body"], is_value))
        yield EntityFact(name, "enum", line_of(node), (), labels)
        return
    is_kept = bool(KEPT.search(text_of(node)[:400].partition("class ")[0]))
    body = parts.get("class_body")
    shows_all = is_kept or body is None or does_nothing(body)
    constructed = _constructed(parts.get("primary_constructor"), is_kept, shows_all)
    fields = [*constructed, *_in_body(body, shows_all)]
    if fields and not _SERVICES.search(name):
        form = "model" if is_kept else "class"
        bases = tuple(_bases(parts.get("delegation_specifiers")))
        hides = not shows_all and any(map(_hides, parts.values()))
        is_open = is_abstract(node) or hides
        yield EntityFact(name, form, line_of(node), tuple(fields), (), is_open, bases)


def _hides(part: Node) -> bool:
    """Whether a part of a class declares what it keeps to itself."""
    inner = [one for each in named(part) for one in (each, *named(each))]
    held = [each for each in inner if each.type in ("class_parameter", "property_declaration")]
    return any(map(is_hidden, held))


def _bases(node: Node | None) -> Iterator[str]:
    """`: Base(id), Comparable<Order>`: of an interface a class says everything itself."""
    for each in named(node) if node is not None else ():
        yield from (plain_base(one) for one in named(each) if one.type == "constructor_invocation")


def _constructed(
    node: Node | None, is_kept: bool = False, shows_all: bool = True
) -> Iterator[FieldFact]:
    """is_kept: of a database, whose columns may be needed though a new object has none of them.
    shows_all: whether what is private is data, too."""
    lists = [e for e in named(node) if e.type == "class_parameters"] if node is not None else []
    for each in (one for found in lists for one in named(found)):
        written = _type_in(each)
        names = [one for one in named(each) if "identifier" in one.type]
        is_field = any(one.type in ("val", "var") for one in each.children)
        is_own = is_hidden(each) and not shows_all
        if names and is_field and not is_own and not _SERVICES.search(written):
            found = type_of(written, strict=True)
            has_default = any(one.type == "=" for one in each.children)
            said = (found.nullable and not is_kept) or None
            nullable = said if has_default else found.nullable
            yield FieldFact(text_of(names[0]), found.name, line_of(each), nullable)


def _in_body(node: Node | None, shows_all: bool) -> Iterator[FieldFact]:
    for each in named(node) if node is not None else ():
        is_own = is_hidden(each) and not shows_all
        if each.type == "property_declaration" and not _is_computed(each) and not is_own:
            name, written = _declared(each)
            if written and not _SERVICES.search(written):
                found = type_of(written, strict=True)
                yield FieldFact(name, found.name, line_of(each), found.nullable)


def _is_computed(node: Node) -> bool:
    return any(each.type in ("getter", "property_delegate") for each in node.named_children)


def _labels(body: Node, is_value: bool) -> Iterator[LabelFact]:
    for each in named(body):
        if each.type == "enum_entry":
            inner = named(each)
            given = next((one for one in inner if one.type == "value_arguments"), None)
            first = phrase_of(named(given)[0]) if given is not None and named(given) else None
            plain = is_value and first is not None and first.kind in ("text", "number")
            word = first.word if plain and first else ""
            name = next((text_of(one) for one in inner if "identifier" in one.type), "")
            yield LabelFact(name, word, line_of(each))


def _constant(node: Node) -> Iterator[tuple[str, Node]]:
    name = _declared(node)[0]
    inner = named(node)
    if name.isupper() and inner and inner[-1].type not in ("variable_declaration", "modifiers"):
        yield name, inner[-1]


_KOTLIN = Dialect("kotlin", _QUERY, _WANTED, _function, _entities, _constant, _type_name)
