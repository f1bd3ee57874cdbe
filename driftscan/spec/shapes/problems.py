"""Errors of pydantic as problems of the file: its words, its lines, one remedy each."""

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from driftscan.spec.flow import flow
from driftscan.spec.problem import listed, quoted, suggestion
from driftscan.spec.shapes.file import FileShape
from driftscan.spec.shapes.models import model_of
from driftscan.spec.shapes.place import Place, place_of
from driftscan.spec.shapes.rule_parts import UngradedShape
from driftscan.spec.shapes.rules import kinds_with
from driftscan.spec.shapes.unknown import add_unknown_key, add_unknown_rule
from driftscan.spec.tree import Path, Problems, Value

_EXPECTED = {
    "string_type": "text",
    "texts_type": "text or a list of texts",
    "tuple_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping of keys",
}


def add_shape_problems(value: Value, problems: Problems) -> set[Path]:
    """Add all that is wrong with a file to problems; returns the paths where something is."""
    details = [(place_of(each["loc"]), each) for each in _errors(value)]
    wanted = {_suggested(place) for place, each in details if each["type"] == "extra_forbidden"}
    for place, each in details:
        if any(place.path[: len(path)] == path for path in problems.tree.refused):
            continue
        if each["type"] == "missing" and place.path in wanted:
            # The key is there, misspelt; saying both would be saying it twice.
            continue
        _add(place, each, problems)
    return {place.path for place, _ in details}


def _errors(value: Value) -> list[ErrorDetails]:
    try:
        model_of(FileShape).model_validate(value)
    except ValidationError as error:
        return error.errors(include_url=False)
    return []


def _suggested(place: Place) -> Path:
    """The key that an unknown key probably means."""
    return (*place.shape_path, suggestion(place.key, place.shape.written_keys()))


def _add(place: Place, error: ErrorDetails, problems: Problems) -> None:
    kind = error["type"]
    if kind == "extra_forbidden":
        _add_unknown_key(place, problems)
    elif kind == "missing":
        message = f"{_noun(place)} has no {quoted(place.key)}; add one, {_example(place)}"
        problems.add(place.shape_path, message)
    elif kind == "union_tag_not_found":
        add_unknown_rule(place.path, error["input"], problems)
    else:
        _add_wrong_value(place, error, problems)


def _add_wrong_value(place: Place, error: ErrorDetails, problems: Problems) -> None:
    subject = _subject(place, problems)
    if error["input"] is None:
        problems.add(place.path, f"{subject} has no value; write one, {_example(place)}")
    elif error["type"] == "predicate":
        context = error["ctx"]
        message = f"{subject} {context['predicate']}"
        problems.add(place.path, message, context["word"], context["among"])
    else:
        problems.add(place.path, f"{subject} {_complaint(place, error['type'])}, {_example(place)}")


def _complaint(place: Place, kind: str) -> str:
    if kind == "string_too_short":
        return "is empty; write a value"
    return f"must be {place.expected or _EXPECTED[kind]}"


def _example(place: Place) -> str:
    return f"for example {place.key}: {flow(place.example)}"


def _subject(place: Place, problems: Problems) -> str:
    last = place.path[-1]
    # A lone text where a list may stand has an entry for pydantic, but not in the file.
    if isinstance(last, int) and not problems.tree.has(place.path):
        last = place.path[-2]
    if isinstance(last, int):
        return f"an entry of {quoted(place.key)}"
    return quoted(last)


def _noun(place: Place) -> str:
    name = place.shape_path[-1] if place.shape_path else ""
    return place.shape.noun.format(quoted(str(name)))


def _add_unknown_key(place: Place, problems: Problems) -> None:
    kinds = kinds_with(place.key)
    if issubclass(place.shape, UngradedShape) and kinds:
        fits = listed(kinds, "and")
        message = f"{quoted(place.key)} does not fit {_noun(place)}; it is a key of {fits}"
        problems.add(place.path, message)
        return
    add_unknown_key(place.path, _noun(place), place.shape.written_keys(), problems)
