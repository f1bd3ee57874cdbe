"""How a component says who or what counts: its statements in the same words as everyone's."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from driftscan.definitions.gathered import Meaning
from driftscan.definitions.words import words_of
from driftscan.model.definition import Atom

WINDOWS = ("within", "older than")
PRESENT = "this "
TIME_WINDOW, ALTERNATIVES = "time window", "alternatives"
UNKNOWN = "?"
ROWS = "rows"
NOTHING = "nothing"
_UNITS = ((86400, "day"), (3600, "hour"), (60, "minute"), (1, "second"))
Constants = Mapping[tuple[str, str], tuple[str, ...]]


class Way(Struct, frozen=True):
    """One way to say it. atoms: without what the caller gives. places: that say it so; is_whole:
    whether all of its conditions could be read."""

    atoms: frozenset[Atom]
    counts: str
    source: str
    is_whole: bool
    place: Meaning


def way_of(meaning: Meaning, constants: Constants, routines: "Routines") -> Way | None:
    """The way that a meaning says it; None where nothing of it is known."""
    asked = {a.field for a in meaning.fact.atoms if _is_flag(a) and routines.of(meaning, a.field)}
    atoms = [a for a in meaning.fact.atoms if not (_is_flag(a) and a.field in asked)]
    lost = meaning.fact.lost
    for name in (*meaning.fact.refers, *sorted(asked)):
        referred = routines.of(meaning, name)
        if referred is None:
            lost += 1
        else:
            atoms += referred.fact.atoms
            lost += referred.fact.lost + len(referred.fact.refers)
    plain = [each for each in (_plain(a, meaning, constants) for a in atoms) if each]
    known = frozenset(each for each in plain if UNKNOWN not in each.values)
    lost += sum(UNKNOWN in each.values for each in plain)
    if not plain:
        return None
    source = " ".join(words_of(meaning.fact.source))
    counts = ROWS if meaning.fact.counts == "*" else " ".join(words_of(meaning.fact.counts))
    return Way(known, counts, source, not lost, meaning)


def _is_flag(atom: Atom) -> bool:
    """Whether it is a flag, or a method that is asked: `item.isVisible()`."""
    return (atom.operator, atom.values) == ("is", ("true",))


class Routines:
    """Meanings by the name of the function, to follow `if is_active(user)`."""

    def __init__(self, meanings: Iterable[Meaning]) -> None:
        self._known: dict[tuple[str, str], list[Meaning]] = defaultdict(list)
        for each in meanings:
            self._known[each.component, _lower(each.fact.name)].append(each)

    def of(self, asking: Meaning, name: str) -> Meaning | None:
        """The one that is meant: of the same file, else the only one of the component."""
        found = self._known.get((asking.component, _lower(name)), [])
        own = [each for each in found if each.path == asking.path]
        chosen = own or found
        atoms = {each.fact.atoms for each in chosen}
        return chosen[0] if len(atoms) == 1 and chosen[0] is not asking else None


def _lower(name: str) -> str:
    """Go's `IsVisible`, which others may call, is asked for as `isVisible` is elsewhere."""
    return name[:1].lower() + name[1:]


def _plain(atom: Atom, meaning: Meaning, constants: Constants) -> Atom | None:
    """An atom with its values in lower case and constants replaced; None if it means nothing."""
    if atom.operator == "given":
        return None
    field = words_of(atom.field)
    if atom.operator == "any of":
        return Atom("", "any of", tuple(sorted(" ".join(words_of(v)) for v in atom.values)))
    values: set[str] = set()
    for value in atom.values:
        known = constants.get((meaning.component, value[1:])) if value[:1] == "@" else (value,)
        values.update(known or (UNKNOWN,))
    if atom.operator in ("is", "is not", "like", "not like"):
        values = {UNKNOWN if v == UNKNOWN else _label(v, field) for v in values}
    return Atom(" ".join(_without_owner(field, meaning)), atom.operator, tuple(sorted(values)))


def _without_owner(field: tuple[str, ...], meaning: Meaning) -> tuple[str, ...]:
    """`subscription_status` of a Subscription is its status."""
    owner = words_of(meaning.fact.owner) or words_of(meaning.fact.source)
    left = field[len(owner) :] if owner and field[: len(owner)] == owner else field
    return left or field


def _label(value: str, field: tuple[str, ...]) -> str:
    """`StatusActive` as a value of `status` is `active`."""
    words = words_of(value) if any(letter.isalpha() for letter in value) else ()
    if not words:
        return value.lower()
    left = tuple(word for word in words if word not in field)
    return " ".join(left or words)


def conflicts(one: Way, other: Way) -> list[str]:
    """What two ways say differently of the same thing, in words; [] for nothing that is sure."""
    ours, others = _as_seen_by(one, other), _as_seen_by(other, one)
    mine, theirs = _unlike(ours, others), _unlike(others, ours)
    if mine or theirs:
        shared = {subject_of(a) for a in mine} & {subject_of(a) for a in theirs}
        if not (one.is_whole and other.is_whole):
            return sorted(f"{subject} differs" for subject in shared)
        return sorted(
            {f"{subject} differs" for subject in shared}
            | {f"{subject_of(a)} only in one" for a in mine | theirs if subject_of(a) not in shared}
        )
    counts = {one.counts, other.counts}
    if "" not in counts and len(counts) > 1 and one.source == other.source and one.source:
        return ["what is counted differs"]
    return []


def _unlike(ours: frozenset[Atom], others: frozenset[Atom]) -> frozenset[Atom]:
    """What only one says. That something is there is said of it in two ways: `x.rules != nil`, and
    `x.rules` for short."""
    there = {atom.field for atom in others if _is_there(atom) or _is_flag(atom)}
    return frozenset(
        atom
        for atom in ours - others
        if atom.field not in there or not (_is_there(atom) or _is_flag(atom))
    )


def _is_there(atom: Atom) -> bool:
    return (atom.operator, atom.values) == ("is not", (NOTHING,))


def is_guard_alone(one: Way, other: Way) -> bool:
    """Whether all that differs is that one first looks whether something is there, in code that has
    the thing in hand: it may be handed less, and mean no more."""
    if one.source or other.source:
        return False
    ours, others = _as_seen_by(one, other), _as_seen_by(other, one)
    return all(_is_there(atom) for atom in _unlike(ours, others) | _unlike(others, ours))


def fields_of(way: Way, other: Way) -> frozenset[str]:
    """What a way looks at, in the other's terms."""
    return frozenset(atom.field for atom in _as_seen_by(way, other) if atom.field)


def _as_seen_by(way: Way, other: Way) -> frozenset[Atom]:
    """Atoms in the other's terms: the status of a subscription that is joined is the status where
    subscriptions are asked; code that asks a thing in hand does not say whose field it is."""
    return frozenset(
        Atom(_field_as_seen_by(atom, other), atom.operator, atom.values) for atom in way.atoms
    )


def _field_as_seen_by(atom: Atom, other: Way) -> str:
    if other.source:
        return atom.field.removeprefix(f"{other.source} ")
    endings = [each.field for each in other.atoms if atom.field.endswith(f" {each.field}")]
    return endings[0] if len(set(endings)) == 1 else atom.field


def subject_of(atom: Atom) -> str:
    """What a condition is about."""
    return TIME_WINDOW if atom.operator in WINDOWS else atom.field or ALTERNATIVES


def shown_atom(atom: Atom) -> str:
    """`status is active or invited`; a window in days."""
    if atom.operator in WINDOWS:
        is_past = atom.operator == WINDOWS[1] and atom.values[0].startswith(PRESENT)
        word = "before" if is_past else atom.operator
        return f"{atom.field} {word} {duration(atom.values[0])}"
    if atom.operator == "any of":
        return f"either {' or '.join(atom.values)}"
    if atom.operator == "is" and atom.values == ("true",):
        return f"is {atom.field}"
    if atom.operator == "is" and atom.values == ("false",):
        return f"is not {atom.field}"
    return f"{atom.field} {atom.operator} {' or '.join(atom.values)}"


def duration(seconds: str) -> str:
    """`30 days`, `this month`"""
    if seconds.startswith(PRESENT):
        return seconds
    try:
        length = float(seconds)
    except ValueError:
        return "a time that the caller gives"
    for size, unit in _UNITS:
        if length >= size and length % size == 0:
            count = int(length // size)
            return f"{count} {unit}{'' if count == 1 else 's'}"
    return f"{length:g} seconds"


def said(ways: Sequence[Way]) -> str:
    """What a component says, in words; ways that differ in the name of one field alone are told
    together: `last event or seen at within 30 days`."""
    together: dict[_Rest, list[str]] = {}
    for way in ways:
        for atom in way.atoms:
            if atom.operator in WINDOWS:
                together.setdefault(_beside(way, atom), []).append(_named(atom, way))
    return ", or ".join(dict.fromkeys(_said(way, together) for way in ways))


_Rest = tuple[str, tuple[str, ...], frozenset[Atom]]


def _beside(way: Way, atom: Atom) -> _Rest:
    """All of a way but the name of the field in one of its conditions."""
    return atom.operator, atom.values, way.atoms - {atom}


def _named(atom: Atom, way: Way) -> str:
    """A point in time that is only called `at` is one of what it belongs to."""
    return f"{way.source} {atom.field}" if atom.field in ("at", "on") and way.source else atom.field


def _said(way: Way, together: Mapping[_Rest, Sequence[str]]) -> str:
    atoms = []
    for atom in sorted(way.atoms):
        names = together.get(_beside(way, atom), [atom.field])
        atoms.append(Atom(" or ".join(dict.fromkeys(names)), atom.operator, atom.values))
    return " and ".join(map(shown_atom, atoms)) or "what its caller gives"
