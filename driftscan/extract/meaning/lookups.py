"""Conditions that are written as keys and values: `status__in=[...]`, `{status: {in: [...]}}`."""

from collections.abc import Iterator

from driftscan.extract.meaning.atoms import is_one_of, opposite
from driftscan.extract.meaning.comparisons import compared, membership
from driftscan.extract.meaning.conditions import Taken, all_of, taken_apart
from driftscan.extract.meaning.phrase import Phrase, last_part
from driftscan.extract.meaning.phrase import field as field_named
from driftscan.extract.meaning.surroundings import Surroundings
from driftscan.extract.meaning.values import NOTHING
from driftscan.model.definition import Atom

_OPERATORS = {
    "gt": ">", "gte": ">=", "lt": "<", "lte": "<=", "ge": ">=", "le": "<=", "after": ">",
    "before": "<", "greaterthan": ">", "lessthan": "<", "morethan": ">", "morethanorequal": ">=",
    "lessthanorequal": "<=", "exact": "==", "iexact": "==", "equals": "==", "eq": "==", "ne": "!=",
    "not": "!=", "neq": "!=",
}  # fmt: skip
_IN = frozenset(("in", "any", "overlap"))
_NOT_IN = frozenset(("notin", "nin"))
_PARTS = frozenset("date year month day id key datetime value is some is_ every isnot".split())
_HAVING = frozenset(("has", "where", "elemmatch", "required"))
_ALL = frozenset(("and", "$and"))
_ANY = frozenset(("or", "$or"))
_NONE = frozenset(("not", "$not", "nor", "$nor", "none"))
_DEEPEST = 12


def of_pair(key: str, value: Phrase, around: Surroundings, depth: int = 0) -> Taken:
    """What one key and its value demand."""
    plain = key.strip("[]'\"").replace("Op.", "$")
    word = plain.lower()
    if depth > _DEEPEST:
        return Taken(lost=1)
    if word in _ALL | _ANY | _NONE:
        return _joined(word, value, around, depth)
    field, operator = _lookup(plain)
    value = around.resolved(value)
    if value.kind == "record":
        return all_of(_inner(field, value, around, depth))
    return _read(_atoms(field, operator, value, around))


def of_record(record: Phrase, around: Surroundings, depth: int = 0) -> Taken:
    """All keys of a record."""
    return all_of(
        of_pair(each.word, each.parts[0], around, depth)
        for each in record.parts
        if each.kind == "pair" and each.parts
    )


def _joined(word: str, value: Phrase, around: Surroundings, depth: int) -> Taken:
    value = around.resolved(value)
    each = value.parts if value.kind == "list" else (value,)
    ways = [of_record(part, around, depth + 1) for part in each if part.kind == "record"]
    if not ways or len(ways) < len(each):
        return Taken(lost=1)
    if word in _ALL:
        return all_of(ways)
    if word in _NONE:
        turned = [opposite(atom) for way in ways for atom in way.atoms]
        known = tuple(atom for atom in turned if atom is not None)
        return Taken(known) if len(turned) == len(known) == 1 else Taken(lost=1)
    from driftscan.extract.meaning.atoms import either

    if any(way.lost or not way.atoms for way in ways):
        return Taken(lost=1)
    return Taken(tuple(either([way.atoms for way in ways])))


def _lookup(key: str) -> tuple[str, str]:
    """Django's `account__status__in`; the operator is '' for 'equals'."""
    parts = [part for part in key.replace(".", "__").split("__") if part]
    operator = ""
    while len(parts) > 1:
        last = parts[-1].lower()
        if last in _OPERATORS or last in _IN or last in ("isnull", "icontains", "startswith"):
            operator = last
        elif last not in _PARTS:
            break
        parts.pop()
    return ("_".join(parts[-2:]) if parts else key), operator


def _inner(field: str, record: Phrase, around: Surroundings, depth: int) -> Iterator[Taken]:
    """`{gte: x, lt: y}` below a field; anything else is a condition on what is related."""
    for each in record.parts:
        if each.kind != "pair" or not each.parts:
            continue
        word = last_part(each.word.strip("[]'\"$")).lower()
        if word in _OPERATORS or word in _IN or word in _NOT_IN or word == "exists":
            yield _read(_atoms(field, word, around.resolved(each.parts[0]), around))
        elif word in _PARTS or word in _HAVING:
            yield of_pair(field, each.parts[0], around, depth + 1)
        else:
            yield of_pair(f"{field}__{each.word}", each.parts[0], around, depth + 1)


def _atoms(field: str, operator: str, value: Phrase, around: Surroundings) -> list[Atom] | None:
    name = field_named(field)
    if operator in _IN or (not operator and value.kind in ("list", "set")):
        return membership(name, value, around)
    if operator in _NOT_IN:
        found = membership(name, value, around)
        turned = opposite(found[0]) if found else None
        return [turned] if turned else None
    if operator in ("isnull", "exists"):
        holds = (value.word == "true") == (operator == "isnull")
        return [Atom(field, "is" if holds else "is not", (NOTHING,))]
    if value.kind == "call" and value.word == "range":
        return compared(">=", name, value.parts[1], around)
    if value.kind == "call" and not operator:
        return _called(name, value, around)
    return compared(_OPERATORS.get(operator, "=="), name, value, around)


def _called(name: Phrase, value: Phrase, around: Surroundings) -> list[Atom] | None:
    """TypeORM's `{at: MoreThan(x)}`, `{status: In([...])}`, `{deletedAt: IsNull()}`."""
    word, given = value.word.lower(), value.parts[1:]
    if word == "in" and given:
        return membership(name, given[0], around)
    if word == "not" and given:
        inner = _atoms(last_part(name.word), "", given[0], around)
        turned = opposite(inner[0]) if inner else None
        return [turned] if turned else None
    if word == "isnull":
        return [is_one_of(last_part(name.word), (NOTHING,))]
    if word in _OPERATORS and given:
        return compared(_OPERATORS[word], name, given[0], around)
    return compared("==", name, value, around)


def _read(found: list[Atom] | None) -> Taken:
    return Taken(lost=1) if found is None else Taken(tuple(found))


__all__ = ["of_pair", "of_record", "taken_apart"]
