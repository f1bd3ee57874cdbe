"""Entries about what terms mean: a rule, and the section `definitions`."""

from collections.abc import Iterator

from driftscan.model.rule import OneDefinition, RuleHead, TermOwner
from driftscan.spec.meaning.names import Names, check_component
from driftscan.spec.meaning.rule_head import rule_head, words_of
from driftscan.spec.meaning.validity import several
from driftscan.spec.problem import quoted
from driftscan.spec.shapes.definition_rules import OneDefinitionShape
from driftscan.spec.shapes.read import Shapes
from driftscan.spec.tree import Path, Problems

SECTION = "definitions"


def read_one_definition(
    shape: OneDefinitionShape, path: Path, names: Names, problems: Problems
) -> OneDefinition:
    """Who means the same by a term."""
    words = words_of(shape.one_definition)
    return OneDefinition(
        head=rule_head(shape, f"one_definition {', '.join(words)}", path, problems),
        members=several(words, (*path, "one_definition"), names, problems),
    )


def read_definitions(
    shapes: Shapes, names: Names, problems: Problems
) -> Iterator[tuple[Path, TermOwner]]:
    """The rule that each entry of `definitions` is. Who decides about it is the owner's owner."""
    owner_of = {name: each.owner for name, each in (shapes.file.components or {}).items()}
    for name, shape in (shapes.file.definitions or {}).items():
        path = (SECTION, name)
        check_component(shape.owner, (*path, "owner"), names, problems)
        translations = tuple((shape.translations or {}).items())
        _check_translations(translations, shape.owner, (*path, "translations"), names, problems)
        head = RuleHead(
            name=f"definition {name}",
            severity=shape.severity,
            reason=shape.reason,
            owner=owner_of.get(shape.owner, ""),
            adr=shape.adr,
            until=shape.until,
            line=problems.tree.position(path).line,
        )
        yield path, TermOwner(head=head, named=name, owner=shape.owner, translations=translations)


def _check_translations(
    translations: tuple[tuple[str, str], ...],
    owner: str,
    path: Path,
    names: Names,
    problems: Problems,
) -> None:
    for name, reason in translations:
        place = (*path, name)
        check_component(name, place, names, problems)
        if name == owner:
            problems.add(place, f"{quoted(name)} is the owner, who translates nothing; remove it")
        if not reason.strip():
            problems.add(place, f"the translation of {quoted(name)} has no reason; write why")
