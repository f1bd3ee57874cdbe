"""A file of a language that is parsed with tree-sitter to definitions."""

import re
from collections.abc import Callable, Iterator

from msgspec import Struct
from msgspec.structs import replace
from tree_sitter import Node

from driftscan.extract.meaning.constants import constant_of
from driftscan.extract.meaning.nested import nested_name
from driftscan.extract.meaning.phrase import Phrase
from driftscan.extract.meaning.routines import Routine, meanings_of
from driftscan.extract.meaning.surroundings import Surroundings, is_constant
from driftscan.extract.syntax.outline.program import Nesting
from driftscan.extract.syntax.parsed import Parsed, line_of, parse, text_of
from driftscan.extract.syntax.terms import calls, displays
from driftscan.extract.syntax.terms.bodies import body_of
from driftscan.extract.syntax.terms.literals import plain_name
from driftscan.extract.syntax.terms.outdated import WORDS, is_past
from driftscan.extract.syntax.terms.phrases import phrase_of
from driftscan.model.definition import ConstantFact, DefinitionFacts, EntityFact
from driftscan.model.fact import Problem

_LOADED = (calls, displays)  # they tell phrases.py of their nodes
_SIZE = 1_500_000
_BARE = frozenset(("java", "c_sharp", "kotlin", "ruby"))  # a field may stand without its holder
_KEEPERS = ("QuerySet", "Manager", "Repository", "Queries", "Specifications", "Specification")


class Function(Struct, frozen=True):
    """A function as its grammar has it. takes: names and types of parameters. texts: of queries
    that annotations hold. owner: where it is not the type around it."""

    name: str
    node: Node
    body: Node | None
    takes: tuple[tuple[str, str], ...] = ()
    texts: tuple[str, ...] = ()
    owner: str = ""


class Dialect(Struct, frozen=True):
    """What is different in each language.

    query: captures '@function', '@type' and '@constant'. wanted: without it a file says nothing.
    function: reads one; entities: those that a captured type holds, given its node; constant: names
    and values of a captured constant.
    """

    grammar: str
    query: str
    wanted: re.Pattern[bytes]
    function: Callable[[Node], Function | None]
    entities: Callable[[Node], Iterator[EntityFact]]
    constant: Callable[[Node], Iterator[tuple[str, Node]]]
    type_name: Callable[[Node], str]
    finish: Callable[[list[EntityFact], Parsed], list[EntityFact]] | None = None


def definitions_in(content: bytes, dialect: Dialect) -> DefinitionFacts:
    """Facts of one file. Problems: those of parse(), and 'too-large' (fatal)."""
    if not dialect.wanted.search(content):
        return DefinitionFacts()
    if len(content) > _SIZE:
        problem = Problem("too-large", "is longer than what is read for definitions", fatal=True)
        return DefinitionFacts(problems=(problem,))
    parsed = parse(content, dialect.grammar)
    if isinstance(parsed, Problem):
        return DefinitionFacts(problems=(parsed,))
    found: dict[str, list[Node]] = {"function": [], "type": [], "constant": []}
    for captured in parsed.matches(dialect.query):
        for role in found.keys() & captured.keys():
            found[role] += captured[role]
    return _facts(parsed, dialect, found, WORDS.search(content) is not None)


def _facts(
    parsed: Parsed, dialect: Dialect, found: dict[str, list[Node]], may_be_past: bool
) -> DefinitionFacts:
    named = {
        plain_name(name): (phrase_of(value), line_of(value))
        for node in found["constant"]
        for name, value in dialect.constant(node)
    }
    values = {name: phrase for name, (phrase, _) in named.items()}
    entities = list(_entities(dialect, found["type"], may_be_past))
    if dialect.finish:
        entities = dialect.finish(entities, parsed)
    routines = list(_routines(dialect, found))
    return DefinitionFacts(
        entities=tuple(sorted(entities, key=lambda each: each.line)),
        constants=tuple(_constants(named, values)),
        meanings=tuple(meanings_of(routines, values, dialect.grammar in _BARE)),
        problems=parsed.problems,
    )


def _entities(dialect: Dialect, types: list[Node], may_be_past: bool) -> Iterator[EntityFact]:
    nesting = Nesting([(node.start_byte, node.end_byte) for node in types])
    for at, node in enumerate(types):
        for each in dialect.entities(node):
            if each.form == "enum":
                around = [other for other in nesting.around(node.start_byte) if other != at]
                outer = next((dialect.type_name(types[other]) for other in around), "")
                each = replace(each, name=nested_name(outer, each.name))
            yield replace(each, is_past=True) if may_be_past and is_past(node) else each


def _constants(
    named: dict[str, tuple[Phrase, int]], values: dict[str, Phrase]
) -> Iterator[ConstantFact]:
    around = Surroundings(values)
    for name, (phrase, line) in named.items():
        fact = constant_of(name, phrase, line, around)
        if fact and (is_constant(name) or name[:1].isupper()):
            yield fact


def _routines(dialect: Dialect, found: dict[str, list[Node]]) -> Iterator[Routine]:
    types = found["type"]
    nesting = Nesting([(node.start_byte, node.end_byte) for node in types])
    names = [dialect.type_name(node) for node in types]
    for node in found["function"]:
        function = dialect.function(node)
        if function is None or not function.name:
            continue
        around = nesting.around(node.start_byte)
        owner = function.owner or next((names[at] for at in around if names[at]), "")
        body = body_of(function.body, dialect.grammar)
        yield Routine(
            plain_name(function.name),
            plain_owner(owner),
            line_of(node),
            function.takes,
            body.local,
            tuple(body.guards),
            body.given,
            tuple(body.said),
            function.texts,
        )


def plain_owner(name: str) -> str:
    """A repository speaks of what it keeps."""
    for ending in _KEEPERS:
        if name.endswith(ending) and len(name) > len(ending):
            return name.removesuffix(ending)
    return name


def child_text(node: Node, field: str) -> str:
    """The text of a field, '' for none."""
    found = node.child_by_field_name(field)
    return text_of(found) if found is not None else ""
