"""Git's wildcard patterns as regular expressions that cannot be made to run for ever.

The semantics are those of git's wildmatch.c (`dowild`), quirks included. A star is translated
into an atomic group as soon as another star follows: the text after a star may be taken where it
first fits, because a later star can absorb whatever that leaves, so no backtracking is needed
and the time is at most quadratic in the path's length, however many stars there are.
"""

import re
from enum import Enum

SPECIAL = frozenset(b"*?[\\")
_NEVER = rb"(?!)"
_SLASH = ord("/")


class Star(Enum):
    """What a run of stars may stand for."""

    NAME = rb"[^/]*?"  # anything within one part of the path
    TREE = rb".*?"  # anything
    FOLDERS = rb"(?:.*?/)??"  # nothing, or anything that ends with a slash


Token = bytes | Star
"""A regular expression for exactly one byte, or a run of stars."""


class _MalformedError(Exception):
    """The pattern has a part that matches nothing, so it never matches as a whole."""


def compile_glob(pattern: bytes, whole_path: bool) -> re.Pattern[bytes]:
    """A regular expression for fullmatch(). whole_path: stars and classes stop at slashes."""
    try:
        tokens = _tokens(pattern, whole_path)
    except _MalformedError:
        return re.compile(_NEVER)
    return re.compile(_expression(tokens), re.DOTALL)


def _expression(tokens: list[Token]) -> bytes:
    units: list[tuple[bytes, list[Token]]] = [(b"", [])]
    for token in tokens:
        if token in (Star.TREE, Star.FOLDERS):
            assert isinstance(token, Star)
            units.append((token.value, []))
        else:
            units[-1][1].append(token)
    *leading, (last_star, last_unit) = units
    expression = b"".join(b"(?>" + star + _unit(unit, False) + b")" for star, unit in leading)
    return expression + last_star + _unit(last_unit, True) + rb"\Z"


def _unit(tokens: list[Token], at_end: bool) -> bytes:
    """Tokens without crossing stars. at_end: what follows the last star is tied to the end."""
    chunks = [b""]
    for token in tokens:
        if isinstance(token, Star):
            chunks.append(b"")
        else:
            chunks[-1] += token
    head, *rest = chunks
    free, tied = (rest[:-1], rest[-1:]) if at_end else (rest, [])
    star = Star.NAME.value
    expression = head + b"".join(b"(?>" + star + chunk + b")" for chunk in free)
    return expression + b"".join(star + chunk for chunk in tied)


def _tokens(pattern: bytes, whole_path: bool) -> list[Token]:
    tokens: list[Token] = []
    at = 0
    while at < len(pattern):
        byte = pattern[at]
        if byte == ord("*"):
            end = at
            while end < len(pattern) and pattern[end] == ord("*"):
                end += 1
            star, at = _star(pattern, at, end, whole_path)
            tokens.append(star)
        elif byte == ord("["):
            members, at = _character_class(pattern, at + 1)
            tokens.append(_one_of(members - {_SLASH} if whole_path else members))
        else:
            if byte == ord("\\"):
                at += 1
                if at == len(pattern):
                    raise _MalformedError
            tokens.append(b"[^/]" if byte == ord("?") else re.escape(pattern[at : at + 1]))
            at += 1
    return tokens


def _star(pattern: bytes, start: int, end: int, whole_path: bool) -> tuple[Star, int]:
    """The meaning of pattern[start:end], a run of stars, and where the pattern goes on."""
    if not whole_path or end - start == 1:
        return Star.NAME, end
    after = pattern[end : end + 2]
    free_before = start == 0 or pattern[start - 1] == _SLASH
    if not free_before or not (after == b"" or after[:1] == b"/" or after == b"\\/"):
        return Star.NAME, end
    return (Star.FOLDERS, end + 1) if after[:1] == b"/" else (Star.TREE, end)


def _one_of(members: frozenset[int]) -> bytes:
    if not members:
        raise _MalformedError
    return b"[" + b"".join(b"\\x%02x" % member for member in sorted(members)) + b"]"


_ALPHA = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_DIGIT = frozenset(b"0123456789")
_GRAPH = frozenset(range(0x21, 0x7F))
_NAMED = {
    b"alnum": _ALPHA | _DIGIT,
    b"alpha": _ALPHA,
    b"blank": frozenset(b" \t"),
    b"cntrl": frozenset([*range(0x20), 0x7F]),
    b"digit": _DIGIT,
    b"graph": _GRAPH,
    b"lower": frozenset(b"abcdefghijklmnopqrstuvwxyz"),
    b"print": _GRAPH | {0x20},
    b"punct": _GRAPH - _ALPHA - _DIGIT,
    b"space": frozenset(b" \t\n\r"),  # git's own isspace() has no form feed
    b"upper": frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    b"xdigit": _DIGIT | frozenset(b"abcdefABCDEF"),
}


def _character_class(pattern: bytes, at: int) -> tuple[frozenset[int], int]:
    """Members of the class whose '[' stands before `at`, and the position behind its ']'."""
    negated = pattern[at : at + 1] in (b"!", b"^")
    at += negated
    members: set[int] = set()
    previous = 0  # no range may begin here
    first = True
    while first or pattern[at : at + 1] != b"]":
        first = False
        added, previous, at = _class_item(pattern, at, previous)
        members |= added
    chosen = frozenset(range(1, 256)) - members if negated else frozenset(members)
    return chosen, at + 1


def _class_item(pattern: bytes, at: int, previous: int) -> tuple[frozenset[int], int, int]:
    """One item of a class: its members, the byte a range could begin with, the next position."""
    byte = _byte(pattern, at)
    if byte == ord("\\"):
        escaped = _byte(pattern, at + 1)
        return frozenset([escaped]), escaped, at + 2
    follows = pattern[at + 1 : at + 2]
    if byte == ord("-") and previous and follows not in (b"", b"]"):
        at += 2 if follows == b"\\" else 1
        return frozenset(range(previous, _byte(pattern, at) + 1)), 0, at + 1
    if byte == ord("[") and follows == b":":
        end = pattern.find(b"]", at + 2)
        if end < 0:
            raise _MalformedError
        if end - 1 >= at + 2 and pattern[end - 1] == ord(":"):
            name = pattern[at + 2 : end - 1]
            if name not in _NAMED:
                raise _MalformedError
            return _NAMED[name], 0, end + 1
    return frozenset([byte]), byte, at + 1


def _byte(pattern: bytes, at: int) -> int:
    if at >= len(pattern):
        raise _MalformedError
    return pattern[at]
