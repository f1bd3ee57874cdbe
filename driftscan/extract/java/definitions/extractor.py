"""Definitions in Java source: classes, records, enumerations, and methods that decide."""

import re
from collections.abc import Iterable, Iterator

from tree_sitter import Node

from driftscan.extract.meaning.types import Type, type_of
from driftscan.extract.syntax.parsed import line_of, text_of
from driftscan.extract.syntax.terms.abstract import is_abstract
from driftscan.extract.syntax.terms.bases import plain_base
from driftscan.extract.syntax.terms.derived import derived_query
from driftscan.extract.syntax.terms.handed_out import (
    accessors_of,
    are_all_given,
    does_nothing,
    is_given,
    is_hidden,
)
from driftscan.extract.syntax.terms.kept import KEPT
from driftscan.extract.syntax.terms.labels import says_value
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
(method_declaration) @function
[(class_declaration) (record_declaration) (enum_declaration) (interface_declaration)] @type
(field_declaration (modifiers "static" "final")) @constant
(constant_declaration) @constant
"""
_WANTED = re.compile(rb"\b(?:class|record|enum|interface)\s+\w")
_REQUIRED = re.compile(r"@(?:NotNull|NonNull|NotBlank|NotEmpty)\b|nullable\s*=\s*false|@Id\b")
_OPTIONAL = re.compile(r"@Nullable\b|nullable\s*=\s*true")
# What the constants of an enumeration are given first: its constructor's, or Lombok's first field.
_FIRST_GIVEN = re.compile(
    r"(?:^|[;{}])[ \t]*(?:(?:private|public)\s+)?(?:[A-Z]\w*\s*\(\s*|private\s+final\s+|final\s+)"
    r"(?:final\s+)?[\w<>]+\s+(\w+)\s*[,;)]",
    re.M,
)
_SERVICES = re.compile(r"@(?:Autowired|Inject|Value|Resource|PersistenceContext|Mock)\b")
_BEANS = re.compile(r"@(?:Service|RestController|Controller|Component|Configuration|Repository)\b")


def extract(content: bytes, /) -> DefinitionFacts:
    """Facts of one file."""
    return definitions_in(content, _JAVA)


def _function(node: Node) -> Function | None:
    given = node.child_by_field_name("parameters")
    takes = tuple(
        (child_text(each, "name"), _plain_type(child_text(each, "type")))
        for each in (named(given) if given is not None else ())
        if each.type == "formal_parameter"
    )
    name, body = child_text(node, "name"), node.child_by_field_name("body")
    texts = tuple(_queries(node))
    derived = derived_query(name) if body is None and not texts else None
    if derived:
        return Function(derived.name, node, None, takes, (derived.query,))
    return Function(name, node, body, takes, texts)


def _plain_type(text: str) -> str:
    return text if text.isidentifier() and text[:1].isupper() and type_of(text).name == text else ""


def _queries(node: Node) -> Iterator[str]:
    """The text of `@Query("SELECT ...")`."""
    for mark in _marks(node):
        if child_text(mark, "name").rpartition(".")[2] in ("Query", "NamedQuery"):
            arguments = mark.child_by_field_name("arguments")
            for each in named(arguments) if arguments is not None else ():
                value = each.child_by_field_name("value") or each
                if value.type in ("string_literal", "text_block"):
                    yield text_in(value)
                elif (whole := phrase_of(value)).kind == "text":  # of several, with + between
                    yield whole.word


def _marks(node: Node) -> list[Node]:
    found = [each for each in node.named_children if each.type == "modifiers"]
    return [each for part in found for each in part.named_children if "annotation" in each.type]


def _entities(node: Node) -> Iterator[EntityFact]:
    name, body = child_text(node, "name"), node.child_by_field_name("body")
    if node.type == "enum_declaration":
        given = _FIRST_GIVEN.search(text_of(node).partition(f" {name}")[2])
        is_value = says_value(text_of(node), given[1] if given else "")
        labels = tuple(_labels(body, is_value)) if body is not None else ()
        yield EntityFact(name, "enum", line_of(node), (), labels)
        return
    marks = " ".join(text_of(each) for each in _marks(node))
    if _BEANS.search(marks) or node.type == "interface_declaration":
        return
    form = "model" if KEPT.search(marks) else "class"
    every = list(_fields(body)) if body is not None else []
    is_all = body is None or form == "model" or are_all_given(marks) or does_nothing(body)
    shared = every if is_all else list(_given(body, every))
    own = (*_record_fields(node), *(field for _, field in shared))
    if own:
        above = node.child_by_field_name("superclass")
        bases = tuple(map(plain_base, named(above))) if above is not None else ()
        is_open = is_abstract(node) or len(shared) < len(every)
        yield EntityFact(name, form, line_of(node), own, (), is_open, bases)


def _given(
    body: Node | None, every: Iterable[tuple[Node, FieldFact]]
) -> Iterator[tuple[Node, FieldFact]]:
    """Without what a class keeps to itself."""
    accessors = accessors_of(body) if body is not None else ()
    for at, field in every:
        is_marked = any("annotation" in each.type for part in at.children for each in part.children)
        if is_marked or not is_hidden(at) or is_given(field.name, accessors):
            yield at, field


def _labels(body: Node, is_value: bool) -> Iterator[LabelFact]:
    for each in named(body):
        if each.type == "enum_constant":
            given = each.child_by_field_name("arguments")
            first = phrase_of(named(given)[0]) if given is not None and named(given) else None
            plain = is_value and first is not None and first.kind in ("text", "number")
            word = first.word if plain and first else ""
            yield LabelFact(child_text(each, "name"), word, line_of(each))


def _record_fields(node: Node) -> Iterator[FieldFact]:
    given = node.child_by_field_name("parameters")
    for each in named(given) if given is not None else ():
        if each.type == "formal_parameter":
            found = _type_of(each)
            yield FieldFact(child_text(each, "name"), found.name, line_of(each), found.nullable)


def _fields(body: Node) -> Iterator[tuple[Node, FieldFact]]:
    """Each with its declaration."""
    for each in named(body):
        if each.type != "field_declaration":
            continue
        marks = next((text_of(m) for m in each.named_children if m.type == "modifiers"), "")
        if re.search(r"\bstatic\b", marks) or _SERVICES.search(marks):
            continue
        found = _type_of(each)
        nullable = False if _REQUIRED.search(marks) else True if _OPTIONAL.search(marks) else None
        for one in each.children_by_field_name("declarator"):
            said = found.nullable if found.nullable is not None else nullable
            yield each, FieldFact(child_text(one, "name"), found.name, line_of(each), said)


def _type_of(declared: Node) -> Type:
    """`Date` may be a day or a point in time."""
    written = child_text(declared, "type")
    found = type_of(written)
    return Type("", found.nullable) if written.rpartition(".")[2] == "Date" else found


def _constant(node: Node) -> Iterator[tuple[str, Node]]:
    for one in node.children_by_field_name("declarator"):
        value = one.child_by_field_name("value")
        if value is not None:
            yield child_text(one, "name"), value


def _type_name(node: Node) -> str:
    return child_text(node, "name")


_JAVA = Dialect("java", _QUERY, _WANTED, _function, _entities, _constant, _type_name)
