"""Entities of a component as shapes: fields in words, tables put together from their migrations."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from driftscan.definitions.conventions import plain_entity
from driftscan.definitions.gathered import Entity
from driftscan.definitions.words import key_of, words_of
from driftscan.model.definition import FieldFact

# What nearly every entity has says nothing of which one it is.
_EVERYWHERE = frozenset(
    "id uuid name type created at updated date title description value key version status code "
    "created_at updated_at deleted_at createdat".split()
)
PRIMITIVES = frozenset(
    "integer number decimal text boolean time date clock duration uuid bytes json list id".split()
)
_LAYERS = {"table": 0, "model": 1, "class": 2, "message": 3, "schema": 4, "type": 5}


class Shape(Struct, frozen=True):
    """fields: by name in words. entity: where it is written first."""

    key: str
    fields: Mapping[str, FieldFact]
    entity: Entity

    @property
    def component(self) -> str:
        """Where it belongs."""
        return self.entity.component

    @property
    def telling(self) -> frozenset[str]:
        """Names of fields that few entities have."""
        return frozenset(each for each in self.fields if not is_everywhere(each))


def is_everywhere(field: str) -> bool:
    """Whether nearly every entity has such a field."""
    return all(word in _EVERYWHERE for word in field.split())


def shapes_of(entities: Iterable[Entity]) -> list[Shape]:
    """A shape for each entity with fields; columns that a later migration adds are its own."""
    tables: dict[tuple[str, str], list[Entity]] = defaultdict(list)
    found: list[Shape] = []
    for each in entities:
        if not each.fact.fields:
            continue
        key = key_of(plain_entity(each.fact.name.rpartition(".")[2]))
        if not key:
            continue
        if each.fact.form == "table":
            tables[each.component, key].append(each)
        else:
            found.append(_shape(key, [each]))
    found += [_shape(key, parts) for (_, key), parts in tables.items()]
    return sorted(found, key=_place)


def _shape(key: str, parts: Sequence[Entity]) -> Shape:
    """Where it is created stands for it, if that is known."""
    first = next((each for each in parts if not each.fact.is_open), parts[0])
    own = words_of(key)
    fields: dict[str, FieldFact] = {}
    for part in parts:
        for field in part.fact.fields:
            words = words_of(field.name)
            left = (
                words[len(own) :] if len(words) > len(own) and words[: len(own)] == own else words
            )
            fields[" ".join(left or words)] = field
    return Shape(key, dict(sorted(fields.items())), first)


def _place(shape: Shape) -> tuple[str, str, int, bytes, int]:
    fact = shape.entity.fact
    return shape.key, shape.component, _LAYERS.get(fact.form, 9), shape.entity.path, fact.line


def are_one_entity(one: Shape, other: Shape, conventional: bool) -> bool:
    """Whether two shapes of one name share enough fields to be of one meaning."""
    shared = one.fields.keys() & other.fields.keys()
    telling = one.telling & other.telling
    least = min(len(one.fields), len(other.fields))
    if conventional:
        return len(telling) >= 3 and len(shared) >= 0.6 * least
    return len(shared) >= 2 and len(telling) >= 1 and len(shared) >= 0.5 * least


def may_be_alike(one: str, other: str) -> bool:
    """Whether two types may be one: either says nothing, is another entity, or is how the other
    travels (a date as text, a sum as a number of JSON)."""
    if one == other or not one or not other:
        return True
    inner, outer = _inner(one), _inner(other)
    if (inner is None) != (outer is None):
        known = {one, other} - {"json", "bytes", "text"}
        plain = _inner(max(known, key=len)) if len(known) == 2 else None
        return plain is None
    if inner is not None and outer is not None:
        return may_be_alike(inner, outer)
    if one not in PRIMITIVES or other not in PRIMITIVES:
        return True
    pair = frozenset((one, other))
    return any(pair <= each for each in _TRAVELS)


_TRAVELS = (
    frozenset(("uuid", "text", "id")),
    frozenset(("uuid", "bytes")),
    frozenset(("id", "integer")),
    frozenset(("json", "text")),
    frozenset(("json", "bytes")),
    frozenset(("time", "text")),
    frozenset(("date", "text")),
    frozenset(("clock", "text")),
    frozenset(("duration", "text")),
    frozenset(("decimal", "text")),
    frozenset(("duration", "integer")),
)


def _inner(name: str) -> str | None:
    """What a list is of; None for no list."""
    if name == "list":
        return ""
    return name.removeprefix("list of ") if name.startswith("list of ") else None
