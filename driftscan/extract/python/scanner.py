"""The walk over a file's events: where code stands, and what it imports there."""

import re
from collections.abc import Callable

from driftscan.extract.python.blocks import Blocks, width_of
from driftscan.extract.python.conditions import type_checking_names, value_at_run_time
from driftscan.extract.python.statements import read_statement
from driftscan.extract.python.strings import end_of_string
from driftscan.extract.python.tokens import (
    CLOSER,
    EVENT,
    HEADER,
    IMPORT,
    INDENT,
    INLINE_IMPORT,
    OPENER,
)
from driftscan.model.fact import ImportContext, ImportFact, Problem

_LAZY = int(ImportContext.LAZY)
_PAIRS = {"(": ")", "[": "]", "{": "}"}

# Keywords that never stand in brackets: one that does shows that a bracket was not closed.
_STATEMENT_ONLY = frozenset("def class elif try except finally while with import".split())

# Nested deeper, or malformed more often, it is not Python that anyone wrote (CPython itself allows
# 200 open brackets), and what is remembered of it must stay small.
_DEEPEST_BRACKETS = 10_000
_MOST_MALFORMED = 100

STOP = -1
Handler = Callable[[re.Match[str]], int]


class Scanner:
    """Reads the import statements of one text, up to the first lexical error.

    text begins with an added newline. facts and problems are in the order of the text.
    inline_at: position of the first import that follows a ':' or ';', or -1. Which suite such an
    import is in, only a ThoroughScanner knows; this one stops there.

    Handlers take an event and return the position to go on from, or STOP.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.facts: list[ImportFact] = []
        self.problems: list[Problem] = []
        self.inline_at = -1
        self.blocks = Blocks()
        self.brackets: list[int] = []
        self._type_checking = type_checking_names(text)
        self._line = 0
        self._counted = 0

    def handlers(self) -> tuple[Handler, ...]:
        """By group number of the event, from INDENT on."""
        return (
            self._unknown,
            self._unknown,
            self.import_line,
            self.header_line,
            self.opener,
            self.closer,
            self.inline_import,
            self.quote,
        )

    def walk(self, event: re.Pattern[str], end: int) -> None:
        """Handle the events that begin before end."""
        text, match, handlers = self.text, event.match, self.handlers()
        position = 0
        while position >= 0 and (found := match(text, position, end)):
            position = handlers[found.lastindex or 0](found)

    def line_of(self, position: int) -> int:
        """1-based line; positions must not decrease from call to call."""
        self._line += self.text.count("\n", self._counted, position)
        self._counted = position
        return self._line

    def import_line(self, event: re.Match[str]) -> int:
        """A line that begins with an import statement."""
        start, end = event.span(IMPORT)
        if self.brackets:
            return self._import_in_brackets(start, end)
        indent = event[INDENT]
        context = self.blocks.context_at(width_of(indent))
        return self._read_on(self.read_import(start, end, context), "\n" + indent, context)

    def _read_on(self, position: int, margin: str, context: int) -> int:
        """Imports come in runs: those on the next lines need not be searched for."""
        text = self.text
        while position >= 0 and text.startswith(margin, position):
            start = position + len(margin)
            if text.startswith("from ", start):
                position = self.read_import(start, start + 4, context)
            elif text.startswith("import ", start):
                position = self.read_import(start, start + 6, context)
            else:
                break
        return position

    def header_line(self, event: re.Match[str]) -> int:
        """A line that begins with the keyword of a compound statement."""
        keyword = event[HEADER].split()[-1]
        if self.brackets:
            return self._unclosed() if keyword in _STATEMENT_ONLY else event.end()
        value = None
        if self._type_checking and keyword in ("if", "elif"):
            value = value_at_run_time(self.text, event.end(), self._type_checking)
        self.blocks.open(keyword, width_of(event[1]), value)
        return event.end()

    def opener(self, event: re.Match[str]) -> int:
        """An opening bracket."""
        self.brackets.append(event.start(OPENER))
        if len(self.brackets) > _DEEPEST_BRACKETS:
            return self.fail("brackets are nested too deeply", event.start(OPENER))
        return event.end()

    def closer(self, event: re.Match[str]) -> int:
        """A closing bracket."""
        if not self.brackets:
            return self.fail(f"{event[CLOSER]!r} closes nothing", event.start(CLOSER))
        opener = self.brackets.pop()
        if _PAIRS[self.text[opener]] != event[CLOSER]:
            message = f"{event[CLOSER]!r} does not close {self.text[opener]!r}"
            return self.fail(message, event.start(CLOSER))
        return event.end()

    def inline_import(self, event: re.Match[str]) -> int:
        """An import statement after ':' or ';'."""
        if self.brackets:
            return self._import_in_brackets(*event.span(INLINE_IMPORT))
        self.inline_at = event.start(INLINE_IMPORT)
        return STOP

    def quote(self, event: re.Match[str]) -> int:
        """A string that the event pattern does not read by itself."""
        start = event.start(event.lastindex or 0)
        end = end_of_string(self.text, start)
        return end if end >= 0 else self.fail("the string that begins here never ends", start)

    def read_import(self, start: int, keyword_end: int, context: int) -> int:
        """The import statement whose keywords span start to keyword_end."""
        text = self.text
        line = self.line_of(start)
        if text[start] == "l":
            context |= _LAZY
            start = keyword_end - (6 if text.endswith("import", start, keyword_end) else 4)
        end = read_statement(text, start, line, context, self.facts)
        if end >= 0:
            return end
        if len(self.problems) >= _MOST_MALFORMED:
            return self.fail("too many import statements are malformed", start)
        message = "this import statement is malformed, so it was left out"
        self.problems.append(Problem("syntax", message, line))
        return keyword_end

    def fail(self, message: str, position: int) -> int:
        """Lexical error: from here on it is unknown what is code."""
        line = self.text.count("\n", 0, position)
        message += "; what follows was not read"
        self.problems.append(Problem("unfinished", message, line))
        return STOP

    def _import_in_brackets(self, start: int, end: int) -> int:
        """Only the `from` of a yield can stand in brackets; an import shows they are unclosed."""
        is_from = self.text.endswith("from", start, end)
        if is_from and read_statement(self.text, start, 0, 0, []) < 0:
            return end
        return self._unclosed()

    def _unclosed(self) -> int:
        opener = self.brackets[-1]
        return self.fail(f"{self.text[opener]!r} is never closed", opener)

    def _unknown(self, event: re.Match[str]) -> int:
        raise AssertionError(f"no handler for {event!r}")


def scan(text: str) -> Scanner:
    """Read the import statements of one text."""
    scanner = Scanner(text)
    scanner.walk(EVENT, end_of_last_import(text))
    return scanner


def end_of_last_import(text: str) -> int:
    """Position up to which events matter; one character more shows whether a keyword ends."""
    end = len(text)
    while (at := text.rfind("import", 0, end)) >= 0:
        end = at + len("import")
        if not text[end : end + 1].isidentifier() and not text[at - 1].isidentifier():
            return end + 1
        end = at
    return 0
