"""Every comment of a Python text, and the logical line it belongs to.

A walk of its own, for the few files that speak to driftscan: it goes to the end of the text and
stops at every comment, which the scanner for imports runs over.
"""

import re

from msgspec import Struct

from driftscan.extract.possessive import compiled
from driftscan.extract.python.strings import end_of_string
from driftscan.extract.python.tokens import BLANK, COMMENT

_CODE, _NEWLINE, _COMMENT, _OPENER, _CLOSER, _QUOTE = range(1, 7)

# One match per event, as in tokens.py: first blanks, then what is code but no event by itself.
_EVENT = compiled(
    rf"{BLANK}*+((?:[^\n#'\"()\[\]{{}}\\]++|\\\n?+)*+)"
    rf"(?:(\n)|({COMMENT})|([(\[{{])|([)\]}}])|(\"\"\"|'''|\"|')|\Z)"
)


class Comment(Struct, frozen=True):
    """One comment. text: from its '#' on.

    alone: nothing stands before it on its line.
    begin, end: first and last line of the logical line that it stands in; if it stands in none,
    of the next one; 0 where none follows.
    """

    text: str
    line: int
    alone: bool
    begin: int = 0
    end: int = 0

    @property
    def is_above(self) -> bool:
        """It stands before its logical line, not in it."""
        return self.line < self.begin


def read_comments(text: str) -> list[Comment]:
    """The comments of a text, in its order, up to the first lexical error."""
    walk = _Walk(text)
    position = 0
    while 0 <= position < len(text) and (event := _EVENT.match(text, position)):
        position = walk.step(event)
    walk.end_logical_line()
    return walk.found


class _Walk:
    """found: the comments whose logical line has ended."""

    def __init__(self, text: str) -> None:
        self.found: list[Comment] = []
        self._text = text
        self._waiting: list[Comment] = []
        self._line = 1
        self._begin = 0  # first line of the logical line, 0 between two
        self._last_code = 0
        self._depth = 0

    def step(self, event: re.Match[str]) -> int:
        """Handle one event; gives the position after it, -1 after a lexical error."""
        self._line += self._text.count("\n", event.start(), event.start(_CODE))
        if event[_CODE]:
            self._code(event[_CODE])
        if event[_NEWLINE]:
            self._newline()
        elif event[_COMMENT]:
            alone = self._last_code != self._line
            self._waiting.append(Comment(event[_COMMENT], self._line, alone))
        elif event[_OPENER] or event[_CLOSER]:
            self._code("")
            self._depth += 1 if event[_OPENER] else -1
        elif event[_QUOTE]:
            return self._string(event.start(_QUOTE))
        return event.end() if self._depth >= 0 else -1

    def end_logical_line(self) -> None:
        """All comments since the last one belong to the one that ends here."""
        end = self._line if self._begin else 0
        self.found += [
            Comment(each.text, each.line, each.alone, self._begin, end) for each in self._waiting
        ]
        self._waiting = []
        self._begin = 0

    def _code(self, text: str) -> None:
        self._begin = self._begin or self._line
        # A backslash at its end leads to a line without code.
        self._last_code = self._line + text.rstrip(" \t\f\n\\").count("\n")
        self._line += text.count("\n")

    def _newline(self) -> None:
        if self._begin and not self._depth:
            self.end_logical_line()
        self._line += 1

    def _string(self, start: int) -> int:
        end = end_of_string(self._text, start)
        self._code(self._text[start:end] if end >= 0 else "")
        return end
