"""The walk for the few files where the place within a line matters: inline imports, calls."""

import re
from functools import lru_cache

from driftscan.extract.python.blocks import width_of
from driftscan.extract.python.dynamic import Call, CalleeNames
from driftscan.extract.python.lambdas import Lambdas
from driftscan.extract.python.scanner import Handler, Scanner
from driftscan.extract.python.tokens import (
    CALL,
    INLINE_IMPORT,
    NEXT_LINE,
    PUNCTUATION,
    thorough_event,
)
from driftscan.model.fact import ImportContext

_DEFERRED = int(ImportContext.DEFERRED)

_event = lru_cache(maxsize=64)(thorough_event)


class ThoroughScanner(Scanner):
    """Follows every logical line from clause keyword over colon to suite, and into lambdas.

    calls: those that may import, in the order of the text.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.calls: list[Call] = []
        self._lambdas = Lambdas()
        self._line_context = 0
        self._in_clause = False  # the logical line begins with a clause keyword
        self._in_suite = False  # and its colon has passed

    def handlers(self) -> tuple[Handler, ...]:
        """By group number of the event, from INDENT on."""
        more = (self.next_line, self.punctuation, self.lambda_keyword, self.call)
        return (*super().handlers(), *more)

    def _begin_line(self, in_clause: bool) -> None:
        self._lambdas = Lambdas()
        self._in_clause = in_clause
        self._in_suite = False

    def import_line(self, event: re.Match[str]) -> int:
        """A line that begins with an import statement."""
        if not self.brackets:
            self._begin_line(in_clause=False)
            self._line_context = self.blocks.context_at(width_of(event[1]))
        return super().import_line(event)

    def header_line(self, event: re.Match[str]) -> int:
        """A line that begins with the keyword of a compound statement."""
        if not self.brackets:
            self._begin_line(in_clause=True)
        return super().header_line(event)

    def next_line(self, event: re.Match[str]) -> int:
        """Any other line."""
        if not self.brackets:
            self._begin_line(in_clause=False)
            self._line_context = self.blocks.context_at(width_of(event[NEXT_LINE]))
        return event.end()

    def opener(self, event: re.Match[str]) -> int:
        """An opening bracket."""
        self._lambdas.open_bracket()
        return super().opener(event)

    def closer(self, event: re.Match[str]) -> int:
        """A closing bracket."""
        if self.brackets:
            self._lambdas.close_bracket()
        return super().closer(event)

    def punctuation(self, event: re.Match[str]) -> int:
        """A colon, comma or semicolon."""
        self._punctuate(event[PUNCTUATION], event.end())
        return event.end()

    def _punctuate(self, mark: str, end: int) -> None:
        if mark == ",":
            self._lambdas.comma()
        elif mark == ";":
            self._lambdas = self._lambdas if self.brackets else Lambdas()
        elif self.text[end : end + 1] != "=" and not self._lambdas.colon():
            self._in_suite = self._in_suite or not self.brackets

    def lambda_keyword(self, event: re.Match[str]) -> int:
        """The word lambda."""
        self._lambdas.keyword()
        return event.end()

    def inline_import(self, event: re.Match[str]) -> int:
        """An import statement after ':' or ';'."""
        start, end = event.span(INLINE_IMPORT)
        if self.brackets:
            return super().inline_import(event)
        mark = self.text[self._code_before(start) - 1]
        self._punctuate(mark, start)
        return self.read_import(start, end, self._context())

    def call(self, event: re.Match[str]) -> int:
        """A call that may be importlib's."""
        start = event.start(CALL)
        if not self._is_attribute_or_definition(start):
            context = self._context() | (_DEFERRED if self._lambdas.in_body else 0)
            self.calls.append(Call(start, self.line_of(start), context))
        return event.end()

    def _is_attribute_or_definition(self, start: int) -> bool:
        before = self._code_before(start)
        return self.text[before - 1] == "." or self.text.endswith("def", 0, before)

    def _code_before(self, position: int) -> int:
        """Position after the last character of this logical line that is not blank."""
        while True:
            if self.text[position - 1] in " \t\f":
                position -= 1
            elif self.text.startswith("\\\n", position - 2):
                position -= 2
            else:
                return position

    def _context(self) -> int:
        if not self._in_clause:
            return self._line_context
        return self.blocks.suite_context() if self._in_suite else self.blocks.header_context()


def scan_thoroughly(text: str, names: CalleeNames) -> ThoroughScanner:
    """Read the import statements and the calls of one text."""
    scanner = ThoroughScanner(text)
    scanner.walk(_event(names.receivers, names.functions), _end(text, names))
    return scanner


def _end(text: str, names: CalleeNames) -> int:
    """Position after which no import and no call can begin."""
    last = max(text.rfind(word) for word in ("import", *names.functions))
    bracket = text.find("(", last)
    return bracket + 1 if bracket >= 0 else len(text)
