"""Where in a file its own names hold: spans of bytes, nested or apart, never crossing."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from tree_sitter import Node

Span = tuple[int, int]
"""Begin and end in bytes, the end outside."""

NOWHERE = -1


def span_of(node: Node) -> Span:
    """The bytes of a node."""
    return (node.start_byte, node.end_byte)


def sorted_spans(spans: Iterable[Span]) -> list[Span]:
    """By their begin, outer ones first."""
    return sorted(set(spans), key=lambda span: (span[0], -span[1]))


def innermost(spans: Sequence[Span], points: Sequence[int]) -> list[int]:
    """For each point the position of the smallest span that holds it, NOWHERE for none.

    spans: as sorted_spans gives them. points: ascending.
    """
    found: list[int] = []
    open_spans: list[int] = []
    following = 0
    for point in points:
        while following < len(spans) and spans[following][0] <= point:
            _close(open_spans, spans, spans[following][0])
            open_spans.append(following)
            following += 1
        _close(open_spans, spans, point)
        found.append(open_spans[-1] if open_spans else NOWHERE)
    return found


def parents(spans: Sequence[Span]) -> list[int]:
    """For each span the position of the smallest one around it, NOWHERE for none."""
    found: list[int] = []
    open_spans: list[int] = []
    for position, (begin, _) in enumerate(spans):
        _close(open_spans, spans, begin)
        found.append(open_spans[-1] if open_spans else NOWHERE)
        open_spans.append(position)
    return found


def _close(open_spans: list[int], spans: Sequence[Span], point: int) -> None:
    while open_spans and spans[open_spans[-1]][1] <= point:
        open_spans.pop()


class Reach:
    """Names and the spans in which each of them means what the file itself declares."""

    def __init__(self) -> None:
        self._spans: dict[bytes, list[Span]] = defaultdict(list)
        self._begins: dict[bytes, list[int]] = {}

    def add(self, name: bytes, span: Span) -> None:
        """The name holds in the span. Only before the first question."""
        self._spans[name].append(span)

    def holds(self, name: bytes, point: int) -> bool:
        """Whether the point lies in a span of the name."""
        spans = self._spans.get(name)
        if spans is None:
            return False
        begins = self._begins.get(name)
        if begins is None:
            spans = self._spans[name] = _apart(spans)
            begins = self._begins[name] = [begin for begin, _ in spans]
        at = bisect_right(begins, point) - 1
        return at >= 0 and point < spans[at][1]


def _apart(spans: Iterable[Span]) -> list[Span]:
    """Without those inside another one."""
    outer: list[Span] = []
    for span in sorted_spans(spans):
        if not outer or span[0] >= outer[-1][1]:
            outer.append(span)
    return outer
