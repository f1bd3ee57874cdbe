"""Two functions of a family line by line, so that what differs stands beside each other."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import groupby, zip_longest

from msgspec import Struct

from driftscan.model.beside import APART, FOLDED, NAMES, OTHER, SAME, Row
from driftscan.model.family import Spelt

_AROUND = 3  # lines that stay round a difference
_MOST = 80  # rows; what is longer is cut
_LONGEST = 600  # lines of one function; comparing takes quadratic time
_WIDEST = 160


class Side(Struct, frozen=True):
    """One of the two. first: number of its first line. tokens: by line what is spelt there.
    apart: numbers of the lines in which it differs though the others agree; None if there are no
    others, and every difference is one."""

    first: int
    lines: Sequence[str]
    tokens: Mapping[int, tuple[str, ...]]
    apart: frozenset[int] | None = None


def tokens_by_line(row: Sequence[Spelt]) -> dict[int, tuple[str, ...]]:
    """What is spelt in each line."""
    found: dict[int, list[str]] = defaultdict(list)
    for token in row:
        found[token.line].append(token.key)
    return {line: tuple(keys) for line, keys in found.items()}


def beside(one: Side, other: Side) -> tuple[Row, ...]:
    """Rows of both, long stretches without a difference folded."""
    if max(len(one.lines), len(other.lines)) > _LONGEST:
        return ()
    rows = list(_folded(list(_rows(_dedented(one), _dedented(other)))))
    rest = len(rows) - _MOST
    return (*rows[:_MOST], Row(FOLDED, rest, "", rest)) if rest > 0 else tuple(rows)


def _rows(one: Side, other: Side) -> Iterator[Row]:
    matcher = SequenceMatcher(None, _keys(one), _keys(other), autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        for here, there in zip_longest(range(a, b), range(c, d), fillvalue=-1):
            yield _row(one, other, here, there, alike=tag == "equal")


def _keys(side: Side) -> list[tuple[str, ...]]:
    """A line without code counts as what is written there."""
    return [
        side.tokens.get(side.first + at, ("", line.strip())) for at, line in enumerate(side.lines)
    ]


def _row(one: Side, other: Side, here: int, there: int, *, alike: bool) -> Row:
    left = (one.first + here, one.lines[here]) if here >= 0 else (0, "")
    right = (other.first + there, other.lines[there]) if there >= 0 else (0, "")
    return Row(_mark(one, other, left, right, alike=alike), *left, *right)


def _mark(
    one: Side, other: Side, left: tuple[int, str], right: tuple[int, str], *, alike: bool
) -> str:
    if alike:
        return SAME if left[1].strip() == right[1].strip() else NAMES
    if left[0] not in one.tokens and right[0] not in other.tokens:
        return NAMES  # comments and blank lines
    if one.apart is None or other.apart is None:
        return APART
    return APART if left[0] in one.apart or right[0] in other.apart else OTHER


def _folded(rows: Sequence[Row]) -> Iterator[Row]:
    told = [at for at, row in enumerate(rows) if row.mark in (APART, OTHER)]
    near = {at + by for at in told for by in range(-_AROUND, _AROUND + 1)}
    for shown, found in groupby(range(len(rows)), key=lambda at: at in near):
        stretch = [rows[at] for at in found]
        if shown or not told or len(stretch) < _AROUND:
            yield from stretch
        else:
            yield Row(
                FOLDED, sum(row.here > 0 for row in stretch), "", sum(r.there > 0 for r in stretch)
            )


def _dedented(side: Side) -> Side:
    """Without the room that all lines have in front, and no line longer than a person reads."""
    lines = [line.expandtabs(4).rstrip() for line in side.lines]
    room = min((len(line) - len(line.lstrip()) for line in lines if line), default=0)
    shown = [line[room:] for line in lines]
    cut = [line if len(line) <= _WIDEST else f"{line[:_WIDEST]} ..." for line in shown]
    return Side(side.first, cut, side.tokens, side.apart)
