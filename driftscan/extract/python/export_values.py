"""Values that `__all__` is given: lists and tuples of string literals, and sums of them."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from driftscan.extract.possessive import compiled
from driftscan.extract.python.arguments import literal
from driftscan.extract.python.strings import end_of_string
from driftscan.extract.python.tokens import BLANK, COMMENT, IDENTIFIER_CHARACTER, STRING

Tokens = Sequence[str]

_TOKEN = (
    rf"([rRuU]?+(?:{STRING})|{IDENTIFIER_CHARACTER}++|:=|==|!=|<=|>=|[-+*/%@&|^]=|\*\*|//|\Z|.)"
)
_ON_LINE = compiled(rf"(?:{BLANK}|{COMMENT})*+{_TOKEN}", re.DOTALL)
_IN_BRACKETS = compiled(rf"(?:{BLANK}|{COMMENT}|\n)*+{_TOKEN}", re.DOTALL)
_OPENERS, _CLOSERS = frozenset("([{"), frozenset(")]}")
_QUOTES = frozenset("'\"")
_ENDS = frozenset(("", "\n", ";"))

# Operators that bind less than `+`: a value with one of them is computed as a whole.
_WEAK = frozenset(": = := == != <= >= < > | & ^ - if else for in is not and or lambda".split())

# More, or nested deeper, nobody writes by hand.
_MOST_TOKENS = 200_000
_DEEPEST = 20


class Names(Struct, frozen=True):
    """The literal names of a value. complete: False if some of it is computed."""

    found: tuple[str, ...] = ()
    complete: bool = True


COMPUTED = Names(complete=False)


def statement_tokens(text: str, position: int) -> list[str] | None:
    """The tokens from here to the end of the statement; None if it does not end."""
    tokens: list[str] = []
    depth = 0
    while len(tokens) < _MOST_TOKENS:
        found = (_IN_BRACKETS if depth else _ON_LINE).match(text, position)
        token, position = (found[1], found.end()) if found else ("", position)
        if token in _ENDS and (not depth or not token):
            return None if depth else tokens
        if token in _QUOTES:  # an f-string, whose prefix was a token of its own
            position = end_of_string(text, position - 1)
            if position < 0:
                return None
        depth += (token in _OPENERS) - (token in _CLOSERS)
        tokens.append(token)
    return None


def assigned(tokens: Tokens, own: Names) -> Names:
    """The value of an assignment; a tuple may stand there without brackets.

    own: what the word `__all__` itself stands for in it.
    """
    parts = split(tokens, ",")
    if len(parts) == 1 or "=" in _outside_brackets(tokens):
        return value(tokens, own)
    return _items(parts)


def value(tokens: Tokens, own: Names, depth: int = 0) -> Names:
    """A sum of lists."""
    if depth > _DEEPEST or any(token in _WEAK for token in _outside_brackets(tokens)):
        return COMPUTED
    return joined([_operand(term, own, depth) for term in split(tokens, "+")])


def item(tokens: Tokens) -> Names:
    """One name: a string literal, or several beside each other."""
    while len(tokens) > 1 and tokens[0] == "(" and _is_bracketed(tokens):
        tokens = tokens[1:-1]
    parts = [literal(token) for token in tokens]
    texts = [part for part in parts if part is not None]
    return Names(("".join(texts),)) if texts and len(texts) == len(tokens) else COMPUTED


def joined(parts: Sequence[Names]) -> Names:
    """All the names, each once."""
    found = dict.fromkeys(name for part in parts for name in part.found)
    return Names(tuple(found), all(part.complete for part in parts))


def argument(tokens: Tokens) -> Tokens | None:
    """The one argument of a call that begins with its bracket; None for any other."""
    if len(tokens) < 3 or tokens[0] != "(" or not _is_bracketed(tokens):
        return None
    first, *more = split(tokens[1:-1], ",")
    return None if any(more) or len(more) > 1 else first


def split(tokens: Tokens, separator: str) -> list[Tokens]:
    """The parts between separators that stand in no bracket."""
    parts: list[Tokens] = []
    begin = depth = 0
    for at, token in enumerate(tokens):
        depth += (token in _OPENERS) - (token in _CLOSERS)
        if token == separator and not depth:
            parts.append(tokens[begin:at])
            begin = at + 1
    return [*parts, tokens[begin:]]


def _operand(tokens: Tokens, own: Names, depth: int) -> Names:
    if list(tokens) == ["__all__"]:
        return own
    if len(tokens) < 2 or tokens[0] not in ("(", "[") or not _is_bracketed(tokens):
        return COMPUTED
    inside = tokens[1:-1]
    parts = split(inside, ",")
    if tokens[0] == "(" and inside and len(parts) == 1:
        return value(inside, own, depth + 1)
    return _items(parts)


def _items(parts: Sequence[Tokens]) -> Names:
    return joined([item(part) for part in (parts if parts[-1] else parts[:-1])])


def _is_bracketed(tokens: Tokens) -> bool:
    """The first bracket closes with the last token."""
    depth = 0
    for at, token in enumerate(tokens):
        depth += (token in _OPENERS) - (token in _CLOSERS)
        if not depth:
            return at == len(tokens) - 1
    return False


def _outside_brackets(tokens: Tokens) -> Iterator[str]:
    depth = 0
    for token in tokens:
        depth += (token in _OPENERS) - (token in _CLOSERS)
        if not depth:
            yield token
