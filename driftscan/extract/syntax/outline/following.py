"""Facts that name a parameter, told again for each call of the function in the same file."""

from collections.abc import Iterable, Iterator
from typing import TypeVar, cast

from msgspec.structs import replace

from driftscan.extract.pieces import joined
from driftscan.extract.syntax.outline.stored import OF_KEYS, stated
from driftscan.extract.syntax.outline.survey import Survey
from driftscan.extract.syntax.outline.texts import (
    PARAMETER,
    UNKNOWN,
    argument_name,
    is_known,
    named_like_address,
)
from driftscan.model.service_fact import AccessFact, CallFact, Piece, ServedFact, StoreFact, Text

_DEEPEST = 3
_MOST = 40  # calls of one function
_TEXTS = ("address", "path", "name", "database")

Fact = TypeVar("Fact", bound=CallFact | StoreFact | AccessFact | ServedFact)


def followed(facts: Iterable[Fact], survey: Survey) -> list[Fact]:
    """All facts without parameters in their texts, in the order of the text."""
    found = [each for fact in facts for each in _told(fact, survey, 0)]
    return sorted(dict.fromkeys(found), key=lambda fact: fact.line)


def _told(fact: Fact, survey: Survey, depth: int) -> Iterator[Fact]:
    function = _function(fact)
    if function is None:
        yield fact
        return
    sites = survey.places.calls_of(function)[:_MOST] if depth < _DEEPEST else []
    for site in sites:
        texts = {
            field: survey.texts.filled_in(text, function, site)
            for field in _TEXTS
            if (text := getattr(fact, field, ()))
        }
        # A store is opened where its client is made, whoever says where it is.
        line = fact.line if isinstance(fact, StoreFact) else site.line
        yield from _settled(replace(fact, line=line, **texts), survey, depth + 1)
    if not sites:
        texts = {
            field: _without_parameters(text, survey)
            for field in _TEXTS
            if (text := getattr(fact, field, ()))
        }
        yield from _settled(replace(fact, **texts), survey, depth + 1)


def _settled(fact: Fact, survey: Survey, depth: int) -> Iterator[Fact]:
    if isinstance(fact, AccessFact) and fact.engine == "statement" and _function(fact) is None:
        yield from (cast(Fact, each) for each in stated(fact.name, fact.line))
    elif isinstance(fact, StoreFact) and not is_known(fact.address):
        yield replace(fact, address=())  # it is configured elsewhere
    elif _is_worth_telling(fact):
        yield from _told(fact, survey, depth)


def _is_worth_telling(fact: object) -> bool:
    if isinstance(fact, CallFact):
        return fact.kind == "grpc" or is_known(fact.address) or is_known(fact.path)
    return not isinstance(fact, AccessFact) or is_known(fact.name) or fact.engine in OF_KEYS


def _function(fact: object) -> int | None:
    """Position of the innermost function whose parameter a fact's texts name."""
    named = [
        int(piece.value.partition(":")[0])
        for field in _TEXTS
        for piece in getattr(fact, field, ())
        if piece.kind == PARAMETER
    ]
    return max(named) if named else None


def _without_parameters(text: Text, survey: Survey) -> Text:
    return joined(
        _unfollowed(piece, survey) if piece.kind == PARAMETER else (piece,) for piece in text
    )


def _unfollowed(piece: Piece, survey: Survey) -> Text:
    """A constructor is called in other files: by a container that gives arguments by the names of
    the parameters, or by `new`, whose arguments have names of their own."""
    at, _, place = piece.value.partition(":")
    function = survey.program.functions[int(at)]
    name = function.parameters[int(place)].name
    if function.is_constructor and named_like_address(name):
        return (Piece("name", name, piece.default),)
    owner = survey.places.type_around(function.start) if function.is_constructor else None
    if owner is not None:
        return (Piece("name", argument_name(owner.name, int(place)), piece.default),)
    return piece.default or UNKNOWN
