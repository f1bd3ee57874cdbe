"""Python source to definitions: entities, constants, and functions that say who or what counts."""

import ast
import re
from collections.abc import Iterator

from driftscan.extract.meaning.constants import constant_of
from driftscan.extract.meaning.phrase import Phrase
from driftscan.extract.meaning.routines import meanings_of
from driftscan.extract.meaning.surroundings import Surroundings, is_constant
from driftscan.extract.python.definitions.entities import entities_of
from driftscan.extract.python.definitions.phrases import phrase_of
from driftscan.extract.python.definitions.routines import routines_of
from driftscan.extract.python.services.source import syntax_tree
from driftscan.model.definition import DefinitionFacts
from driftscan.model.fact import Problem

_WANTED = re.compile(
    rb"^[ \t]*(?:class|def|async[ \t]+def)[ \t]|^_?[A-Z][A-Z0-9_]+[ \t]*[:=]", re.M
)


def extract(content: bytes, /) -> DefinitionFacts:
    """Facts of one file. Problems (fatal): 'encoding', 'syntax', 'too-deep', 'too-large'."""
    if not _WANTED.search(content):
        return DefinitionFacts()
    tree = syntax_tree(content)
    if isinstance(tree, Problem):
        return DefinitionFacts(problems=(tree,))
    try:
        return _facts(tree)
    except RecursionError:
        problem = Problem("too-deep", "is nested more deeply than can be read", fatal=True)
        return DefinitionFacts(problems=(problem,))


def _facts(tree: ast.Module) -> DefinitionFacts:
    named = {name: (phrase_of(value), value.lineno) for name, value in _assigned(tree)}
    constants = {name: phrase for name, (phrase, _) in named.items()}
    around = Surroundings(constants)
    entities = tuple(entities_of(tree))
    labels = {label.name for entity in entities for label in entity.labels}
    found = (
        constant_of(name, phrase, line, around)
        for name, (phrase, line) in named.items()
        if is_constant(name) and name not in labels
    )
    return DefinitionFacts(
        entities=entities,
        constants=tuple(each for each in found if each),
        meanings=tuple(meanings_of(routines_of(tree), _resolvable(constants))),
    )


def _resolvable(constants: dict[str, Phrase]) -> dict[str, Phrase]:
    """Names of the module that a function may rest on: constants, and texts of queries."""
    return {name: phrase for name, phrase in constants.items() if phrase.kind != "unknown"}


def _assigned(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    """What names at the top of the module, or of its classes, are given."""
    for each in tree.body:
        inner = each.body if isinstance(each, ast.ClassDef) else [each]
        for one in inner:
            match one:
                case ast.Assign(targets=[ast.Name(id=name)], value=value):
                    yield name, value
                case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                    yield name, value
