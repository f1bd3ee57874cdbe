"""Makes atoms, and puts those together that speak of one field."""

import re
from collections.abc import Container, Iterable, Sequence

from driftscan.extract.meaning.values import NOTHING
from driftscan.model.definition import Atom

_OPPOSITE = {
    "is": "is not",
    "is not": "is",
    "<": ">=",
    ">=": "<",
    ">": "<=",
    "<=": ">",
    "within": "older than",
    "older than": "within",
    "like": "not like",
    "not like": "like",
    "given": "given",
}
_FLAG = re.compile(r"(?:is|has|was)_?(?=[A-Z_])")


def plain_field(name: str) -> str:
    """The name of a field, without what languages put before it: `getStatus`, `isDeleted`."""
    for prefix in ("get", "fetch"):
        rest = name[len(prefix) :].lstrip("_")
        if (
            name.startswith(prefix)
            and name[len(prefix) : len(prefix) + 1] in "_" + rest[:1].upper()
        ):
            return rest[:1].lower() + rest[1:] if rest else name
    return name


def is_one_of(field: str, values: Iterable[str]) -> Atom:
    """A field has one of these values."""
    return Atom(field, "is", tuple(sorted(set(values))))


def flag(name: str) -> Atom:
    """`user.is_deleted`"""
    found = _FLAG.match(name)
    rest = name[found.end() :].lstrip("_") if found else name
    return Atom(rest[:1].lower() + rest[1:] if rest else name, "is", ("true",))


def opposite(atom: Atom) -> Atom | None:
    """None where there is no such atom."""
    if atom.operator == "is" and atom.values in (("true",), ("false",)):
        return Atom(atom.field, "is", ("false",) if atom.values == ("true",) else ("true",))
    operator = _OPPOSITE.get(atom.operator)
    return Atom(atom.field, operator, atom.values) if operator else None


def shown(atom: Atom) -> str:
    """In words: `status is active or trial`."""
    return " ".join([atom.field, atom.operator, " or ".join(atom.values)]).strip()


def either(ways: Sequence[Sequence[Atom]]) -> list[Atom]:
    """One of several ways: one atom where all speak of one field, else alternatives."""
    if len(ways) == 1:
        return list(ways[0])
    first = ways[0][0] if ways[0] else None
    alike = first and all(
        len(way) == 1 and way[0].operator == "is" and way[0].field == first.field for way in ways
    )
    if first and alike:
        return [is_one_of(first.field, (v for way in ways for v in way[0].values))]
    texts = {" and ".join(shown(atom) for atom in sorted(way)) for way in ways}
    return [Atom("", "any of", tuple(sorted(texts)))]


def united(atoms: Iterable[Atom]) -> tuple[Atom, ...]:
    """Sorted, each once; `x is not a` and `x is not b` is one. What x is not goes without saying
    where a value is asked for: `x is b` is not a, and `x > 3` is not nothing, as is what the caller
    gives."""
    found = set(atoms)
    refused: dict[str, set[str]] = {}
    for atom in found:
        if atom.operator == "is not" and atom.values != (NOTHING,):
            refused.setdefault(atom.field, set()).update(atom.values)
    kept = [a for a in found if a.operator != "is not" or a.values == (NOTHING,)]
    asked: dict[str, set[str]] = {}
    for atom in found:
        if atom.operator == "is":
            asked.setdefault(atom.field, set()).update(atom.values)
    kept += [
        Atom(field, "is not", tuple(sorted(each)))
        for field, each in refused.items()
        if field not in asked or not _is_sure(asked[field]) or asked[field] & each
    ]
    valued = {a.field for a in kept if a.operator not in ("is not", "any of")}
    return tuple(sorted(a for a in kept if not _goes_without_saying(a, valued)))


def _is_sure(values: Iterable[str]) -> bool:
    """Whether all are written where they are asked for; a constant may be any value."""
    return not any(value[:1] in ("@", "?") for value in values)


def _goes_without_saying(atom: Atom, valued: Container[str]) -> bool:
    return atom.operator == "is not" and atom.values == (NOTHING,) and atom.field in valued
