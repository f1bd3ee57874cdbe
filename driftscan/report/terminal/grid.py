"""Rows of a table on lines of 80 columns."""

from collections.abc import Iterator, Sequence

from driftscan.report.terminal.layout import WIDTH

_GAP = 2


def grid(head: Sequence[str], rows: Sequence[Sequence[str]], indent: int = 0) -> Iterator[str]:
    """The first column to the left, all others to the right, where they hold figures.

    A name too long for its place stands on a line of its own, above its figures. Only for text
    that is escaped already.
    """
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    figures = sum(width + _GAP for width in widths[1:])
    first = min(widths[0], WIDTH - indent - figures)
    for row in (head, *rows):
        name, rest = row[0], row[1:]
        cells = "".join(
            " " * _GAP + cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True)
        )
        if len(name) > first:
            yield " " * indent + name
            name = ""
        yield (" " * indent + name.ljust(first) + cells).rstrip()
