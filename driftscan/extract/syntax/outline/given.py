"""Names of a file that hold an address or a topic, for the calls of other files."""

import re
from collections.abc import Iterable, Iterator

from driftscan.extract.pieces import joined
from driftscan.extract.syntax.outline.survey import Survey, short_type
from driftscan.extract.syntax.outline.texts import (
    PARAMETER,
    UNKNOWN,
    argument_name,
    is_known,
    named_like_address,
)
from driftscan.extract.syntax.outline.values import Value, last_part
from driftscan.model.service_fact import Text, ValueFact

_MOST_ARGUMENTS = 8
_CONNECTION = re.compile(r"(?i)(?:^|;)\s*(?:host|server|data source)\s*=[^;]+;")
_ADDRESS = re.compile(r"[a-zA-Z][\w+.-]*://[\w.{-]|[\w.-]+:\d{2,5}(?:/|$)")


def values(survey: Survey, used: Iterable[str]) -> Iterator[ValueFact]:
    """Fields, constants and functions. used: names that calls of this file have as addresses."""
    yield from _set_by_calls(survey)
    yield from _made_with(survey)
    wanted = {name.rpartition(".")[2] for name in used}
    for binding in survey.program.bindings:
        if not binding.is_member or binding.value is None:
            continue
        text = settled(survey.texts.known(binding.value))
        if _tells(binding.name, text, wanted) and text[0].value != binding.name:
            owner = survey.places.type_around(binding.start)
            scope = owner.name if owner else ""
            yield ValueFact("code", binding.name, text, binding.line, scope)
    for at, function in enumerate(survey.program.functions):
        text = settled(survey.texts.returned_by(at)) if function.returns else ()
        if function.name and _tells(function.name, text, wanted) and _is_address(text):
            owner = survey.places.type_around(function.start)
            scope = owner.name if owner else ""
            yield ValueFact("code", function.name, text, function.line, scope)


def _set_by_calls(survey: Survey) -> Iterator[ValueFact]:
    """`container.setParameter('catalogueUrl', getenv('CATALOGUE_URL'))`"""
    for call, signature in survey.signed("value"):
        name = survey.text(call, signature.at[:1])
        text = settled(survey.text(call, (signature.at[1].removeprefix("@"),)))
        if len(name) == 1 and name[0].kind == "text" and _tells(name[0].value, text, set()):
            yield ValueFact("code", name[0].value, text, call.line)


def _made_with(survey: Survey) -> Iterator[ValueFact]:
    """`new CartRepository(configuration.GetConnectionString("Cart"))`: what a class of another file
    is made with."""
    for call in survey.program.calls:
        if call.kind != "new" or _is_library(survey, call):
            continue
        for place, part in enumerate(call.parts[:_MOST_ARGUMENTS]):
            text = () if call.names[place : place + 1] != ("",) else settled(_own(survey, part))
            if text and (_is_address(text) or _CONNECTION.search(text[0].value)):
                name = argument_name(short_type(call.word), place)
                yield ValueFact("code", name, text, call.line)


def _is_library(survey: Survey, call: Value) -> bool:
    """Whether what is made is known already, or a stub that a tool has written."""
    stub = survey.words.interface
    if stub and stub.fullmatch(survey.origins.type_named(call.word)):
        return True
    return bool(survey.origins.signatures_of(call))


def _own(survey: Survey, part: Value) -> Text:
    """Of what is seldom an address nothing is asked."""
    return survey.texts.known(part) if part.kind not in ("lambda", "new", "map", "list") else ()


def settled(text: Text) -> Text:
    """A text in which no parameters are left: they are not known, but for their defaults."""
    found = joined(
        (piece.default or UNKNOWN) if piece.kind == PARAMETER else (piece,) for piece in text
    )
    return found if is_known(found) else ()


def _tells(name: str, text: Text, wanted: set[str]) -> bool:
    if not text or (last_part(name) not in wanted and all(p.kind == "name" for p in text)):
        return False
    last = name.rpartition(".")[2]
    return last in wanted or _is_address(text) or (named_like_address(last) and _is_one_word(text))


def _is_address(text: Text) -> bool:
    return any(
        piece.kind in ("env", "setting")
        or (piece.kind == "text" and len(piece.value) < 500 and bool(_ADDRESS.match(piece.value)))
        for piece in text
    )


def _is_one_word(text: Text) -> bool:
    return not any(piece.kind == "text" and re.search(r"\s", piece.value) for piece in text)
