"""Interfaces, aliases, classes and enumerations of TypeScript, and schemas of libraries."""

import re
from collections.abc import Iterator, Sequence

from tree_sitter import Node

from driftscan.extract.javascript.definitions.inherited import (
    Inherited,
    bases_of_class,
    inherited,
    members_of,
)
from driftscan.extract.javascript.definitions.schemas import schemas_of
from driftscan.extract.javascript.definitions.turned import turned_of
from driftscan.extract.javascript.definitions.values import labels_of_values
from driftscan.extract.meaning.types import Type, type_of
from driftscan.extract.syntax.parsed import line_of, text_of
from driftscan.extract.syntax.terms.abstract import is_abstract
from driftscan.extract.syntax.terms.bases import plain_base
from driftscan.extract.syntax.terms.handed_out import does_nothing, is_hidden
from driftscan.extract.syntax.terms.literals import text_in
from driftscan.extract.syntax.terms.phrases import named, phrase_of
from driftscan.extract.syntax.terms.reading import child_text
from driftscan.model.definition import EntityFact, FieldFact, LabelFact

# How decorators of GraphQL, TypeORM, class-validator and Swagger say that nothing may stand there.
_OPTIONAL = re.compile(
    r"\bnullable:\s*true|@IsOptional\b|@ApiPropertyOptional\b|\brequired:\s*false"
)
# What a field of GraphQL is, there or not, its decorator says: it is there, unless that says else.
_SENT = re.compile(r"@Field\b")
# What a generic of the project's own allows: `RequiredOrNull<string>`.
_ALLOWING = re.compile(r"^(?!No[nt])\w*(?:Null|Nil|Undefined|Optional|Maybe)\w*<")
_NOTHING = re.compile(r"\s*\|\s*(?:null|undefined)\b")
_OF_OTHER = re.compile(r"\w\[['\"]\w+['\"]\]$")
# A relation is there or not as it was loaded.
_RELATION = re.compile(r"@(?:Many|One)To(?:Many|One)\b")

# TypeORM's and MikroORM's entities, documents of mongoose as Nest writes them.
_KEPT = re.compile(r"@(?:\w*Entity|Schema)\b(?=\(|\s|$)")


def entities_of(node: Node) -> Iterator[EntityFact]:
    """What a captured type holds."""
    name = type_name(node)
    if not name:
        return
    if node.type == "enum_declaration":
        labels = tuple(_enum_labels(node))
        if labels:
            yield EntityFact(name, "enum", line_of(node), (), labels)
    elif node.type == "type_alias_declaration":
        yield from _alias(name, node)
    elif node.type == "variable_declarator":
        yield from schemas_of(name, node)
    else:
        yield from _with_body(name, node)


def type_name(node: Node) -> str:
    """The name of a captured type; what is no type has none."""
    return child_text(node, "name") if node.type != "variable_declarator" else _variable(node)


def _variable(node: Node) -> str:
    value = node.child_by_field_name("value")
    is_call = value is not None and value.type in ("call_expression", "new_expression")
    return child_text(node, "name") if is_call else ""


def _with_body(name: str, node: Node) -> Iterator[EntityFact]:
    body = node.child_by_field_name("body")
    is_class = "class" in node.type
    fields = tuple(_fields(body)) if body is not None else ()
    if fields and not is_class:
        gained = inherited(node)
        fields = _with_those_of(gained, fields)
        is_open = any(map(_takes_any, (body, *gained.bodies)))
        yield EntityFact(name, "type", line_of(node), fields, (), is_open, gained.elsewhere)
    elif fields:
        form = _form_of_class(node)
        bases = tuple(bases_of_class(node))
        is_open = is_abstract(node) or (body is not None and _own_state(body) != [])
        turned = turned_of(node)
        yield EntityFact(name, form, line_of(node), fields, (), is_open, bases, turned=turned)


def _with_those_of(gained: Inherited, own: Sequence[FieldFact]) -> tuple[FieldFact, ...]:
    """Those of an interface, and of those of the file that it extends: what is written nearer to it
    counts."""
    found: dict[str, FieldFact] = {}
    for body in reversed(gained.bodies):
        found |= {each.name: each for each in _fields(body)}
    found |= {each.name: each for each in own}
    return tuple(found.values())


def _form_of_class(node: Node) -> str:
    """Decorators stand before the class, or before what exports it."""
    marks = [each for each in node.named_children if each.type == "decorator"]
    before = node.parent.named_children if node.parent is not None else []
    marks += [each for each in before if each.type == "decorator"]
    return "model" if any(_KEPT.match(text_of(each)) for each in marks) else "class"


def _alias(name: str, node: Node) -> Iterator[EntityFact]:
    value = node.child_by_field_name("value")
    if value is None:
        return
    labels = tuple(_union_labels(value) or labels_of_values(node))
    if len(labels) > 1:
        yield EntityFact(name, "enum", line_of(node), (), labels)
        return
    parts = members_of(value)
    fields = tuple(f for each in parts if each.type == "object_type" for f in _fields(each))
    if fields:
        bases = tuple(plain_base(each) for each in parts if each.type != "object_type")
        is_open = any(map(_takes_any, parts))
        yield EntityFact(name, "type", line_of(node), fields, (), is_open, bases)


def _takes_any(body: Node | None) -> bool:
    """`[key: string]: unknown`"""
    return body is not None and any(each.type == "index_signature" for each in named(body))


def _fields(body: Node) -> Iterator[FieldFact]:
    own = _own_state(body)
    for each in named(body):
        if each in own:
            continue
        if each.type in ("property_signature", "public_field_definition"):
            found = _field(each)
            if found:
                yield found
        elif each.type == "method_definition" and child_text(each, "name") == "constructor":
            yield from _promoted(each)


def _field(node: Node) -> FieldFact | None:
    if any(each.type == "static" for each in node.children):
        return None
    name = child_text(node, "name").strip("'\"")
    written = node.child_by_field_name("type")
    value = node.child_by_field_name("value")
    if not name or name[:1] in "#[" or (value is not None and "function" in value.type):
        return None
    text = text_of(written).lstrip(": ") if written is not None else ""
    if "=>" in text:
        return None
    marks = " ".join(text_of(each) for each in node.children if each.type == "decorator")
    optional = any(each.type == "?" for each in node.children) or bool(_OPTIONAL.search(marks))
    # What a field of another type is called says neither its type nor whether it may be missing.
    is_relation = bool(_RELATION.search(marks))
    found = Type("") if is_relation or _OF_OTHER.search(text) else type_of(text, strict=bool(text))
    # A number is any number at all, a Date a point in time.
    kind = {"number": "", "Date": "time"}.get(_NOTHING.sub("", text), found.name)
    nullable = found.nullable or None if value is not None else found.nullable
    optional = (optional or bool(_ALLOWING.match(text))) and not is_relation
    if _SENT.search(marks) and not _OPTIONAL.search(marks) and (optional or nullable):
        return FieldFact(name, kind, line_of(node), None)  # said twice, and not alike
    return FieldFact(name, kind, line_of(node), True if optional else nullable)


def _own_state(body: Node) -> list[Node]:
    """`private queue: Job[]` of a class that does something, if no decorator says how it is kept or
    sent."""
    if does_nothing(body):
        return []
    hidden = (each for each in named(body) if is_hidden(each))
    return [each for each in hidden if all(one.type != "decorator" for one in each.children)]


def _promoted(constructor: Node) -> Iterator[FieldFact]:
    """`constructor(public name: string)`; what is private there is handed in, and no field."""
    given = constructor.child_by_field_name("parameters")
    for each in named(given) if given is not None else ():
        if any(
            c.type == "accessibility_modifier" and text_of(c) == "public" for c in each.children
        ):
            written = each.child_by_field_name("type")
            text = text_of(written).lstrip(": ") if written is not None else ""
            found = type_of(text, strict=bool(text))
            yield FieldFact(child_text(each, "pattern"), found.name, line_of(each), found.nullable)


def _enum_labels(node: Node) -> Iterator[LabelFact]:
    body = node.child_by_field_name("body")
    for each in named(body) if body is not None else ():
        value = each.child_by_field_name("value")
        phrase = phrase_of(value)
        word = phrase.word if phrase.kind in ("text", "number") else ""
        name = child_text(each, "name") or text_of(each)
        yield LabelFact(name.strip("'\""), word, line_of(each))


def _union_labels(value: Node) -> list[LabelFact]:
    """`'active' | 'invited'`, nested to the left; [] if anything else is among them."""
    labels: list[LabelFact] = []
    pending = [value]
    while pending and len(labels) < 200:
        node = pending.pop()
        if node.type == "union_type":
            pending += reversed(named(node))
            continue
        inner = named(node)
        if node.type != "literal_type" or not inner or inner[0].type != "string":
            return []
        word = text_in(inner[0])
        labels.append(LabelFact(word, word, line_of(node)))
    return labels
