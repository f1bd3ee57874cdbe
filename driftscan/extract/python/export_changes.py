"""Statements that begin with `__all__`: what each does to the list."""

from collections.abc import Callable, Mapping

from msgspec import Struct

from driftscan.extract.python.export_values import (
    COMPUTED,
    Names,
    Tokens,
    argument,
    assigned,
    item,
    split,
    value,
)

SET, ADD, REMOVE = "set", "add", "remove"

# Methods that leave the names as they are.
READS = frozenset(("copy", "count", "index", "sort", "reverse"))


class Change(Struct, frozen=True):
    """What a statement does with some names: SET, ADD or REMOVE."""

    how: str
    names: Names


_UNKNOWN = Change(ADD, COMPUTED)


def read_change(tokens: Tokens | None, own: Names) -> Change | None:
    """The change made by a statement; None if it only reads the list.

    tokens: those after the word, None if they could not be told. own: the names before it.
    """
    if tokens is None:
        return _UNKNOWN
    return _FORMS[tokens[0]](tokens, own) if tokens and tokens[0] in _FORMS else None


def _assign(tokens: Tokens, own: Names) -> Change:
    return Change(SET, assigned(tokens[1:], own))


def _annotate(tokens: Tokens, own: Names) -> Change | None:
    _, *values = split(tokens, "=")
    return Change(SET, assigned(values[0], own)) if len(values) == 1 else None


def _add(tokens: Tokens, own: Names) -> Change:
    return Change(ADD, assigned(tokens[1:], own))


def _call(tokens: Tokens, own: Names) -> Change | None:
    method, given = tokens[1] if len(tokens) > 1 else "", argument(tokens[2:])
    if method in READS:
        return None
    if given is None:
        return _UNKNOWN
    if method == "extend":
        return Change(ADD, value(given, own))
    if method in ("append", "remove"):
        return Change(ADD if method == "append" else REMOVE, item(given))
    return _UNKNOWN


def _unknown(_tokens: Tokens, _own: Names) -> Change:
    return _UNKNOWN


_FORMS: Mapping[str, Callable[[Tokens, Names], Change | None]] = {
    "=": _assign,
    ":": _annotate,
    "+=": _add,
    ".": _call,
    **dict.fromkeys(("-=", "*=", "/=", "%=", "@=", "&=", "|=", "^=", ":=", "[", ","), _unknown),
}
