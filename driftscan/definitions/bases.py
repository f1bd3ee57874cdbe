"""Entities with all fields that they have: also those of the classes that they are built on, and of
the types that an intersection is made of."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from driftscan.definitions.gathered import Entity, Gathered
from driftscan.definitions.languages import language_of
from driftscan.model.definition import FieldFact

_MOST = 50  # that one entity is followed to


def with_bases(found: Gathered) -> Gathered:
    """Every entity with all that it has."""
    bases = _Bases(found.entities)
    return replace(found, entities=tuple(map(bases.whole, found.entities)))


class _Bases:
    """What a name means as the base of an entity: the one of that name in its file, else in its
    component, else in the system, each in its language. Where there are several nobody knows which
    one is imported."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._named: dict[tuple[frozenset[bytes], str], list[Entity]] = defaultdict(list)
        for each in entities:
            if each.fact.form != "enum":
                short = each.fact.name.rpartition(".")[2]
                self._named[language_of(each.path), short].append(each)

    def whole(self, entity: Entity) -> Entity:
        """What an entity has in all; open where any of what it has cannot be found."""
        if not entity.fact.bases:
            return entity
        found, is_open = self._followed(entity)
        fields: dict[str, FieldFact] = {}
        for each in reversed(found):
            fields |= {field.name: field for field in each.fact.fields}
        fields |= {field.name: field for field in entity.fact.fields}
        is_kept = entity.fact.form == "class" and any(b.fact.form == "model" for b in found)
        fact = replace(
            entity.fact,
            form="model" if is_kept else entity.fact.form,
            fields=tuple(fields.values()),
            is_open=entity.fact.is_open or is_open,
        )
        return replace(entity, fact=fact)

    def _followed(self, entity: Entity) -> tuple[list[Entity], bool]:
        """What it is built on, the nearest first; and whether more is that cannot be found."""
        pending = [(entity, name) for name in entity.fact.bases]
        found: list[Entity] = []
        is_open = False
        while pending and len(found) < _MOST:
            holder, name = pending.pop(0)
            base = self._one(holder, name)
            if base is None:
                is_open = True
            elif base is not entity and base not in found:
                found.append(base)
                pending += [(base, each) for each in base.fact.bases]
        return found, is_open or bool(pending)

    def _one(self, holder: Entity, name: str) -> Entity | None:
        own = holder.fact.name.rpartition(".")[2]
        named = self._named.get((language_of(holder.path), name), []) if name != own else []
        return next((each[0] for each in _nearer(holder, named) if len(each) == 1), None)


def _nearer(holder: Entity, named: Sequence[Entity]) -> Iterator[list[Entity]]:
    """Those of the file alone if it has any, else those of the component, else all."""
    for near in (
        [each for each in named if each.path == holder.path],
        [each for each in named if each.component == holder.component],
        list(named),
    ):
        if near:
            yield near
            return
