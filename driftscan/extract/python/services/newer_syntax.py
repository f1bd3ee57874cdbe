"""Python that is newer than the interpreter, said so that the interpreter's own parser takes it.

Type parameters and `type` statements (PEP 695, 696), any code within f-strings (PEP 701), t-strings
(PEP 750) and `except A, B` (PEP 758) say nothing of services or definitions that an older Python
could not say, but one of them would cost the whole file. Only read where the parser has refused.
"""

import ast
import re
from bisect import bisect
from typing import Any

from driftscan.extract.possessive import compiled
from driftscan.extract.python.strings import end_of_string
from driftscan.extract.python.tokens import IDENTIFIER_CHARACTER

_NAME = rf"{IDENTIFIER_CHARACTER}++"
_NAMES = rf"{_NAME}(?:\.{_NAME})*+"
_GAP = r"[ \t]*+"
_PIECE = compiled(
    r"#[^\n]*+"
    rf"|(?P<prefix>(?<!{IDENTIFIER_CHARACTER})[a-zA-Z]{{1,2}}+)?+(?P<quote>'''|\"\"\"|'|\")"
    rf"|(?<!{IDENTIFIER_CHARACTER})(?:def|class)[ \t]++{_NAME}{_GAP}(?P<parameters>\[)"
    rf"|^{_GAP}(?P<alias>type)[ \t]++{_NAME}{_GAP}(?:(?P<generic>\[)|=)"
    rf"|^{_GAP}except{_GAP}\*?+{_GAP}(?P<several>{_NAMES}(?:{_GAP},{_GAP}{_NAMES})++){_GAP}:",
    re.MULTILINE,
)
_FORMATTED = frozenset("f fr rf t tr rt".split())
_BRACKET_OR_MORE = compiled(r"#[^\n]*+|[\[\](){}'\"]")
_FIELD_MARK = compiled(r"#[^\n]*+|!=|[\[\](){}'\":!]")
_CONVERSION = compiled(r"!\s*\w\s*")
_SAYS_ITSELF = compiled(r"(?<![=!<>:])=\s*\Z")  # `{x=}`
# Literal parts up to the next brace, by whether they are raw and whether they are a format spec.
_ESCAPED = r"[^\\{}]++|\\N\{[^{}\n'\"]*+\}|\\[^{}]|\\"
_DOUBLED = r"|\{\{|\}\}"
_LITERALS = {
    (False, False): compiled(rf"(?:{_ESCAPED}{_DOUBLED})*+", re.DOTALL),
    (False, True): compiled(rf"(?:{_ESCAPED})*+", re.DOTALL),
    (True, False): compiled(rf"(?:[^{{}}]++{_DOUBLED})*+"),
    (True, True): compiled(r"[^{}]*+"),
}


def newer_tree(text: str) -> ast.Module:
    """The module, each node at its line; columns are not those of the text.

    Type parameters are left out, an alias of a type is a lambda that nobody calls. Raises what
    ast.parse raises.
    """
    older = _Older(text)
    tree = ast.parse(older.said(0, len(text)))
    whole: ast.Module = _PutBack(older.held).visit(tree)
    return whole


class _Older:
    """One text. held: code within f-strings by the name that stands for it there."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = [found.start() for found in re.finditer("\n", text)]
        self.held: dict[str, ast.expr] = {}

    def said(self, start: int, end: int) -> str:
        """That part of the text, which begins outside of strings."""
        pieces, at = [], start
        while found := _PIECE.search(self._text, at, end):
            pieces.append(self._text[at : found.start()])
            piece, at = self._piece(found, end)
            pieces.append(piece)
        return "".join(pieces) + self._text[at:end]

    def _piece(self, found: re.Match[str], end: int) -> tuple[str, int]:
        """What is said instead, and where the text goes on."""
        start, text = found.start(), self._text
        if found["quote"]:
            return self._string(found)
        if found["parameters"]:
            opening = found.start("parameters")
            closing = self._closing(opening, end)
            return text[start:opening] + _gap(text[opening:closing]), closing
        if found["alias"]:
            return self._alias(found, end)
        if found["several"]:
            first, last = found.span("several")
            return f"{text[start:first]}({text[first:last]}){text[last : found.end()]}", found.end()
        return found[0], found.end()

    def _alias(self, found: re.Match[str], end: int) -> tuple[str, int]:
        """A value that is found when it is asked for, as that of the alias."""
        first, at = found.start("alias"), found.end()
        if found["generic"]:
            at = self._text.find("=", self._closing(at - 1, end), end) + 1
            if not at:
                raise SyntaxError("an alias without a value")
        header = self._text[first:at]
        return self._text[found.start() : first] + "lambda:" + _gap(header), at

    def _closing(self, opening: int, end: int) -> int:
        """Behind the bracket that closes the one at `opening`."""
        depth, at = 0, opening
        while found := _BRACKET_OR_MORE.search(self._text, at, end):
            at = found.end()
            if found[0] in "'\"":
                at = self._end_of_string(found.start())
            elif found[0] in "[({":
                depth += 1
            elif found[0] in "])}":
                depth -= 1
                if not depth:
                    return at
        raise SyntaxError("a bracket that is not closed")

    def _end_of_string(self, quote: int) -> int:
        end = end_of_string(self._text, quote)
        if end < 0:
            raise SyntaxError("a string that does not end")
        return end

    def _string(self, found: re.Match[str]) -> tuple[str, int]:
        prefix, quote = (found["prefix"] or "").lower(), found["quote"]
        end = self._end_of_string(found.start("quote"))
        if prefix not in _FORMATTED:
            return self._text[found.start() : end], end
        first, last = found.end(), end - len(quote)
        is_raw = "r" in prefix
        if is_raw and len(quote) == 1:  # lines cannot be continued there
            quote *= 3
        literal, at = _Literal(self, is_raw, len(quote) == 3).said(first, last)
        if at < last or literal.endswith(quote[0]):
            raise SyntaxError("a brace that nothing opens, or a quote that ends the string")
        return f"{prefix.replace('t', 'f')}{quote}{literal}{quote}", end

    def end_of_field(self, start: int, end: int) -> int:
        """Where code within an f-string ends: at its `}`, `!` or `:`."""
        depth, at = 0, start
        while found := _FIELD_MARK.search(self._text, at, end):
            at = found.end()
            mark = found[0]
            if mark in "'\"":
                at = self._end_of_string(found.start())
            elif not depth and mark in "}:!":
                return found.start()
            elif mark in "[({":
                depth += 1
            elif mark in "])}":
                depth -= 1
        raise SyntaxError("a field that does not end")

    def hold(self, start: int, end: int) -> str:
        """A name for the code that stands there."""
        if not self._text[start:end].strip():
            raise SyntaxError("a field without code")
        code = ast.parse(f"({self.said(start, end)}\n)", mode="eval").body
        ast.increment_lineno(code, bisect(self._lines, start - 1))
        name = f"__held_{len(self.held)}__"
        self.held[name] = code
        return name

    def text(self, start: int, end: int) -> str:
        """As it is written."""
        return self._text[start:end]

    def match(self, pattern: re.Pattern[str], at: int, end: int) -> str:
        """What the pattern takes there, '' if nothing."""
        found = pattern.match(self._text, at, end)
        return found[0] if found else ""


class _Literal:
    """Rewrites the fields of one f-string. is_long: in three quotes."""

    def __init__(self, older: _Older, is_raw: bool, is_long: bool) -> None:
        self._older = older
        self._is_raw = is_raw
        self._is_long = is_long

    def said(self, at: int, end: int, in_spec: bool = False) -> tuple[str, int]:
        """Up to `end`, or to the brace that closes the field around; and where that is."""
        pattern, pieces = _LITERALS[self._is_raw, in_spec], []
        while True:
            literal = self._older.match(pattern, at, end)
            pieces.append(literal)
            at += len(literal)
            if self._older.text(at, min(at + 1, end)) != "{":
                return "".join(pieces), at
            field, at = self._field(at, end)
            pieces.append(field)

    def _field(self, opening: int, end: int) -> tuple[str, int]:
        older = self._older
        last = older.end_of_field(opening + 1, end)
        code = older.text(opening + 1, last)
        said = code if _SAYS_ITSELF.search(code) else older.hold(opening + 1, last)
        conversion = older.match(_CONVERSION, last, end)
        at, spec = last + len(conversion), ""
        if older.text(at, at + 1) == ":":
            spec, at = self.said(at + 1, end, in_spec=True)
            spec = f":{spec}"
        if older.text(at, min(at + 1, end)) != "}":
            raise SyntaxError("a field that does not end")
        lost = (code + conversion).count("\n") - (said + conversion).count("\n")
        if self._is_long or not lost:
            return f"{{{said}{chr(10) * lost}{conversion}{spec}}}", at + 1
        return f"{{{said}{conversion.strip()}{spec}}}" + "\\\n" * lost, at + 1


class _PutBack(ast.NodeTransformer):
    """Code in place of the names that stand for it, which may hold others."""

    def __init__(self, held: dict[str, ast.expr]) -> None:
        self._held = held

    def visit_Name(self, node: ast.Name) -> Any:
        """The code, if it is such a name."""
        code = self._held.get(node.id)
        return node if code is None else self.visit(code)


def _gap(text: str) -> str:
    """Nothing, on as many lines."""
    return " " + "\\\n" * text.count("\n")
