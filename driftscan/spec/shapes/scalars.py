"""The kinds of text a spec is made of; each says in plain words what it expects.

A message of a validator is the end of a sentence whose subject is the key: "must be ...".
"""

import datetime
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Annotated

from driftscan.spec.paths import PathError, relative_path
from driftscan.spec.problem import listed, quoted
from driftscan.spec.shapes.base import After, Before, InEditors, Stripped, UnfitError
from driftscan.spec.vocabulary import (
    CALL_WORDS,
    COMPONENT_WORDS,
    EXCEPTION_WORDS,
    KINDS,
    REEXPORTS,
    RULE_WORDS,
    SEVERITIES,
    VIA_WORDS,
)

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SHARE = re.compile(r"(?P<number>[0-9]{1,20}(\.[0-9]{0,20})?|\.[0-9]{1,20})\s*(?P<percent>%?)")
# Editors see numbers and truth values where the file means text: `owner: 123`.
_TEXT_SCHEMA = {"type": ["string", "number", "boolean"]}


class WrongValueError(UnfitError):
    """A message puts the predicate after the key; word is looked up among names."""

    def __init__(self, predicate: str, word: str = "", among: tuple[str, ...] = ()) -> None:
        self.predicate = predicate
        self.word = word
        self.among = among


def _one_of(words: tuple[str, ...]) -> Callable[[str | None], str]:
    def check(text: str | None) -> str:
        if text is None:
            raise WrongValueError(f"must be {listed(words)}")
        if text not in words:
            raise WrongValueError(f"must be {listed(words)}, not {quoted(text)}", text, words)
        return text

    return check


def _flag(value: object) -> object:
    if isinstance(value, str) and value.lower() in ("true", "false"):
        return value.lower() == "true"
    shown = f", not {quoted(value)}" if isinstance(value, str) else ""
    raise WrongValueError(f"must be true or false{shown}")


def _reach(value: object) -> object:
    if value == REEXPORTS:
        return value
    if isinstance(value, str) and value.lower() in ("true", "false"):
        return value.lower() == "true"
    shown = f", not {quoted(value)}" if isinstance(value, str) else ""
    raise WrongValueError(f"must be true, false or {REEXPORTS}{shown}")


def _date(value: object) -> object:
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        shown = f", not {quoted(value)}" if isinstance(value, str) else ""
        raise WrongValueError(f"must be a date such as 2027-01-31{shown}")
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise WrongValueError(
            f"is {quoted(value)}, a day that no calendar has; correct the date"
        ) from None


def _share(value: object) -> object:
    found = _SHARE.fullmatch(value) if isinstance(value, str) else None
    if not found:
        shown = f", not {quoted(value)}" if isinstance(value, str) else ""
        raise WrongValueError(f"must be a share such as 95% or 0.95{shown}")
    number, percent = found["number"], found["percent"]
    share = Decimal(number) / 100 if percent else Decimal(number)
    if share > 1 and not percent and Decimal(number) <= 100:
        raise WrongValueError(
            f"is {number}, more than all; write {number}% or a number from 0 to 1"
        )
    if share > 1:
        raise WrongValueError(f"is {quoted(found.group())}, more than all; a share is at most 100%")
    return float(share)


def _levels(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"[1-9][0-9]{0,3}", value):
        return int(value)
    shown = f", not {quoted(value)}" if isinstance(value, str) else ""
    raise WrongValueError(f"must be a number of levels, 1 or more{shown}")


def _calls(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"[1-9][0-9]{0,3}", value):
        return int(value)
    shown = f", not {quoted(value)}" if isinstance(value, str) else ""
    raise WrongValueError(f"must be a number of calls, 1 or more{shown}")


def _path(text: str) -> str:
    try:
        return relative_path(text)
    except PathError as error:
        raise WrongValueError(str(error)) from None


def _wrapped(value: object) -> object:
    """A lone text where a list may stand."""
    if not isinstance(value, str | list):
        raise UnfitError  # neither text nor a list
    return [value] if isinstance(value, str) else value


def one_or_many(value: object) -> object:
    """A lone text or mapping where a list may stand."""
    return [value] if isinstance(value, str | dict) else value


def _one_or_many(item: dict[str, object]) -> InEditors:
    return InEditors({"anyOf": [item, {"type": "array", "items": item}]})


_STRIPPED = Stripped()
_SHARE_SCHEMA = {
    "anyOf": [
        {"type": "number", "minimum": 0, "maximum": 1},
        {"type": "string", "pattern": r"^[0-9.]+\s*%?$"},
    ]
}

Text = Annotated[str, _STRIPPED, InEditors(_TEXT_SCHEMA)]
Texts = Annotated[tuple[Text, ...], Before(_wrapped), _one_or_many(_TEXT_SCHEMA)]
# What a name really may be is checked with the other names; this is for editors.
ComponentName = Annotated[
    str, InEditors({"type": "string", "not": {"pattern": r"[*].*[*]|^[*]$|[\s,:]"}})
]
RelativePath = Annotated[str, _STRIPPED, After(_path), InEditors(_TEXT_SCHEMA)]
RelativePaths = Annotated[tuple[RelativePath, ...], Before(_wrapped), _one_or_many(_TEXT_SCHEMA)]
KindName = Annotated[str, After(_one_of(KINDS)), InEditors({"type": "string", "enum": list(KINDS)})]
Severity = Annotated[
    str,
    After(_one_of(SEVERITIES)),
    InEditors({"type": "string", "enum": list(SEVERITIES)}),
]
OptionalSeverity = Annotated[
    str | None,
    After(_one_of(SEVERITIES)),
    InEditors({"type": "string", "enum": list(SEVERITIES)}),
]
ViaWord = Annotated[str, After(_one_of(VIA_WORDS))]
Via = Annotated[
    tuple[ViaWord, ...],
    Before(_wrapped),
    _one_or_many({"type": "string", "enum": list(VIA_WORDS)}),
]
CallWord = Annotated[str, After(_one_of(CALL_WORDS))]
CallVia = Annotated[
    tuple[CallWord, ...],
    Before(_wrapped),
    _one_or_many({"type": "string", "enum": list(CALL_WORDS)}),
]
RuleWords = Annotated[
    tuple[Annotated[str, After(_one_of(RULE_WORDS))], ...],
    Before(_wrapped),
    _one_or_many({"type": "string", "enum": list(RULE_WORDS)}),
]
ComponentWords = Annotated[
    tuple[Annotated[str, After(_one_of(COMPONENT_WORDS))], ...],
    Before(_wrapped),
    _one_or_many({"type": "string", "enum": list(COMPONENT_WORDS)}),
]
ExceptionWords = Annotated[
    tuple[Annotated[str, After(_one_of(EXCEPTION_WORDS))], ...],
    Before(_wrapped),
    _one_or_many({"type": "string", "enum": list(EXCEPTION_WORDS)}),
]
Flag = Annotated[bool, Before(_flag), InEditors({"type": "boolean"})]

Reach = Annotated[
    bool | str,
    Before(_reach),
    InEditors({"anyOf": [{"type": "boolean"}, {"type": "string", "enum": [REEXPORTS]}]}),
]

# None is a key that is not there; a key without a value is refused by the validators.
OptionalTexts = Annotated[tuple[Text, ...] | None, Before(_wrapped), _one_or_many(_TEXT_SCHEMA)]
OptionalPaths = Annotated[
    tuple[RelativePath, ...] | None, Before(_wrapped), _one_or_many(_TEXT_SCHEMA)
]
OptionalDate = Annotated[
    datetime.date | None,
    Before(_date),
    InEditors({"type": "string", "format": "date"}),
]
Day = Annotated[datetime.date, Before(_date), InEditors({"type": "string", "format": "date"})]
OptionalShare = Annotated[float | None, Before(_share), InEditors(_SHARE_SCHEMA)]
NumberOfCalls = Annotated[int, Before(_calls), InEditors({"type": "integer", "minimum": 1})]
OptionalLevels = Annotated[
    int | None, Before(_levels), InEditors({"type": "integer", "minimum": 1})
]
