"""Facts of a tree, each with the component that it belongs to."""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence, Set
from functools import cached_property
from typing import Generic, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from driftscan.definitions.languages import shows
from driftscan.definitions.makes import makes_in
from driftscan.definitions.scripts import Script, is_script, left_by
from driftscan.definitions.words import words_of
from driftscan.model.definition import (
    ConstantFact,
    DefinitionFacts,
    EntityFact,
    MeaningFact,
)

_FEW = frozenset(("integer", "text", "number", "bytes", ""))
_TIMES = frozenset((("at",), ("date",), ("time",), ("timestamp",)))
_TELLING = 3

Fact = TypeVar("Fact", EntityFact, ConstantFact, MeaningFact)


class FileTerms(Struct, frozen=True):
    """What one file says. component: '' for none."""

    path: bytes
    component: str
    facts: DefinitionFacts


class Said(Struct, Generic[Fact], frozen=True):
    """A fact where it stands."""

    component: str
    path: bytes
    fact: Fact


Entity = Said[EntityFact]
Constant = Said[ConstantFact]
Meaning = Said[MeaningFact]


class Gathered(Struct, frozen=True, dict=True):
    """All of a system, in the order of the paths; code of no component is left out. programs: pairs
    of components, sorted, of which one is built into the other. aside: files that nothing is made
    of."""

    entities: tuple[Entity, ...]
    constants: tuple[Constant, ...]
    meanings: tuple[Meaning, ...]
    programs: frozenset[tuple[str, str]] = frozenset()
    aside: frozenset[bytes] = frozenset()

    @cached_property
    def pages(self) -> Set[str]:
        """Components any of whose files shows something on a page."""
        places = [(each.component, each.path) for each in self.entities]
        places += [(each.component, each.path) for each in self.constants]
        places += [(each.component, each.path) for each in self.meanings]
        return {component for component, path in places if shows(path)}

    @property
    def components(self) -> tuple[str, ...]:
        """Those of which anything is known, sorted."""
        named = {each.component for each in self.entities}
        named |= {each.component for each in self.constants}
        return tuple(sorted(named | {each.component for each in self.meanings}))


def gathered(
    facts: Iterable[tuple[bytes, DefinitionFacts]],
    component_of: Callable[[bytes], str],
    moved: Container[str] = (),
    programs: frozenset[tuple[str, str]] = frozenset(),
    allows_nothing: Callable[[bytes], bool] = lambda path: False,
) -> Gathered:
    """Facts by component. facts: sorted by path. moved: components whose tables are changed in
    code; their scripts say how tables began, and not how they are. programs: see Gathered.
    allows_nothing: whether every type of a file may be empty, so that none says it may not."""
    files = [
        FileTerms(path, component_of(path), _unsaid(each) if allows_nothing(path) else each)
        for path, each in facts
    ]
    known = [file for file in files if file.component]
    return Gathered(
        tuple(_entities(known, moved)),
        tuple(Said(f.component, f.path, each) for f in known for each in f.facts.constants),
        tuple(Said(f.component, f.path, each) for f in known for each in f.facts.meanings),
        programs,
    )


def _unsaid(facts: DefinitionFacts) -> DefinitionFacts:
    """The same where a type without a mark may be empty."""
    entities = (
        replace(each, fields=tuple(replace(f, nullable=f.nullable or None) for f in each.fields))
        for each in facts.entities
    )
    return replace(facts, entities=tuple(entities))


def _entities(files: Sequence[FileTerms], moved: Container[str]) -> list[Entity]:
    """Those of scripts as they leave them, others where they stand, in the order of the paths."""
    scripts: dict[str, list[Script]] = defaultdict(list)
    found: list[Entity] = []
    for file in files:
        if is_script(file.path):
            script = Script(file.path, file.facts.entities, file.facts.changes)
            if file.component not in moved:
                scripts[file.component].append(script)
        else:
            found += (Said(file.component, file.path, each) for each in file.facts.entities)
    for component, own in scripts.items():
        left = [Said(component, each.path, each.fact) for each in left_by(own)]
        is_vague = _has_few_types(left) or len(makes_in(each.path for each in own)) > 1
        found += map(_of_any_type, left) if is_vague else left
    return sorted(found, key=lambda each: (each.path, each.fact.line))


def _has_few_types(left: Sequence[Entity]) -> bool:
    """Whether a database knows neither flags nor points in time, as SQLite does: what is called a
    time is a number."""
    tables = [each.fact for each in left if each.fact.form == "table"]
    fields = [field for table in tables for field in table.fields]
    times = {each.type for each in fields if words_of(each.name)[-1:] in _TIMES}
    are_few = {each.type for each in fields} <= _FEW
    return len(tables) >= _TELLING and are_few and "integer" in times


def _of_any_type(entity: Entity) -> Entity:
    """A number there may be a flag or a time, a text anything; and of a table that is written for
    several makes of database nobody knows which one holds."""
    fields = tuple(replace(each, type="", nullable=None) for each in entity.fact.fields)
    return replace(entity, fact=replace(entity.fact, fields=fields))


def constant_values(found: Gathered) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """By component and name, where the component has one value of that name."""
    values: dict[tuple[str, str], set[tuple[str, ...]]] = defaultdict(set)
    for each in found.constants:
        values[each.component, each.fact.name].add(each.fact.values)
    return {key: next(iter(each)) for key, each in values.items() if len(each) == 1}
