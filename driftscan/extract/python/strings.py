"""Where a string ends, whatever its prefix; f-strings and t-strings nest as PEP 701 says."""

import re

from driftscan.extract.possessive import compiled
from driftscan.extract.python.tokens import BLANK, COMMENT, IDENTIFIER_CHARACTER, STRING

_QUOTE = compiled(r"\"\"\"|'''|\"|'")
_STRING = compiled(STRING, re.DOTALL)
_PREFIX = compiled(rf"(?<!{IDENTIFIER_CHARACTER})[a-zA-Z]{{1,2}}\Z")
_FORMATTED = frozenset("f fr rf t tr rt".split())

# CPython's own limit is 150.
_DEEPEST_NESTING = 200

# Replacement fields without the string's own quote, and without braces in nested strings: there
# the first closing quote is the end. Everything else takes the long way.
_SIMPLE = {
    quote: compiled(
        rf"{quote}(?!{quote}{quote})"
        rf"(?:[^{quote}{{}}\\\n]++|\\[^N{{}}]|\{{\{{|\}}\}}"
        rf"|\{{(?:[^'\"{{}}#\\\n]++|{other}[^'\"{{}}\\\n]*+{other})*+\}})*+{quote}",
        re.DOTALL,
    )
    for quote, other in (('"', "'"), ("'", '"'))
}


def end_of_string(text: str, start: int) -> int:
    """Position after the string whose opening quote stands at start; -1 if it never ends."""
    prefix = _PREFIX.search(text, max(0, start - 3), start)
    kind = prefix[0].lower() if prefix else ""
    if kind not in _FORMATTED:
        plain = _STRING.match(text, start)
        return plain.end() if plain else -1
    simple = _SIMPLE[text[start]].match(text, start)
    return simple.end() if simple else _Nested(text).end(start, raw="r" in kind)


class _Literal:
    """Literal part of a formatted string, or of the format spec of one of its fields."""

    __slots__ = ("in_spec", "pattern", "quote", "raw")

    def __init__(self, quote: str, raw: bool, in_spec: bool) -> None:
        self.quote = quote
        self.raw = raw
        self.in_spec = in_spec
        self.pattern = _LITERAL[quote]


# Up to the next character that may end the literal part or open a field.
_LITERAL = {
    quote: compiled(rf"[^\\{{}}{quote[0]}{'' if len(quote) == 3 else chr(92) + 'n'}]*+", re.DOTALL)
    for quote in ('"', "'", '"""', "'''")
}
_NAMED_CHARACTER = compiled(r"\\N\{[^{}\n'\"]*+\}")
_FIELD_CODE = compiled(rf"(?:[^'\"()\[\]{{}}:#\\]++|{BLANK}|{COMMENT}|\\)*+")


class _Nested:
    """Walks one formatted string with an explicit stack; reads each character once.

    stack: a _Literal for each string or format spec, and under it the number of brackets that
    are open in the field it stands in.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.stack: list[_Literal | int] = []

    def end(self, start: int, raw: bool) -> int:
        """Position after the string whose quote stands at start; -1 if it never ends."""
        position = self._open(start, raw)
        while self.stack and 0 <= position < len(self.text):
            top = self.stack[-1]
            if len(self.stack) > _DEEPEST_NESTING:
                return -1
            if isinstance(top, int):
                position = self._in_field(position, top)
            else:
                position = self._in_literal(position, top)
        return -1 if self.stack else position

    def _open(self, start: int, raw: bool) -> int:
        found = _QUOTE.match(self.text, start)
        if found is None:
            return -1
        self.stack.append(_Literal(found[0], raw, in_spec=False))
        return found.end()

    def _in_literal(self, position: int, top: _Literal) -> int:
        text = self.text
        plain = top.pattern.match(text, position)
        position = plain.end() if plain else position
        character = text[position : position + 1]
        if character == "\\":
            return self._escape(position, top)
        if character == "{":
            return self._brace(position, top)
        if character == "}":
            return self._closing_brace(position, top)
        if text.startswith(top.quote, position):
            self.stack.pop()
            # A quote inside a format spec ends the whole string before its field: an error.
            return -1 if top.in_spec else position + len(top.quote)
        return position + 1 if character and character != "\n" else -1

    def _escape(self, position: int, top: _Literal) -> int:
        named = None if top.raw else _NAMED_CHARACTER.match(self.text, position)
        if named:
            return named.end()
        # A backslash does not escape a brace.
        return position + (1 if self.text[position + 1 : position + 2] in "{}" else 2)

    def _brace(self, position: int, top: _Literal) -> int:
        if not top.in_spec and self.text.startswith("{{", position):
            return position + 2
        self.stack.append(0)
        return position + 1

    def _closing_brace(self, position: int, top: _Literal) -> int:
        if top.in_spec:
            self.stack.pop()  # the spec, and with it its field
            self.stack.pop()
        return position + 1

    def _in_field(self, position: int, brackets: int) -> int:
        code = _FIELD_CODE.match(self.text, position)
        position = code.end() if code else position
        character = self.text[position : position + 1]
        if character in ("'", '"'):
            return self._string_in_field(position)
        if character in ("(", "[", "{"):
            self.stack[-1] = brackets + 1
        elif character in (")", "]", "}") and brackets:
            self.stack[-1] = brackets - 1
        elif character == "}":
            self.stack.pop()
        elif character == ":" and not brackets:
            self.stack.append(self._spec())
        return position + 1

    def _string_in_field(self, position: int) -> int:
        prefix = _PREFIX.search(self.text, max(0, position - 3), position)
        kind = prefix[0].lower() if prefix else ""
        if kind in _FORMATTED:
            return self._open(position, "r" in kind)
        plain = _STRING.match(self.text, position)
        return plain.end() if plain else -1

    def _spec(self) -> _Literal:
        owner = self.stack[-2]
        assert isinstance(owner, _Literal)
        return _Literal(owner.quote, owner.raw, in_spec=True)
