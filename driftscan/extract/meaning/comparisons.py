"""Two sides and an operator as an atom; lengths of time before now are told from plain values."""

from driftscan.extract.meaning.atoms import is_one_of, opposite, plain_field
from driftscan.extract.meaning.calendars import calendar_of, whole_of
from driftscan.extract.meaning.durations import (
    duration_of,
    is_now,
    number_of,
    offset_of,
    plain_length,
)
from driftscan.extract.meaning.phrase import Phrase, arguments, last_part, receiver, within
from driftscan.extract.meaning.surroundings import Surroundings
from driftscan.extract.meaning.values import NOTHING, values_of
from driftscan.model.definition import Atom

_SAME = frozenset(("==", "=", "===", "is", "eq", "<=>"))
_OTHER = frozenset(("!=", "<>", "!==", "is not", "ne"))
_TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
_SINCE = frozenset(
    "since differenceindays diffindays datediff between diff days_between age".split()
)
_WRAPPED = frozenset(
    "lower upper value tolower toupper tostring date trunc coalesce ifnull f col column days "
    "date_trunc dayjs moment parseiso valueof seconds totaldays total_seconds gettime tolowercase "
    "touppercase field attr name abs totalhours text cast totimestamp".split()
)
_TRAILING = frozenset("value days seconds totaldays totalhours totalseconds".split())
_LENGTHS = {
    "differenceindays": 86400.0,
    "diffindays": 86400.0,
    "datediff": 86400.0,
    "days": 86400.0,
}


def field_of(phrase: Phrase, depth: int = 0) -> str:
    """The field that an expression reads, '' if it reads none."""
    if phrase.kind == "name":
        parts = phrase.word.split(".")
        while len(parts) > 1 and parts[-1].lower() in _TRAILING:
            parts.pop()
        return plain_field(parts[-1].strip("$@"))
    if phrase.kind == "call" and depth < 6:
        if phrase.word.lower() in _WRAPPED:
            inner = [*arguments(phrase), receiver(phrase)]
            return next((found for each in inner if (found := field_of(each, depth + 1))), "")
        if not arguments(phrase) and receiver(phrase).kind in ("name", "call", "unknown"):
            return plain_field(phrase.word)
    return ""


def compared(operator: str, left: Phrase, right: Phrase, around: Surroundings) -> list[Atom] | None:
    """Atoms of `left operator right`; [] where it only narrows; None if it cannot be told."""
    operator = operator.lower()
    present = _present(operator, left, right, around)
    if present is not None:
        return [present]
    window = _window(operator, left, right, around)
    if window is not None:
        return [window]
    if operator in _SAME or operator in _OTHER:
        return _equal(operator in _OTHER, left, right, around)
    if operator in _TURNED:
        return _ordered(operator, left, right, around)
    return None


def membership(field: Phrase, values: Phrase, around: Surroundings) -> list[Atom] | None:
    """`status in (...)`"""
    name = field_of(field)
    if not name:
        return None
    found = values_of(values, around)
    return [is_one_of(name, found)] if found else [Atom(name, "given")]


def _equal(negated: bool, left: Phrase, right: Phrase, around: Surroundings) -> list[Atom] | None:
    for side, other in ((_field_behind(left, around), right), (_field_behind(right, around), left)):
        values = values_of(other, around)
        name = field_of(side)
        if values is None or not name or side.kind in ("text", "number", "word"):
            continue
        if around.is_variable(side) and not _is_asked(side, values, around):
            return []
        atom = is_one_of(name, values)
        if negated:
            return [opposite(atom) or atom]
        return [atom]
    name = field_of(left) or field_of(right)
    return [Atom(name, "given")] if name else None


def _field_behind(side: Phrase, around: Surroundings) -> Phrase:
    """Of `status`, which was taken out of an order, the order's."""
    found = around.local.get(side.word) if side.kind == "name" else None
    return found if found is not None and found.kind == "name" and "." in found.word else side


def _is_asked(side: Phrase, values: tuple[str, ...], around: Surroundings) -> bool:
    """Whether a variable stands for a field: a parameter may, but for whether there is any."""
    return side.word.removeprefix("$") in around.parameters and values != (NOTHING,)


def _ordered(operator: str, left: Phrase, right: Phrase, around: Surroundings) -> list[Atom] | None:
    for side, other, word in ((left, right, operator), (right, left, _TURNED[operator])):
        name, plain = field_of(_field_behind(side, around)), around.spelled(other)
        number = number_of(plain)
        if name and number is not None:
            return [Atom(name, word, (f"{number:g}",))]
        if name and (offset_of(plain) is not None):
            return [Atom(name, word, ("now",))]
        if name and any(map(calendar_of, within(plain))):
            return None  # so long before a month begins: no window that has a name
        values = values_of(plain, around) if plain.kind in ("text", "name") else None
        if name and values:
            return [Atom(name, word, values)]
    name = field_of(left) or field_of(right)
    return [Atom(name, "given")] if name else None


def _window(operator: str, left: Phrase, right: Phrase, around: Surroundings) -> Atom | None:
    """`at > now - 30 days`, `now - at < 30 days`, `since(at) < 30 days`."""
    if operator not in _TURNED:
        return None
    for side, other, word in ((left, right, operator), (right, left, _TURNED[operator])):
        point = around.spelled(other)
        offset = offset_of(point)
        if offset is not None and offset < 0 and field_of(side):
            return _window_atom(field_of(side), word in (">", ">="), -offset)
        if offset is None and _is_before_now(point) and field_of(side):
            return Atom(field_of(side), "within" if word in (">", ">=") else "older than", ("?",))
        passed = _passed(around.resolved(side))
        if passed is not None and passed[0]:
            length = _length(around.resolved(side), point)
            if length is not None:
                return _window_atom(passed[0], word in ("<", "<="), length)
    return None


def _present(operator: str, left: Phrase, right: Phrase, around: Surroundings) -> Atom | None:
    """`at >= date_trunc('month', now())`, `at BETWEEN` all of this month."""
    for side, other, word in ((left, right, operator), (right, left, _TURNED.get(operator, ""))):
        point = around.spelled(other)
        unit = calendar_of(point) if operator in _TURNED or operator in _SAME else ""
        whole = whole_of(point) if operator in _SAME else ""
        if not field_of(side) or not (unit or whole) or calendar_of(around.spelled(side)):
            continue
        if operator in _TURNED:
            atom = Atom(field_of(side), "within", (f"this {unit}",))
            return atom if word in (">", ">=") else opposite(atom)
        if whole or side.kind == "call":  # the field is cut down to the month, too
            return Atom(field_of(side), "within", (f"this {unit or whole}",))
    return None


def _is_before_now(point: Phrase) -> bool:
    """`now - days`, where only the caller knows how many."""
    return point.kind == "sum" and point.word == "-" and offset_of(point.parts[0]) is not None


def _window_atom(field: str, recent: bool, seconds: float) -> Atom:
    return Atom(field, "within" if recent else "older than", (f"{seconds:g}",))


def _passed(phrase: Phrase) -> tuple[str, float] | None:
    """The field of which it says how long ago that is."""
    if phrase.kind == "sum" and phrase.word == "-":
        left, right = phrase.parts
        return (field_of(right), 0.0) if is_now(left) or is_now_like(left) else None
    if phrase.kind == "name" and phrase.word.endswith(".days"):
        return None
    if phrase.kind != "call":
        return None
    word = phrase.word.lower()
    if word in _LENGTHS and receiver(phrase).kind == "sum":
        return _passed(receiver(phrase))
    if word in _SINCE:
        given = [each for each in arguments(phrase) if not is_now(each) and each.kind != "text"]
        fields = [found for each in given if (found := field_of(each))]
        return (fields[0], 0.0) if len(fields) == 1 or (fields and word == "since") else None
    return None


def is_now_like(phrase: Phrase) -> bool:
    """A parameter that stands for now: `today`, `at_time`."""
    return phrase.kind == "name" and last_part(phrase.word).lower() in ("now", "today", "at_time")


def _length(passed: Phrase, phrase: Phrase) -> float | None:
    length = duration_of(phrase)
    if length is not None:
        return length
    number = number_of(phrase)
    if number is None:
        return None
    if passed.kind == "call":
        return number * _LENGTHS.get(passed.word.lower(), 1.0)
    return plain_length(passed.parts[0], phrase)


__all__ = ["NOTHING", "compared", "field_of", "membership"]
