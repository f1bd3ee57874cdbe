"""What a module says of itself in `__all__`, read statement by statement, without parsing.

Every place in code where the word stands is accounted for: it is a statement of a known form, it
only reads the list, or part of the list counts as computed.
"""

import re
from collections.abc import Iterable
from functools import cache

from driftscan.extract.possessive import compiled
from driftscan.extract.python.blocks import width_of
from driftscan.extract.python.export_changes import READS, SET, Change, read_change
from driftscan.extract.python.export_list import ExportList
from driftscan.extract.python.export_values import Names, statement_tokens
from driftscan.extract.python.scanner import Scanner
from driftscan.extract.python.thorough import ThoroughScanner
from driftscan.extract.python.tokens import (
    BLANK,
    BRACKET_GAP,
    CALL,
    HEADER,
    IMPORT,
    NEXT_LINE,
    line_event,
    word_event,
)
from driftscan.model.fact import ExportsFact, ImportContext, ImportFact

WORD = "__all__"

_DEFERRED = int(ImportContext.DEFERRED)
_line_event = cache(line_event)
_word_event = cache(word_event)

_METHOD = compiled(rf"{BRACKET_GAP}\.{BRACKET_GAP}(\w++)")
_CHANGED_AFTER = compiled(rf"{BLANK}*+(?:=(?!=)|[-+*/%@&|^]=|:=)")
_CHANGED_BEFORE = compiled(
    r"(?:^|[ \t;:])(?:(?:del|global|nonlocal)(?![^ \t\\])[^\n;:=()]*|(?:as|for)[ \t]++)\Z"
)


class LineScanner(Scanner):
    """For a text in which the word stands only where a line begins: each is at module level."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.list = ExportList()
        self.unreadable = 0

    def import_line(self, event: re.Match[str]) -> int:
        """A line that begins with the word."""
        start, end = event.span(IMPORT)
        if not self.brackets:
            change = _read(self.text, end, self.list)
            if change is not None:
                self.list.take(change, self.line_of(start), certain=True)
        return end


class WordScanner(ThoroughScanner):
    """For any other text. unreadable: line of the first change by something else than a statement
    that begins with the word at module level, 0 for none."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.list = ExportList()
        self.unreadable = 0
        self._classes: list[int] = []

    def next_line(self, event: re.Match[str]) -> int:
        """A plain line."""
        if not self.brackets:
            self._begin(width_of(event[NEXT_LINE]))
        return super().next_line(event)

    def header_line(self, event: re.Match[str]) -> int:
        """A line that opens a block; the body of a class is a name space of its own."""
        if not self.brackets:
            width = width_of(event[1])
            self._begin(width)
            if event[HEADER] == "class":
                self._classes.append(width)
        return super().header_line(event)

    def _begin(self, width: int) -> None:
        while self._classes and self._classes[-1] >= width:
            self._classes.pop()

    def call(self, event: re.Match[str]) -> int:
        """The word `__all__`."""
        start, end = event.span(CALL)
        before = self._code_before(start)
        if self.text[before - 1] != ".":
            line = self.line_of(start)
            if self._begins_statement(before):
                self._statement(end, line)
            elif self._changes(start, end):
                self.unreadable = self.unreadable or line
        return event.end()

    def _begins_statement(self, before: int) -> bool:
        if self.brackets or self._lambdas.in_body:
            return False
        mark = self.text[before - 1]
        return mark in "\n;" or (mark == ":" and self._in_suite)

    def _changes(self, start: int, end: int) -> bool:
        """Whether the list may be changed or bound by a word that begins no statement."""
        method = _METHOD.match(self.text, end)
        if method:
            return method[1] not in READS
        line = self.text[self.text.rfind("\n", 0, start) + 1 : start]
        changed = _CHANGED_AFTER.match(self.text, end)
        if changed and (not self.brackets or changed[0].endswith(":=")):
            return True
        return not self.brackets and _CHANGED_BEFORE.search(line) is not None

    def _statement(self, end: int, line: int) -> None:
        change = _read(self.text, end, self.list)
        if change is None:
            return
        context = self._context()
        if not (context & _DEFERRED or self._classes):
            self.list.take(change, line, certain=not context)
        elif change.how != SET:  # else it is a name of the function's or class's own
            self.unreadable = self.unreadable or line


def read_exports(text: str, imports: Iterable[ImportFact]) -> ExportsFact | None:
    """What a text exports; None if it has no `__all__`. It begins with an added newline.

    imports: those of the same text; one may bring a list from elsewhere.
    """
    scanner = _scanned(text)
    places = [
        *(fact.line for fact in imports if _binds(fact)),
        *(problem.line for problem in scanner.problems if problem.code == "unfinished"),
        *filter(None, [scanner.unreadable, scanner.list.not_literal]),
    ]
    first = scanner.list.first
    if not first and not places:
        return None
    return ExportsFact(tuple(scanner.list.found), min(places, default=first), complete=not places)


def _read(text: str, position: int, so_far: ExportList) -> Change | None:
    tokens = statement_tokens(text, position)
    is_named = tokens is not None and WORD in tokens
    return read_change(tokens, so_far.names() if is_named else Names())


def _scanned(text: str) -> LineScanner | WordScanner:
    end = text.rfind(WORD) + len(WORD) + 1
    scanner: LineScanner | WordScanner
    if text.count(WORD) == text.count("\n" + WORD) + text.count("." + WORD):
        scanner = LineScanner(text)
        scanner.walk(_line_event(WORD), end)
    else:
        scanner = WordScanner(text)
        scanner.walk(_word_event(WORD), end)
    return scanner


def _binds(fact: ImportFact) -> bool:
    is_there = not fact.context & _DEFERRED
    return is_there and WORD in (fact.alias, "" if fact.alias else fact.name)
