"""What the test of an `if` is worth at run time, as far as TYPE_CHECKING decides it."""

import re

from driftscan.extract.possessive import compiled
from driftscan.extract.python.tokens import BLANK, COMMENT, IDENTIFIER_CHARACTER, STRING

_TYPE_CHECKING = "TYPE_CHECKING"
# The word comes first, so that it is looked for as a plain text.
_ALIAS = compiled(
    rf"TYPE_CHECKING(?<!{IDENTIFIER_CHARACTER}TYPE_CHECKING)"
    rf"{BLANK}++as{BLANK}++({IDENTIFIER_CHARACTER}++)"
)
_TOKEN = compiled(
    rf"(?:{BLANK}|{COMMENT}|\n)*+"
    rf"({IDENTIFIER_CHARACTER}++(?:\.{IDENTIFIER_CHARACTER}++)*+|{STRING}|:=?+|.|\Z)",
    re.DOTALL,
)

# A longer test is undecided: the evaluation below is quadratic in the number of tokens.
_MOST_TOKENS = 60

_OPENERS = frozenset("([{")
_CLOSERS = frozenset(")]}")

# Where one of these stands, what stands beside it is no operand of and, or, not.
_OPAQUE = frozenset(("if", "for", ",", ":="))


def type_checking_names(text: str) -> frozenset[str]:
    """Names under which the text may know TYPE_CHECKING; empty if it never mentions it.

    Type checkers go by the name alone, wherever it comes from; so does this. An attribute of that
    name counts whatever its object.
    """
    if _TYPE_CHECKING not in text:
        return frozenset()
    return frozenset((_TYPE_CHECKING, *_ALIAS.findall(text)))


def value_at_run_time(text: str, start: int, names: frozenset[str]) -> bool | None:
    """The value of the test that begins at start and ends with a colon; None if undecided.

    TYPE_CHECKING (any of names) is False at run time and every other operand is unknown.
    """
    tokens: list[str] = []
    depth = 0
    position = start
    while len(tokens) < _MOST_TOKENS and (found := _TOKEN.match(text, position)):
        token = found[1]
        if token in ("", ":") and not depth:
            return (
                _value(tokens, names) if any(_is_one_of(names, each) for each in tokens) else None
            )
        depth += (token in _OPENERS) - (token in _CLOSERS)
        tokens.append(token)
        position = found.end()
    return None


def _is_one_of(names: frozenset[str], token: str) -> bool:
    return token.rpartition(".")[2] in names


def _value(tokens: list[str], names: frozenset[str]) -> bool | None:
    """Kleene's three-valued logic over or, and, not and brackets."""
    if len(tokens) == 1:
        return False if _is_one_of(names, tokens[0]) else None
    pieces, separators = _split(tokens)
    if not _OPAQUE.isdisjoint(separators):
        return None
    if len(pieces) > 1:
        # `and` binds closer: with both kinds, only `or` splits here.
        operator = "or" if "or" in separators else "and"
        values = [_value(part, names) for part in _join(pieces, separators, operator)]
        decisive = operator == "or"
        return decisive if decisive in values else None if None in values else not decisive
    if tokens[:1] == ["not"]:
        value = _value(tokens[1:], names)
        return None if value is None else not value
    return _value(tokens[1:-1], names) if _is_bracketed(tokens) else None


def _is_bracketed(tokens: list[str]) -> bool:
    """Whether the first token is the round bracket that the last one closes."""
    depth = 0
    for token in tokens[:-1]:
        depth += (token in _OPENERS) - (token in _CLOSERS)
        if not depth:
            return False
    return tokens[:1] == ["("]


def _split(tokens: list[str]) -> tuple[list[list[str]], list[str]]:
    """Cut outside brackets at and, or and what is opaque: n pieces, n-1 separators."""
    pieces: list[list[str]] = [[]]
    separators: list[str] = []
    depth = 0
    for token in tokens:
        depth += (token in _OPENERS) - (token in _CLOSERS)
        if not depth and (token in ("and", "or") or token in _OPAQUE):
            separators.append(token)
            pieces.append([])
        else:
            pieces[-1].append(token)
    return pieces, separators


def _join(pieces: list[list[str]], separators: list[str], operator: str) -> list[list[str]]:
    """Operands of the operator: pieces between other separators grow together again."""
    operands = [pieces[0]]
    for separator, piece in zip(separators, pieces[1:], strict=True):
        if separator == operator:
            operands.append(piece)
        else:
            operands[-1] = [*operands[-1], separator, *piece]
    return operands
