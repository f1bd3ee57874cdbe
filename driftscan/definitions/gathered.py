"""Facts of a tree, each with the component that it belongs to."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec import Struct

from driftscan.model.definition import (
    ConstantFact,
    DefinitionFacts,
    EntityFact,
    MeaningFact,
)


class FileTerms(Struct, frozen=True):
    """What one file says. component: '' for none."""

    path: bytes
    component: str
    facts: DefinitionFacts


class Entity(Struct, frozen=True):
    """An entity where it stands."""

    component: str
    path: bytes
    fact: EntityFact


class Constant(Struct, frozen=True):
    """A constant where it stands."""

    component: str
    path: bytes
    fact: ConstantFact


class Meaning(Struct, frozen=True):
    """A meaning where it stands."""

    component: str
    path: bytes
    fact: MeaningFact


class Gathered(Struct, frozen=True):
    """All of a system, in the order of the paths; code of no component is left out."""

    entities: tuple[Entity, ...]
    constants: tuple[Constant, ...]
    meanings: tuple[Meaning, ...]

    @property
    def components(self) -> tuple[str, ...]:
        """Those of which anything is known, sorted."""
        named = {each.component for each in self.entities}
        named |= {each.component for each in self.constants}
        return tuple(sorted(named | {each.component for each in self.meanings}))


def gathered(
    facts: Iterable[tuple[bytes, DefinitionFacts]], component_of: Callable[[bytes], str]
) -> Gathered:
    """Facts by component. facts: sorted by path."""
    files = [FileTerms(path, component_of(path), each) for path, each in facts]
    known = [file for file in files if file.component]
    return Gathered(
        tuple(Entity(f.component, f.path, e) for f in known for e in f.facts.entities),
        tuple(Constant(f.component, f.path, c) for f in known for c in f.facts.constants),
        tuple(Meaning(f.component, f.path, m) for f in known for m in f.facts.meanings),
    )


def constant_values(found: Gathered) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """By component and name, where the component has one value of that name."""
    values: dict[tuple[str, str], set[tuple[str, ...]]] = defaultdict(set)
    for each in found.constants:
        values[each.component, each.fact.name].add(each.fact.values)
    return {key: next(iter(each)) for key, each in values.items() if len(each) == 1}


def by_component(places: Iterable[Meaning]) -> Iterator[tuple[str, list[Meaning]]]:
    """In the order of the components' names."""
    found: dict[str, list[Meaning]] = defaultdict(list)
    for each in places:
        found[each.component].append(each)
    yield from sorted(found.items())
