"""JSON documents as nodes; comments and trailing commas may stand in them, as in tsconfig.json."""

import re

from driftscan.notation.node import KeyPath, Node
from driftscan.notation.unreadable import UnreadableTextError

_DEEPEST = 200
_BLANK = re.compile(r"(?:[ \t\r\n\ufeff]+|//[^\n]*|/\*.*?\*/)*", re.DOTALL)
_STRING = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)
_ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_WORD = re.compile(r"[-+.\w]+")
_WORDS: dict[str, object] = {"true": True, "false": False, "null": None}


def parse_json(content: bytes) -> Node:
    """The document. Raises UnreadableTextError.

    Numbers are kept as floats: no manifest says anything by one.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableTextError("encoding", "not UTF-8, which JSON must be", line) from None
    reader = _Reader(text)
    value = reader.document()
    return Node(value, reader.lines)


class _Reader:
    """lines: of each key path, as far as read."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._line = 1
        self._counted = 0
        self.lines: dict[KeyPath, int] = {}

    def document(self) -> object:
        """The value that the text consists of."""
        self._skip()
        value = self._value(())
        self._skip()
        if self._at < len(self._text):
            raise self._error("something follows the end of the document")
        return value

    def _value(self, path: KeyPath) -> object:
        self._note(path)
        if len(path) > _DEEPEST:
            raise UnreadableTextError("too-deep", "nested more deeply than can be read", self._here)
        character = self._text[self._at : self._at + 1]
        if character == "{":
            return self._table(path)
        if character == "[":
            return self._list(path)
        if character == '"':
            return self._string()
        return self._plain()

    def _table(self, path: KeyPath) -> dict[str, object]:
        found: dict[str, object] = {}
        self._at += 1
        while not self._ends("}"):
            key = self._string()
            self._skip()
            self._expect(":")
            self._skip()
            found[key] = self._value((*path, key))
            self._comma("}")
        return found

    def _list(self, path: KeyPath) -> list[object]:
        found: list[object] = []
        self._at += 1
        while not self._ends("]"):
            found.append(self._value((*path, len(found))))
            self._comma("]")
        return found

    def _string(self) -> str:
        match = _STRING.match(self._text, self._at)
        if match is None:
            raise self._error("text in double quotes is expected")
        self._at = match.end()
        return _whole(_ESCAPE.sub(_unescaped, match[1])) if "\\" in match[1] else match[1]

    def _plain(self) -> object:
        match = _WORD.match(self._text, self._at)
        word = match[0] if match else ""
        if word in _WORDS:
            self._at += len(word)
            return _WORDS[word]
        try:
            number = float(word)
        except ValueError:
            raise self._error("a value is expected") from None
        self._at += len(word)
        return number

    def _ends(self, closer: str) -> bool:
        self._skip()
        if not self._text.startswith(closer, self._at):
            return False
        self._at += 1
        return True

    def _comma(self, closer: str) -> None:
        self._skip()
        if self._text.startswith(",", self._at):
            self._at += 1
        elif not self._text.startswith(closer, self._at):
            raise self._error(f"',' or '{closer}' is expected")

    def _expect(self, character: str) -> None:
        if not self._text.startswith(character, self._at):
            raise self._error(f"'{character}' is expected")
        self._at += 1

    def _skip(self) -> None:
        blank = _BLANK.match(self._text, self._at)
        self._at = blank.end() if blank else self._at

    def _note(self, path: KeyPath) -> None:
        self.lines[path] = self._here

    @property
    def _here(self) -> int:
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line

    def _error(self, reason: str) -> UnreadableTextError:
        return UnreadableTextError("syntax", f"not valid JSON: {reason}", self._here)


def _whole(text: str) -> str:
    """Pairs of escaped surrogates as the characters they stand for; half a pair is no text."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _unescaped(escape: re.Match[str]) -> str:
    said = escape[1]
    if len(said) == 5:
        return chr(int(said[1:], 16))
    return _ESCAPES.get(said, said)
