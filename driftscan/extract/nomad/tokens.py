"""The words of an HCL file, with their lines."""

import re
from collections.abc import Iterator

from msgspec import Struct

from driftscan.extract.possessive import compiled

_TOKEN = compiled(
    r"(?P<blank>[^\S\n]++|\n|#[^\n]*+|//[^\n]*+|/\*(?s:.*?)(?:\*/|\Z))"
    r"|<<-?(?P<heredoc>\w++)[^\S\n]*+\n"
    r'|"(?P<string>(?:[^"\\\n]|\\.)*+)"'
    r"|(?P<word>[\w.*-]++)"
    r"|(?P<sign>(?s:.))"
)
_ESCAPES = {r"\"": '"', r"\n": "\n", r"\t": "\t", r"\\": "\\"}
_MOST_HEREDOCS = 200  # for the end of each is looked for in all that follows


class Token(Struct, frozen=True):
    """kind: 'string' (a heredoc, too), 'word' (numbers and references included), 'sign'. end: the
    line of its last character."""

    kind: str
    text: str
    line: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """All of a text but blanks and comments."""
    at, line, heredocs = 0, 1, 0
    while found := _TOKEN.match(text, at):
        end = found.end()
        if found["heredoc"] and (heredocs := heredocs + 1) <= _MOST_HEREDOCS:
            end = _end_of_heredoc(text, found)
        lines = text.count("\n", at, end)
        if end > found.end():
            inside = text[found.end() : end].rpartition("\n")[0]
            yield Token("string", inside, line + 1, line + lines)
        elif found["string"] is not None:
            yield Token("string", _unescaped(found["string"]), line, line)
        elif kind := next((kind for kind in ("word", "sign") if found[kind] is not None), ""):
            yield Token(kind, found[kind], line, line)
        at, line = end, line + lines


def _end_of_heredoc(text: str, opening: re.Match[str]) -> int:
    """Behind its closing word; behind the opening one if there is none."""
    closing = compiled(rf"^[^\S\n]*{opening['heredoc']}$", re.MULTILINE)
    found = closing.search(text, opening.end())
    return found.end() if found else opening.end()


def _unescaped(text: str) -> str:
    for written, meant in _ESCAPES.items() if "\\" in text else ():
        text = text.replace(written, meant)
    return text
