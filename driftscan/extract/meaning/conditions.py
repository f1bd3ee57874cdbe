"""A condition taken apart into atoms, all of which must hold."""

from collections.abc import Iterable

from msgspec import Struct

from driftscan.extract.meaning.atoms import either, flag, is_one_of, opposite
from driftscan.extract.meaning.comparisons import compared, field_of, membership
from driftscan.extract.meaning.phrase import Phrase, arguments, last_part, receiver
from driftscan.extract.meaning.surroundings import Surroundings
from driftscan.extract.meaning.values import NOTHING, values_of
from driftscan.model.definition import Atom

_EQUALS = frozenset("equals equalsignorecase eq equal_to is_ objects_equals is_equal".split())
_CONTAINS = frozenset("includes contains has in_array include member exists containsvalue".split())
_IN = frozenset("in_ in any_ isin isany oneof in_list op_in".split())
_NOT_IN = frozenset("notin notin_ not_in nin".split())
_NULL = frozenset(
    "isnull is_null isnullorempty isnullorwhitespace is_none isempty blank empty nil none".split()
)
_PRESENT = frozenset(
    "isnot isnot_ is_not notnull isnotnull nonnull ispresent is_some present any".split()
)
_AFTER = {
    "after": ">",
    "isafter": ">",
    "isbefore": "<",
    "before": "<",
    "gt": ">",
    "gte": ">=",
    "lt": "<",
    "lte": "<=",
    "greaterthan": ">",
    "lessthan": "<",
    "ge": ">=",
    "le": "<=",
    "isfuture": ">",
    "ispast": "<",
    "ne": "!=",
    "neq": "!=",
}
_DEEPEST = 40


class Taken(Struct, frozen=True):
    """atoms: all must hold. refers: functions that decide further. lost: how many conditions could
    not be taken apart."""

    atoms: tuple[Atom, ...] = ()
    refers: tuple[str, ...] = ()
    lost: int = 0


_LOST = Taken(lost=1)


def taken_apart(
    phrase: Phrase, around: Surroundings, negated: bool = False, depth: int = 0
) -> Taken:
    """What has to hold for a condition to be true (negated: to be false)."""
    if depth > _DEEPEST:
        return _LOST
    phrase = around.resolved(phrase) if phrase.kind == "name" else phrase
    if phrase.kind == "compare":
        return _compared(phrase, around, negated)
    match phrase.kind:
        case "and" | "or":
            parts = [taken_apart(part, around, negated, depth + 1) for part in phrase.parts]
            return all_of(parts) if (phrase.kind == "and") != negated else _one_of(parts)
        case "not":
            return taken_apart(phrase.parts[0], around, not negated, depth + 1)
        case "filter":
            return all_of(taken_apart(part, around, negated, depth + 1) for part in phrase.parts)
        case "word":
            return Taken() if phrase.word in ("true", "false") else _LOST
        case "function":
            return taken_apart(phrase.parts[0], around, negated, depth + 1)
        case "call":
            return _called(phrase, around, negated, depth)
        case "name":
            return _read(_flagged(phrase, around), negated)
    return _LOST


def _flagged(phrase: Phrase, around: Surroundings) -> list[Atom] | None:
    name = last_part(phrase.word)
    return [flag(name)] if name.isidentifier() and not around.is_variable(phrase) else None


def _compared(phrase: Phrase, around: Surroundings, negated: bool) -> Taken:
    left, right = phrase.parts
    if phrase.word in ("in", "not in"):
        return _read(membership(left, right, around), negated != (phrase.word == "not in"))
    return _read(compared(phrase.word, left, right, around), negated)


def all_of(parts: Iterable[Taken]) -> Taken:
    """All of several conditions."""
    each = list(parts)
    return Taken(
        tuple(atom for part in each for atom in part.atoms),
        tuple(name for part in each for name in part.refers),
        sum(part.lost for part in each),
    )


def _one_of(parts: list[Taken]) -> Taken:
    if not parts or any(part.lost or part.refers or not part.atoms for part in parts):
        names = tuple(name for part in parts for name in part.refers)
        return Taken((), names, sum(part.lost for part in parts) or 1)
    return Taken(tuple(either([part.atoms for part in parts])))


def _read(found: list[Atom] | None, negated: bool) -> Taken:
    if found is None:
        return _LOST
    if not negated:
        return Taken(tuple(found))
    turned = [opposite(atom) for atom in found]
    known = [atom for atom in turned if atom is not None]
    return Taken(tuple(known)) if len(known) == len(found) == 1 or not found else _LOST


def _called(call: Phrase, around: Surroundings, negated: bool, depth: int) -> Taken:
    word, given, held = call.word.lower(), arguments(call), receiver(call)
    if word in ("and_", "or_", "and", "or") and given:
        kind = word.strip("_")
        return taken_apart(Phrase(kind, "", given), around, negated, depth + 1)
    if word in ("not_", "not") and given:
        return taken_apart(given[0], around, not negated, depth + 1)
    if word in ("bool", "boolean", "let", "also") and given:
        return taken_apart(given[0], around, negated, depth + 1)
    found = _known_call(word, given, held, around)
    if found is not None:
        return _read(found, negated)
    if word in _NOT_IN and given:
        return _read(membership(held, given[0], around), not negated)
    if _is_flag(call) and not given and field_of(held):
        return _read([flag(call.word)], negated)
    if not negated and _is_flag(call) and (given or held.kind == "unknown"):
        return Taken(refers=(call.word,))
    return _LOST


def _known_call(
    word: str, given: tuple[Phrase, ...], held: Phrase, around: Surroundings
) -> list[Atom] | None:
    if word == "eq" and len(given) == 1 and held.kind == "name" and around.is_given(given[0]):
        return [Atom(field_of(held), "given")]  # a column, and what the caller gives
    sides = given if len(given) == 2 and held.kind != "call" else (held, *given)
    if word in _EQUALS and len(sides) >= 2:
        return compared("==", sides[0], sides[1], around)
    if word in _AFTER and len(given) == 1:
        return compared(_AFTER[word], held, given[0], around)
    if word in _AFTER and not given:
        return compared(_AFTER[word], held, Phrase("name", "now"), around)
    if word in _CONTAINS and given:
        return _contained(word, given, held, around)
    if word in _IN and given:
        return membership(held, given[0] if len(given) == 1 else Phrase("list", "", given), around)
    if word in _NULL | _PRESENT and (field_of(held) or (given and field_of(given[0]))):
        return _nothing(word, given, held, around)
    return None


def _contained(
    word: str, given: tuple[Phrase, ...], held: Phrase, around: Surroundings
) -> list[Atom] | None:
    """`[..].includes(status)`, `in_array(status, [..])`."""
    values, field = (given[1], given[0]) if word == "in_array" and given[1:] else (held, given[0])
    if constant := _constant_of_another(values, around):
        return [is_one_of(field_of(field), (constant,))] if field_of(field) else None
    if around.resolved(values).kind in ("list", "set", "call") or values_of(values, around):
        return membership(field, values, around)
    return None


def _constant_of_another(values: Phrase, around: Surroundings) -> str:
    """`Segments.KINDS`, among which something is: a constant of another class, for a label holds
    nothing; '' for none."""
    plain = around.resolved(values)
    owner, _, short = plain.word.rpartition(".")
    is_named = plain.kind == "name" and last_part(owner)[:1].isupper() and short[:1].isupper()
    return f"@{short}" if is_named else ""


def _nothing(
    word: str, given: tuple[Phrase, ...], held: Phrase, around: Surroundings
) -> list[Atom] | None:
    is_tool = bool(given) and held.kind == "name" and held.word[:1].isupper()
    name = field_of(given[0]) if is_tool else field_of(held) if held.kind != "unknown" else ""
    name = name or (field_of(given[0]) if given else "")
    if not name:
        return None  # `StringUtils.isEmpty(a + b)`
    if word in ("isnot", "is_not", "isnot_") and given:
        return compared("!=", held, given[0], around)
    return [Atom(name, "is" if word in _NULL else "is not", (NOTHING,))]


def _is_flag(call: Phrase) -> bool:
    return call.word.lower().startswith(("is", "has", "was", "get", "can"))
