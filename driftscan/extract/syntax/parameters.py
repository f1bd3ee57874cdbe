"""Texts that a function is passed: while a file is read a parameter stands in them as a mark, and
in the end it is what the function's calls in the file pass, or a name, or unknown.

A mark is a piece of kind 'unknown' with a value, which never leaves the extractor.
"""

from collections.abc import Callable, Iterable
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from driftscan.extract.pieces import joined
from driftscan.extract.syntax.alternatives import (
    PLAIN_PARAMETERS,
    is_known,
    is_marked,
    leading,
)
from driftscan.model.service_fact import AccessFact, CallFact, Piece, StoreFact, Text

_ROUNDS = 3
_MOST_SITES = 200
_MOST_FACTS = 2000
_TEXTS = ("address", "path", "name", "database", "text")

Fact = TypeVar("Fact", CallFact, StoreFact, AccessFact)
Sites = Callable[[int], list["Site"]]


class Site(Struct, frozen=True):
    """A call of a function. line: 0 if it is in another file. passed: what stands at a place of its
    arguments, or in a property of what stands there."""

    line: int
    passed: Callable[[int, str], Text]


def mark(function: int, place: int, name: str, step: str = "") -> Text:
    """The piece for a parameter. function: where it begins; place: among its parameters."""
    return (Piece("unknown", f"{function}:{place}:{step}:{name}"),)


def through_calls(facts: Iterable[Fact], sites: Sites) -> list[Fact]:
    """Facts whose address a function is passed, once for each call of it that tells; then all of
    them without marks."""
    found = list(facts)
    for _ in range(_ROUNDS):
        again: list[Fact] = []
        for fact in found:
            again += _at_sites(fact, sites) if len(again) < _MOST_FACTS else [fact]
        if again == found:
            break
        found = again
    return list(dict.fromkeys(unmarked(fact) for fact in found))


def unmarked(fact: Fact) -> Fact:
    """The fact with names, or nothing, for parameters."""
    texts = {
        field: plain_text(getattr(fact, field))
        for field in _TEXTS
        if field in fact.__struct_fields__ and is_marked(getattr(fact, field))
    }
    return replace(fact, **texts) if texts else fact


def plain_text(text: Text) -> Text:
    """Names for parameters; those with names that say nothing are unknown."""
    pieces = tuple(_named(piece) if _is_mark(piece) else piece for piece in text)
    return joined((piece,) for piece in pieces) if is_known(pieces) else ()


def _named(piece: Piece) -> Piece:
    name = piece.value.rpartition(":")[2]
    said = name.lower().strip("_") not in PLAIN_PARAMETERS
    return Piece("name", name) if said else Piece("unknown", "")


def _is_mark(piece: Piece) -> bool:
    return piece.kind == "unknown" and bool(piece.value)


def _at_sites(fact: Fact, sites: Sites) -> list[Fact]:
    fields = [each for each in _TEXTS if each in fact.__struct_fields__]
    marked = next((p for f in fields for p in leading(getattr(fact, f)) if _is_mark(p)), None)
    if marked is None:
        return [fact]
    function = int(marked.value.partition(":")[0])
    found = [_at(fact, fields, function, site) for site in sites(function)[:_MOST_SITES]]
    return [each for each in found if each is not None] or [fact]


def _at(fact: Fact, fields: list[str], function: int, site: Site) -> Fact | None:
    texts = {field: _filled(getattr(fact, field), function, site) for field in fields}
    if all(texts[field] == getattr(fact, field) for field in fields):
        return None
    told = next(texts[field] for field in fields if getattr(fact, field) != texts[field])
    if not is_known(told) and not is_marked(told):
        return None
    # Of a store it is the opening that is looked for, of a call whoever makes it.
    line = site.line or fact.line if isinstance(fact, CallFact) else fact.line
    return replace(fact, line=line, **texts)


def _filled(text: Text, function: int, site: Site) -> Text:
    parts: list[Text] = []
    for piece in text:
        if _is_mark(piece) and piece.value.startswith(f"{function}:"):
            _, place, step, _ = piece.value.split(":", 3)
            parts.append(site.passed(int(place), step) or (Piece("unknown", ""),))
        else:
            parts.append((piece,))
    return joined(parts)
