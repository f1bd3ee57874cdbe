"""What differs in one function although others agree: token by token, told by lines."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import takewhile

from msgspec import Struct

from driftscan.model.family import Spelt

_MOST = 12
_AROUND = 2  # tokens on each side by which a place is found again in the others
_BRIDGE = 3  # equal tokens between two differences that are told as one
_LONGEST = 4000  # tokens; comparing takes quadratic time

Row = Sequence[Spelt]


class Apart(Struct, frozen=True):
    """Lines of both, first and last; (0, -1) for none. at: where something is missing, the line
    that it would stand at."""

    here: tuple[int, int]
    there: tuple[int, int]
    is_literal: bool


def apart(odd: Row, model: Row, others: Sequence[Row]) -> list[Apart]:
    """Where a function differs from a model with which all others agree. Differences of code come
    before those of literals alone, each kind by line."""
    if max(len(odd), len(model)) > _LONGEST:
        return []
    texts = [_joined(other) for other in others]
    found = [
        _told(odd, model, hunk)
        for hunk in _hunks(odd, model)
        if all(_window(model, hunk[2], hunk[3]) in text for text in texts)
    ]
    return sorted(dict.fromkeys(found), key=lambda each: (each.is_literal, each.here))[:_MOST]


def _hunks(odd: Row, model: Row) -> Iterator[tuple[int, int, int, int]]:
    """Stretches of both that differ, near ones united."""
    last: tuple[int, int, int, int] | None = None
    for a, b, c, d in _unequal(odd, model):
        if last and a - last[1] <= _BRIDGE:
            last = (last[0], b, last[2], d)
            continue
        if last:
            yield last
        last = (a, b, c, d)
    if last:
        yield last


def _unequal(one: Row, other: Row) -> Iterator[tuple[int, int, int, int]]:
    """Stretches that are not equal. Lines that both begin and end with are not compared again,
    and they are most of a close copy."""
    first = _equal_lines(one, other)
    last = _equal_lines(one[first:][::-1], other[first:][::-1])
    left = [token.key for token in one[first : len(one) - last]]
    right = [token.key for token in other[first : len(other) - last]]
    for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag != "equal":
            yield first + a, first + b, first + c, first + d


def _equal_lines(one: Row, other: Row) -> int:
    """How many tokens of whole lines are the same from the front on."""
    pairs = zip(one, other, strict=False)
    count = sum(1 for _ in takewhile(lambda pair: pair[0].key == pair[1].key, pairs))
    while count and (_is_cut(one, count) or _is_cut(other, count)):
        count -= 1
    return count


def _is_cut(row: Row, at: int) -> bool:
    return at < len(row) and row[at - 1].line == row[at].line


def _joined(row: Row) -> str:
    return "\0" + "\0".join(token.key for token in row) + "\0"


def _window(model: Row, begin: int, end: int) -> str:
    return _joined(model[max(0, begin - _AROUND) : end + _AROUND])


def _told(odd: Row, model: Row, hunk: tuple[int, int, int, int]) -> Apart:
    a, b, c, d = hunk
    literal = all(token.is_literal for token in (*odd[a:b], *model[c:d]))
    return Apart(_lines(odd, a, b), _lines(model, c, d), literal)


def _lines(row: Row, begin: int, end: int) -> tuple[int, int]:
    """First and last line of a stretch; of an empty one the line before it, and none."""
    if begin == end:
        at = row[min(max(begin - 1, 0), len(row) - 1)].line if row else 0
        return (at, at - 1)
    return (row[begin].line, row[end - 1].line)
