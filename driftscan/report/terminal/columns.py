"""Words in columns, wrapped inside each: a table that one can read aloud."""

import textwrap
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from driftscan.report.terminal.layout import WIDTH

_GAP = 2
_NARROWEST = 11
_WIDEST_FIRST = 20


def fits(columns: int) -> bool:
    """Whether so many columns beside the first are wide enough to be read."""
    return _room(columns, _WIDEST_FIRST, 2) >= _NARROWEST


def columns(head: Sequence[str], rows: Sequence[Sequence[str]], indent: int = 2) -> Iterator[str]:
    """Lines of a table. Only for text that is escaped already."""
    first = min(_WIDEST_FIRST, max(len(row[0]) for row in (head, *rows)))
    room = _room(len(head) - 1, first, indent)
    longest = [max(len(row[at]) for row in (head, *rows)) for at in range(1, len(head))]
    widths = [first, *(min(room, each) for each in longest)]
    for row in (head, *rows):
        yield from _wrapped(row, widths, indent)


def _room(columns: int, first: int, indent: int) -> int:
    return (WIDTH - indent - first) // max(columns, 1) - _GAP


def _wrapped(row: Sequence[str], widths: Sequence[int], indent: int) -> Iterator[str]:
    cells = [
        textwrap.wrap(cell, width, break_on_hyphens=False) or [""]
        for cell, width in zip(row, widths, strict=True)
    ]
    for parts in zip_longest(*cells, fillvalue=""):
        padded = (part.ljust(width) for part, width in zip(parts, widths, strict=True))
        yield (" " * indent + (" " * _GAP).join(padded)).rstrip()
