"""Functions whose bodies stand in braces, told by what comes before the brace."""

import re
from collections.abc import Iterator, Sequence

from driftscan.extract.fragments.lexicon import Finder, Span

_BRACES = re.compile(rb"\{[ \t]*\}|[{}]")
_LONGEST_HEAD = 1500
# A brace behind one of these opens a value, a pattern or a type, and what was begun goes on.
_GOES_ON = b"(,[:=?&|<"
_OPENING = ord("{")


def braced_spans(*heads: re.Pattern[bytes]) -> Finder:
    """A finder. heads: match what may stand before the brace of a function, to its very end, from
    its name (in the group `name`) or from its parameters; the first that fits tells the name."""

    def spans(text: bytes) -> Iterator[Span]:
        found = []
        for begin, opened, closed in _blocks(text):
            span = _span(text[begin:opened], begin, closed, heads)
            if span is not None:
                found.append(span)
        yield from _without_callbacks(sorted(found, key=_place))

    return spans


def _span(head: bytes, begin: int, closed: int, heads: Sequence[re.Pattern[bytes]]) -> Span | None:
    if b"(" not in head and b"=>" not in head:
        return None
    for pattern in heads:
        match = pattern.search(head)
        if match is not None:
            name = match["name"] or b""
            after = match.end("name") if name else match.start()
            blanks = len(match.group()) - len(match.group().lstrip())
            return Span(name, begin + match.start() + blanks, begin + after, closed + 1)
    return None


def _place(span: Span) -> tuple[int, int]:
    return (span.at, -span.end)


def _without_callbacks(spans: Sequence[Span]) -> Iterator[Span]:
    """Without nameless functions inside of others: what is handed to a call is a part of the
    function that calls."""
    end = 0
    for span in spans:
        if span.name or span.at >= end:
            yield span
            end = max(end, span.end)


def _blocks(text: bytes) -> Iterator[tuple[int, int, int]]:
    """(where its head may begin, opening brace, closing brace) of every block. A brace too many
    is passed over; blocks that are never closed are none."""
    opened: list[tuple[int, int]] = []
    before = 0
    for found in _BRACES.finditer(text):
        at = found.start()
        if found.end() - at > 1:
            continue
        if text[at] == _OPENING:
            goes_on = _goes_on(text, before, at)
            opened.append((-1 if goes_on else _head(text, before, at), at))
            before = before if goes_on else at + 1
        elif opened:
            begin, brace = opened.pop()
            if begin >= 0:
                yield begin, brace, at
                before = at + 1


def _goes_on(text: bytes, before: int, at: int) -> bool:
    last = text[max(before, at - 80) : at].rstrip()[-2:]
    return last[-1:] in _GOES_ON and last != b"=>" if last else False


def _head(text: bytes, before: int, at: int) -> int:
    first = max(before, at - _LONGEST_HEAD)
    return max(first, text.rfind(b";", first, at) + 1)
