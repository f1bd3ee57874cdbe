"""Functions whose bodies stand in braces, told by what comes before the brace."""

import re
from collections.abc import Iterator, Sequence

from driftscan.extract.fragments.lexicon import Finder, Span
from driftscan.extract.possessive import compiled

_BRACES = compiled(rb"\{[ \t]*\}|[{}]")
_LONGEST_HEAD = 1500
_DEEPEST = 12  # braces in braces of a head
# A brace behind one of these opens a value, a pattern or a type, and what was begun goes on.
_GOES_ON = b"(,[:=?&|<"
_TYPE_FOLLOWS = (b" extends", b"interface", b"struct")
_EMPTY = compiled(rb"\{\s*\}")
# Not what is empty: that is the body of a function as often as a value.
_INNERMOST = compiled(rb"\{(?!\s*+\})(?:[^{}]|\{\s*+\})*+\}")
_OPENING = ord("{")


def braced_spans(*heads: re.Pattern[bytes], goes_on: bytes = _GOES_ON) -> Finder:
    """A finder. heads: match what may stand before the brace of a function, to its very end, from
    its name (in the group `name`) or from its parameters; the first that fits tells the name.
    goes_on: signs behind which a brace begins no body."""

    def spans(text: bytes) -> Iterator[Span]:
        found = []
        for begin, opened, closed in _blocks(text, goes_on):
            span = _span(folded(text[begin:opened]), begin, closed, heads)
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


def _blocks(text: bytes, goes_on: bytes) -> Iterator[tuple[int, int, int]]:
    """(where its head may begin, opening brace, closing brace) of every block. A brace too many
    is passed over; blocks that are never closed are none."""
    opened: list[tuple[int, int, int]] = []
    before = 0
    for found in _BRACES.finditer(text):
        at = found.start()
        if found.end() - at > 1:
            continue
        if text[at] == _OPENING:
            begin = -1 if _goes_on(text, before, at, goes_on) else _head(text, before, at)
            opened.append((begin, at, before))
            before = at + 1
        elif opened:
            begin, brace, outside = opened.pop()
            before = outside if begin < 0 else at + 1
            if begin >= 0:
                yield begin, brace, at


def _goes_on(text: bytes, before: int, at: int, signs: bytes) -> bool:
    last = text[max(before, at - 80) : at].rstrip()[-9:]
    if last[-1:].isalpha():
        return last.endswith(_TYPE_FOLLOWS)
    return last[-1:] in signs and last[-2:] != b"=>" if last else False


def _head(text: bytes, before: int, at: int) -> int:
    """Behind the last statement. A semicolon that stands in the braces of a type ends none."""
    first = max(before, at - _LONGEST_HEAD)
    ended = text.rfind(b";", first, at) + 1
    if text.rfind(b"}", max(first, ended), at) >= 0:
        head = folded(text[first:at])
        ended = first + max(head.rfind(b";"), _EMPTY.sub(_as_name, head).rfind(b"}")) + 1
    return max(first, ended)


def folded(head: bytes) -> bytes:
    """A head with one long name in place of each value or type in braces."""
    if b"}" in head:
        for _ in range(_DEEPEST):
            head, count = _INNERMOST.subn(_as_name, head)
            if not count:
                break
    return head


def _as_name(braces: re.Match[bytes]) -> bytes:
    return b"_" * len(braces.group())
