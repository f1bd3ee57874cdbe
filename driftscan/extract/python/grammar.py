"""The grammar of import statements, token by token: any spacing, comments and continuations.

import_stmt: 'import' dotted ['as' NAME] (',' dotted ['as' NAME])*
from_stmt:   'from' '.'* [dotted] 'import' ('*' | names | '(' names [','] ')')
names:       NAME ['as' NAME] (',' NAME ['as' NAME])*
"""

import re

from driftscan.extract.possessive import compiled
from driftscan.extract.python.names import identifier
from driftscan.extract.python.tokens import BLANK, COMMENT, IDENTIFIER_CHARACTER
from driftscan.model.fact import ImportFact

_TOKEN = rf"({IDENTIFIER_CHARACTER}++|[.,()*;\n]|\Z|.)"
_ON_LINE = compiled(rf"(?:{BLANK}|{COMMENT})*+{_TOKEN}", re.DOTALL)
_IN_BRACKETS = compiled(rf"(?:{BLANK}|{COMMENT}|\n)*+{_TOKEN}", re.DOTALL)
_ENDS = ("\n", ";", "")


class _MalformedError(ValueError):
    """The text is no import statement; never leaves this module."""


def parse_statement(
    text: str, start: int, line: int, context: int
) -> tuple[list[ImportFact], int] | None:
    """Facts of the statement whose import or from stands at start, and the position after it.

    None if it is not a valid import statement.
    """
    tokens = _Tokens(text, start)
    try:
        is_from = tokens.take() == "from"
        facts = _from(tokens, line, context) if is_from else _import(tokens, line, context)
        if tokens.next not in _ENDS:
            return None
    except _MalformedError:
        return None
    return facts, tokens.before


class _Tokens:
    """The statement's tokens with one token of look-ahead.

    next: the token ahead, '' at the end of the text; before: where the white space before it
    begins.
    """

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.pattern = _ON_LINE
        self.position = start
        self._advance()

    def _advance(self) -> None:
        self.before = self.position
        found = self.pattern.match(self.text, self.position)
        self.next = found[1] if found else ""
        self.position = found.end() if found else len(self.text)

    def take(self) -> str:
        """Step over the next token and return it."""
        token = self.next
        self._advance()
        return token

    def skip(self, token: str) -> bool:
        """Step over the next token if it is this one."""
        if self.next != token:
            return False
        self._advance()
        return True

    def name(self) -> str:
        """Step over a name."""
        name = identifier(self.take())
        if not name:
            raise _MalformedError
        return name

    def dotted(self) -> str:
        """Step over a dotted name."""
        parts = [self.name()]
        while self.skip("."):
            parts.append(self.name())
        return ".".join(parts)

    def alias(self, name: str) -> str:
        """Step over an 'as' clause; '' where it changes nothing."""
        alias = self.name() if self.skip("as") else name
        return "" if alias == name else alias

    def open_bracket(self) -> bool:
        """Step over an opening bracket; up to the closing one, newlines are white space."""
        if self.next != "(":
            return False
        self.pattern = _IN_BRACKETS
        self._advance()
        return True

    def close_bracket(self) -> None:
        """Step over the closing bracket."""
        if self.next != ")":
            raise _MalformedError
        self.pattern = _ON_LINE
        self._advance()


def _import(tokens: _Tokens, line: int, context: int) -> list[ImportFact]:
    facts = []
    while True:
        module = tokens.dotted()
        facts.append(ImportFact(module, "", 0, line, context, tokens.alias(module)))
        if not tokens.skip(","):
            return facts


def _from(tokens: _Tokens, line: int, context: int) -> list[ImportFact]:
    level = 0
    while tokens.skip("."):
        level += 1
    module = "" if level and tokens.next == "import" else tokens.dotted()
    if not tokens.skip("import"):
        raise _MalformedError
    if tokens.skip("*"):
        return [ImportFact(module, "*", level, line, context)]
    in_brackets = tokens.open_bracket()
    facts = []
    while True:
        name = tokens.name()
        facts.append(ImportFact(module, name, level, line, context, tokens.alias(name)))
        if not tokens.skip(",") or (in_brackets and tokens.next == ")"):
            break
    if in_brackets:
        tokens.close_bracket()
    return facts
