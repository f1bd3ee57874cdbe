"""Facts of definitions as lines of text, one for each."""

from collections.abc import Iterator

from driftscan.extract.definition_registry import load_definition_extractor
from driftscan.model.definition import Atom, DefinitionFacts, EntityFact, MeaningFact


def said(extractor: str, content: str) -> list[str]:
    """What an extractor says of a text."""
    return list(_lines(load_definition_extractor(extractor).extract(content.encode())))


def _lines(facts: DefinitionFacts) -> Iterator[str]:
    yield from map(_entity, facts.entities)
    for each in facts.constants:
        yield f"{each.line}: constant {each.name} is {each.kind} {' '.join(each.values)}"
    yield from map(_meaning, facts.meanings)
    for change in facts.changes:
        names = " as ".join(filter(None, (change.old, change.new)))
        yield f"{change.line}: {change.action} of {change.what} {change.name}: {names}"
    yield from (f"{each.line}: problem {each.code}" for each in facts.problems)


def _entity(fact: EntityFact) -> str:
    marks = {True: "?", False: "!", None: ""}
    parts = [f"{each.name} {each.type or '-'}{marks[each.nullable]}" for each in fact.fields]
    parts += [f"{each.name}={each.value}" if each.value else each.name for each in fact.labels]
    more = " (open)" if fact.is_open else ""
    more += f" (on {', '.join(each or '?' for each in fact.bases)})" if fact.bases else ""
    return f"{fact.line}: {fact.form} {fact.name}{more}: {', '.join(parts)}"


def _meaning(fact: MeaningFact) -> str:
    owner = f" of {fact.owner}" if fact.owner else ""
    parts = [*map(_atom, fact.atoms), *(f"asks {name}" for name in fact.refers)]
    parts += [f"counts {fact.counts}"] if fact.counts else []
    parts += [f"from {fact.source}"] if fact.source else []
    parts += [f"as {fact.alias}"] if fact.alias else []
    parts += [f"{fact.lost} lost"] if fact.lost else []
    return f"{fact.line}: {fact.form} {fact.name}{owner}: {'; '.join(parts)}"


def _atom(atom: Atom) -> str:
    return " ".join([atom.field, atom.operator, " ".join(atom.values)]).strip()
