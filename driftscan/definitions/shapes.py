"""Entities of a component as shapes: fields in words, tables put together from their migrations."""

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

from msgspec import Struct

from driftscan.definitions.conventions import plain_entity
from driftscan.definitions.gathered import Entity
from driftscan.definitions.words import key_of, shown, words_of
from driftscan.model.definition import FieldFact

# What nearly every entity has says nothing of which one it is.
_EVERYWHERE = frozenset(
    "id uuid name type create created at on by update updated modify modified last deleted date "
    "title description value key version status code is has page size number total count next "
    "previous sort item guid row timestamp time index current "
    "left right first second".split()
)
# Of two fields in common one cannot tell that a large entity is meant.
_SMALL = 5
# Who asks a table gives what it holds another form; only within a layer is that a difference.
_STORED = frozenset(("table", "model"))
_ROW = "Row"
_ENDINGS_OF_SENT = ("dto", "response", "viewmodel", "dict")
PRIMITIVES = frozenset(
    "integer number decimal text boolean time date clock duration uuid bytes json list id".split()
)
_LAYERS = {"table": 0, "model": 1, "class": 2, "message": 3, "schema": 4, "type": 5}


class Shape(Struct, frozen=True, dict=True):
    """fields: by name in words. entity: where it is written first."""

    key: str
    fields: Mapping[str, FieldFact]
    entity: Entity

    @property
    def component(self) -> str:
        """Where it belongs."""
        return self.entity.component

    @property
    def is_stored(self) -> bool:
        """Whether it says how data is kept, and not how it is used or sent; a row is what a table
        answers."""
        return self.is_row or self.entity.fact.form in _STORED

    @property
    def is_row(self) -> bool:
        """Whether it is what a database answers, which its driver may write otherwise."""
        return self.entity.fact.form not in _STORED and self.entity.fact.name.endswith(_ROW)

    @property
    def is_sent(self) -> bool:
        """Whether its name says that it travels between programs."""
        return self.entity.fact.name.rpartition(".")[2].lower().endswith(_ENDINGS_OF_SENT)

    @cached_property
    def own(self) -> frozenset[str]:
        """Fields that would be missed: not what all have, nor links to other entities."""
        return frozenset(
            name
            for name in self.telling
            if (kind := self.fields[name].type) in PRIMITIVES or not kind or kind.startswith("list")
        )

    @cached_property
    def telling(self) -> frozenset[str]:
        """Names of fields that few entities have."""
        return frozenset(each for each in self.fields if not is_everywhere(each))


# Who did something to a row, and when: everyone keeps it, each in its own way.
_DEEDS = frozenset("create created update updated modify modified delete deleted insert".split())
_OF_DEEDS = _DEEDS | frozenset("last at by on date time datetime timestamp utc user id is".split())
# What a new object gets when it is kept.
_KEYS = frozenset("id guid uuid xref".split())


def is_key(field: str) -> bool:
    """Whether a field tells one object from another, and nothing else: `id`, `xref id`."""
    return _KEYS.issuperset(field.split())


def says_of_nothing(shape: "Shape") -> bool:
    """Whether everything in it may be missing: that is how such types are written, as in GraphQL,
    and tells no field from another."""
    return len(shape.fields) > 1 and all(each.nullable for each in shape.fields.values())


def is_bookkeeping(field: str) -> bool:
    """Whether a field only says who did something to a thing, or when: `last modified by`."""
    words = set(field.split())
    return words <= _OF_DEEDS and not words.isdisjoint(_DEEDS)


@lru_cache(maxsize=1 << 16)
def is_everywhere(field: str) -> bool:
    """Whether nearly every entity has such a field."""
    return all(word in _EVERYWHERE for word in field.split())


def shapes_of(entities: Iterable[Entity]) -> list[Shape]:
    """A shape for each entity with fields; columns that a later migration adds are its own."""
    keyed = [(_key(each), each) for each in entities if each.fact.fields]
    several: dict[str, set[str]] = defaultdict(set)
    for key, each in keyed:
        several[key] |= _beside_one(each)
    tables: dict[tuple[str, str, str], list[Entity]] = defaultdict(list)
    found: list[Shape] = []
    for key, each in keyed:
        if key and each.fact.form == "table":
            # Where there are a `module` and `modules`, they are two.
            tables[each.component, key, each.fact.name.lower()].append(each)
        elif key:
            found.append(_shape(key, [each], several[key]))
    found += [_shape(key, parts, several[key]) for (_, key, _), parts in tables.items()]
    return sorted(_spelled_alike(found), key=_place)


def _key(entity: Entity) -> str:
    return key_of(plain_entity(entity.fact.name.rpartition(".")[2]))


def _beside_one(entity: Entity) -> set[str]:
    """`teams` of what also has one `team`: two fields."""
    names = {shown(field.name) for field in entity.fact.fields}
    return {name for name in names if key_of(name) != name and key_of(name) in names}


def _spelled_alike(shapes: Sequence[Shape]) -> Iterator[Shape]:
    """Fields of entities of one name that differ in where words begin are one: `zipcode`, and
    `username` of a user, whose name is meant elsewhere."""
    spelled: dict[tuple[str, str], str] = {}
    for shape in shapes:
        for name in shape.fields:
            whole = (shape.key, name.replace(" ", ""))
            spelled[whole] = max(spelled.get(whole, ""), name, key=_parts)
    for shape in shapes:
        words = shape.key.split()
        owns = ["".join(words[:end]) for end in range(len(words), 0, -1)]
        fields = {}
        for name, field in shape.fields.items():
            joined = name.replace(" ", "")
            plain = spelled[shape.key, joined]
            for own in owns:
                inner = spelled.get((shape.key, joined.removeprefix(own)), plain)
                # `scim configuration id` of a SCIM group; `order id` of an order line is another's.
                is_its_own = own == owns[0] or not is_everywhere(inner)
                if inner != plain and inner not in shape.fields and is_its_own:
                    plain = inner
                    break
            fields[plain if plain not in fields else name] = field
        yield Shape(shape.key, dict(sorted(fields.items())), shape.entity)


def _shape(key: str, parts: Sequence[Entity], several: Container[str]) -> Shape:
    """Where it is created stands for it, if that is known. several: names that stay plural."""
    first = next((each for each in parts if not each.fact.is_open), parts[0])
    own = words_of(key)
    fields: dict[str, FieldFact] = {}
    known = {words_of(field.name) for part in parts for field in part.fact.fields}
    for part in parts:
        for field in part.fact.fields:
            words = words_of(field.name)
            left = words[len(own) :] if words[: len(own)] == own else words
            # A licence with an `id` and a `license_id` has two.
            name = " ".join(words if not left or left in known else left)
            fields[shown(field.name) if shown(field.name) in several else name] = field
    return Shape(key, dict(sorted(fields.items())), first)


def _parts(name: str) -> tuple[int, str]:
    return name.count(" "), name


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
    if len(shared) == 2 and max(len(one.fields), len(other.fields)) > _SMALL:
        return False
    return len(shared) >= 2 and len(telling) >= 1 and len(shared) >= 0.5 * least


def may_be_alike(one: str, other: str, beside: Collection[frozenset[str]] = ()) -> bool:
    """Whether two types may be one: either says nothing, is another entity, or is how the other
    travels (a date as text, a sum as a number of JSON). beside: pairs that are alike here, too."""
    if one == other or not one or not other:
        return True
    if {one, other} in beside:
        return True
    inner, outer = _inner(one), _inner(other)
    if inner is not None and outer is None:
        return not _is_one_of(other, inner)
    if inner is None and outer is not None:
        return not _is_one_of(one, outer)
    if inner is not None and outer is not None:
        return may_be_alike(inner, outer, beside)
    if one not in PRIMITIVES or other not in PRIMITIVES:
        return True
    pair = frozenset((one, other))
    return any(pair <= each for each in _TRAVELS)


# Protobuf's long integers are text in JSON, and so are bytes that a database keeps. A driver
# makes points in time of days.
SENT = frozenset(("integer", "text"))
# JSON has one kind of number.
_IN_JSON = frozenset(("decimal", "number"))
_DAY = frozenset(("date", "time"))
_KEPT_AS = (frozenset(("bytes", "text")), _DAY)
# A driver answers large numbers as text.
_ROW_S = (*_KEPT_AS, SENT)
_SCRIPTS = (b".ts", b".tsx", b".js", b".jsx", b".mts", b".mjs", b".vue", b".svelte")
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
    frozenset(("duration", "number")),
)


def pairs_alike(one: Shape, other: Shape) -> Collection[frozenset[str]]:
    """Types that are alike beside those that always are."""
    is_json = "schema" in (one.entity.fact.form, other.entity.fact.form)
    return (*_pairs_alike(one, other), *((_IN_JSON,) if is_json else ()))


def _pairs_alike(one: Shape, other: Shape) -> Collection[frozenset[str]]:
    """Types that are alike where one shape is sent, or kept, or of JavaScript, whose `Date` is a
    day as well."""
    if "message" in (one.entity.fact.form, other.entity.fact.form):
        return (SENT,)
    if one.is_stored != other.is_stored:
        return _ROW_S if any(each.is_row for each in (one, other)) else _KEPT_AS
    is_script = any(each.entity.path.endswith(_SCRIPTS) for each in (one, other))
    return (_DAY,) if is_script else ()


def may_be_kept_as(one: str, other: str) -> bool:
    """Whether a database may keep the one as the other: a point in time as a number, a list as
    text."""
    if {one, other} <= {"integer", "number", "decimal", "time", "date", "duration"}:
        return not {one, other}.isdisjoint(("time", "date", "duration"))
    return (_inner(one) is None) != (_inner(other) is None)


def _is_one_of(single: str, inner: str) -> bool:
    """Whether a type is surely one thing where the other is a list: a figure, or the very type of
    the list's items. A class of its own may hold many."""
    if single in ("integer", "number", "decimal", "boolean", "time", "date", "uuid"):
        return True
    return single not in PRIMITIVES and single == inner


def _inner(name: str) -> str | None:
    """What a list is of; None for no list."""
    if name == "list":
        return ""
    return name.removeprefix("list of ") if name.startswith("list of ") else None
