"""Pairs of definitions in two components and two languages: one thing is different, or nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from random import Random

from benchmarks.definitions import meanings
from benchmarks.definitions.entities import (
    NULLABLE,
    STORED,
    Entity,
    Enumeration,
    Field,
    enumerated,
    types_of,
    written,
)
from benchmarks.definitions.further import CALENDAR, DERIVED, JOINED, UNITS
from benchmarks.definitions.meanings import COUNTING, WITHOUT_WINDOW, WRITERS, Meaning

ENDINGS = {
    "python": "py", "typescript": "ts", "java": "java", "kotlin": "kt", "go": "go",
    "csharp": "cs", "php": "php", "ruby": "rb", "rust": "rs", "sql": "sql", "prisma": "prisma",
    "protobuf": "proto", "graphql": "graphql",
}  # fmt: skip
_NOUNS = (
    "Seat Voucher Shipment Invoice Parcel Ticket Refund Booking Ledger Coupon Tenant Driver Route "
    "Meter Reading Payout Contract Claim Courier Depot Pallet Tariff Outlet Roster Shift Vendor"
).split()
_ADJECTIVES = "Annual Bulk Local Rush Spare Prime Remote Mixed Frozen Rural Night Silver".split()
_FIELDS = "owner_email amount weight paid_at city priority discount reference locale quota".split()
_STATUSES = "active trial invited paused ended overdue archived".split()
_ENTITY_LANGUAGES = (
    "python typescript java kotlin go csharp php rust sql prisma protobuf graphql".split()
)
_ENUM_LANGUAGES = (
    "python typescript java kotlin go csharp php rust sql prisma protobuf graphql".split()
)
_CONSTANT_LANGUAGES = "python typescript java kotlin go csharp php ruby rust".split()


@dataclass(frozen=True)
class Planted:
    """kind: what is different; 'alike', 'projection' and 'namesake' are not to be told.

    texts: of both components, each with the ending of its file. name: of the term, in words.
    """

    kind: str
    name: str
    forms: tuple[str, str]
    texts: tuple[tuple[str, str], tuple[str, str]]


Maker = Callable[[Random, str], Planted]


def planted(seed: int, each: int) -> Iterator[Planted]:
    """So many of each kind, each about a noun of its own."""
    random = Random(seed)
    nouns = [a + n for a in _ADJECTIVES for n in _NOUNS]
    random.shuffle(nouns)
    for make in MAKERS:
        for _ in range(each):
            yield make(random, nouns.pop())


def _entity(random: Random, noun: str, types: frozenset[str]) -> Entity:
    usable = sorted(types - {"number"})
    names = random.sample(_FIELDS, 6)
    fields = [Field(name, random.choice(usable)) for name in names]
    return Entity(noun, (Field("account_id", "text"), *fields))


def _two(
    random: Random, noun: str, one: Entity, other: Entity, languages: list[str], kind: str
) -> Planted:
    texts = tuple(
        (ENDINGS[language], written(entity, language))
        for entity, language in zip((one, other), languages, strict=True)
    )
    return Planted(kind, noun, (languages[0], languages[1]), (texts[0], texts[1]))


def _shared(languages: list[str]) -> frozenset[str]:
    return types_of(languages[0]) & types_of(languages[1])


def _type(random: Random, noun: str) -> Planted:
    languages = random.sample(_ENTITY_LANGUAGES, 2)
    one = _entity(random, noun, _shared(languages))
    changed = {"text": "boolean", "boolean": "text", "decimal": "boolean", "integer": "boolean"}
    at = random.randrange(1, len(one.fields))
    field = one.fields[at]
    fields = (
        *one.fields[:at],
        replace(field, type=changed.get(field.type, "boolean")),
        *one.fields[at + 1 :],
    )
    return _two(random, noun, one, Entity(noun, fields), languages, "type")


def _nullable(random: Random, noun: str) -> Planted:
    among = sorted(STORED) if random.random() < 0.3 else sorted(NULLABLE)
    languages = random.sample(among, 2)
    one = _entity(random, noun, _shared(languages))
    at = random.randrange(1, len(one.fields))
    fields = (*one.fields[:at], replace(one.fields[at], nullable=True), *one.fields[at + 1 :])
    return _two(random, noun, one, Entity(noun, fields), languages, "nullable")


def _field(random: Random, noun: str) -> Planted:
    """Renamed: each has one that the other lacks."""
    languages = random.sample([each for each in _ENTITY_LANGUAGES if each not in STORED], 2)
    one = _entity(random, noun, _shared(languages))
    fields = (*one.fields[:-1], replace(one.fields[-1], name="settled_sum"))
    return _two(random, noun, one, Entity(noun, fields), languages, "field")


def _label(random: Random, noun: str) -> Planted:
    languages = random.sample(_ENUM_LANGUAGES, 2)
    labels = tuple(random.sample(_STATUSES, 4))
    other = labels[:-1] if random.random() < 0.5 else (*labels[:-1], "escalated")
    return _enums(noun, labels, other, languages, "label")


def _enums(
    noun: str, one: tuple[str, ...], other: tuple[str, ...], languages: list[str], kind: str
) -> Planted:
    texts = [
        (ENDINGS[language], enumerated(Enumeration(f"{noun}Status", labels), language))
        for labels, language in zip((one, other), languages, strict=True)
    ]
    return Planted(kind, f"{noun}Status", (languages[0], languages[1]), (texts[0], texts[1]))


def _meaning(random: Random, noun: str, forms: list[str]) -> Meaning:
    window = random.choice((0, 14, 30)) if WITHOUT_WINDOW.isdisjoint(forms) else 0
    statuses = tuple(random.sample(_STATUSES, random.choice((1, 2))))
    return Meaning(noun, statuses, window, random.choice(("", "deleted")))


def _means(one: Meaning, other: Meaning, forms: list[str], kind: str) -> Planted:
    texts = [
        (ENDINGS[WRITERS[form][0]], WRITERS[form][1](each))
        for each, form in zip((one, other), forms, strict=True)
    ]
    return Planted(kind, f"active{one.noun}", (forms[0], forms[1]), (texts[0], texts[1]))


def _filter(random: Random, noun: str) -> Planted:
    forms = random.sample(sorted(WRITERS), 2)
    one = _meaning(random, noun, forms)
    further = next(each for each in _STATUSES if each not in one.statuses)
    return _means(one, replace(one, statuses=(*one.statuses, further)), forms, "filter")


def _flag(random: Random, noun: str) -> Planted:
    forms = random.sample(sorted(WRITERS), 2)
    one = replace(_meaning(random, noun, forms), flag="")
    return _means(one, replace(one, flag="blocked"), forms, "flag")


def _window(random: Random, noun: str) -> Planted:
    forms = random.sample(sorted(WRITERS.keys() - WITHOUT_WINDOW), 2)
    one = replace(_meaning(random, noun, forms), days=random.choice((0, 7, 30)))
    return _means(one, replace(one, days=one.days + 60), forms, "window")


def _calendar(random: Random, noun: str) -> Planted:
    forms = random.sample(sorted(CALENDAR), 2)
    return _in_calendar(noun, random.sample(UNITS, 2), forms, "calendar")


def _in_calendar(noun: str, units: list[str], forms: list[str], kind: str) -> Planted:
    texts = [(CALENDAR[f][0], CALENDAR[f][1](noun, u)) for f, u in zip(forms, units, strict=True)]
    return Planted(kind, f"active{noun}", (forms[0], forms[1]), (texts[0], texts[1]))


def _joined(random: Random, noun: str) -> Planted:
    """Another value of the joined table's field, or the same value of another field."""
    one, other = random.sample(_STATUSES, 2)
    is_field = random.random() < 0.5
    said = [("status", one), ("phase", one) if is_field else ("status", other)]
    return _in_joined(noun, said, random.sample(sorted(JOINED), 2), "joined")


def _in_joined(noun: str, said: list[tuple[str, str]], forms: list[str], kind: str) -> Planted:
    texts = [(JOINED[f][0], JOINED[f][1](noun, *s)) for f, s in zip(forms, said, strict=True)]
    return Planted(kind, f"active{noun}", (forms[0], forms[1]), (texts[0], texts[1]))


def _derived(random: Random, noun: str) -> Planted:
    return _in_names(random, noun, ["", "blocked"], "derived")


def _in_names(random: Random, noun: str, flags: list[str], kind: str) -> Planted:
    spring = random.choice([each for each in sorted(DERIVED) if each.startswith("spring")])
    forms = [spring, random.choice([each for each in sorted(DERIVED) if each != spring])]
    texts = [(DERIVED[f][0], DERIVED[f][1](noun, g)) for f, g in zip(forms, flags, strict=True)]
    return Planted(kind, f"active{noun}", (forms[0], forms[1]), (texts[0], texts[1]))


def _distinct(random: Random, noun: str) -> Planted:
    forms = random.sample(sorted(COUNTING), 2)
    one = replace(_meaning(random, noun, forms), distinct="member_id")
    return _means(one, replace(one, distinct=random.choice(("device_id", ""))), forms, "distinct")


def _constant(random: Random, noun: str) -> Planted:
    return _constants(random, noun, "0.19", "0.21", "constant")


def _constants(random: Random, noun: str, one: str, other: str, kind: str) -> Planted:
    languages = random.sample(_CONSTANT_LANGUAGES, 2)
    name = f"{noun.upper()}_TAX_RATE"
    texts = [
        (ENDINGS[language], meanings.constant(name, value, language))
        for value, language in zip((one, other), languages, strict=True)
    ]
    return Planted(
        kind, f"{noun.lower()}TaxRate", (languages[0], languages[1]), (texts[0], texts[1])
    )


def _alike_entity(random: Random, noun: str) -> Planted:
    languages = random.sample(_ENTITY_LANGUAGES, 2)
    one = _entity(random, noun, _shared(languages))
    return _two(random, noun, one, one, languages, "alike")


def _alike_enum(random: Random, noun: str) -> Planted:
    labels = tuple(random.sample(_STATUSES, 4))
    return _enums(noun, labels, labels, random.sample(_ENUM_LANGUAGES, 2), "alike")


def _alike_meaning(random: Random, noun: str) -> Planted:
    forms = random.sample(sorted(WRITERS), 2)
    one = _meaning(random, noun, forms)
    return _means(one, one, forms, "alike")


def _alike_constant(random: Random, noun: str) -> Planted:
    return _constants(random, noun, "0.19", "0.19", "alike")


def _alike_further(random: Random, noun: str) -> Planted:
    match random.randrange(3):
        case 0:
            unit = random.choice(UNITS)
            forms = random.sample(sorted(CALENDAR), 2)
            return _in_calendar(noun, [unit, unit], forms, "alike")
        case 1:
            said = ("status", random.choice(_STATUSES))
            return _in_joined(noun, [said, said], random.sample(sorted(JOINED), 2), "alike")
    return _in_names(random, noun, ["blocked", "blocked"], "alike")


def _projection(random: Random, noun: str) -> Planted:
    languages = random.sample(_ENTITY_LANGUAGES, 2)
    one = _entity(random, noun, _shared(languages))
    return _two(random, noun, one, Entity(noun, one.fields[:4]), languages, "projection")


def _namesake(random: Random, noun: str) -> Planted:
    """Of one name, and of nothing else in common."""
    languages = random.sample(_ENTITY_LANGUAGES, 2)
    one = _entity(random, noun, _shared(languages))
    others = ("x", "y", "visible", "tooltip", "shape")
    other = Entity(noun, tuple(Field(name, "text") for name in others))
    return _two(random, noun, one, other, languages, "namesake")


MAKERS: tuple[Maker, ...] = (
    *(_type, _nullable, _field, _label, _filter, _flag, _window, _distinct, _constant),
    *(_calendar, _joined, _derived),
    *(_alike_entity, _alike_enum, _alike_meaning, _alike_constant, _alike_further),
    *(_projection, _namesake),
)
SILENT = frozenset(("alike", "projection", "namesake"))
# Kinds that the issue does not name: of these it is enough that `--all` shows them.
FURTHER = frozenset(("type", "nullable"))
