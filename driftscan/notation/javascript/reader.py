"""Literals out of tokens: objects, lists, texts, constants by name; all else is told as unread."""

from collections.abc import Mapping, Sequence

from driftscan.notation.javascript.strings import number_of, text_of
from driftscan.notation.javascript.tokens import Token
from driftscan.notation.javascript.values import (
    Code,
    JsValue,
    Pattern,
    Unread,
    list_value,
    table_value,
    text_value,
)

DEEPEST = 60
ANY_KEY = "..."
_SHOWN = 40
# Flags without effect on whether a pattern is found in a text of one line.
_IDLE_FLAGS = frozenset("dgmsu")
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_ENDS = frozenset((",", "]", "}", ")", ";", ""))
_WORDS: Mapping[str, object] = {"true": True, "false": False, "null": None, "undefined": None}


class Reader:
    """Stands before one token after the other.

    constants: what names stand for, so far known, with what of each is code.
    """

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.at = 0
        self.constants: dict[str, tuple[JsValue, tuple[Unread, ...]]] = {}
        self.unread: list[Unread] = []

    @property
    def here(self) -> Token:
        """The token that comes next."""
        return self.tokens[min(self.at, len(self.tokens) - 1)]

    def takes(self, *texts: str) -> bool:
        """Go past the next tokens if they are these."""
        found = [token.text for token in self.tokens[self.at : self.at + len(texts)]]
        kinds = {token.kind for token in self.tokens[self.at : self.at + len(texts)]}
        if found == list(texts) and not kinds & {"text", "template"}:
            self.at += len(texts)
            return True
        return False

    def value(self, depth: int = 0) -> JsValue:
        """The value that begins here; what is no literal is passed over and noted."""
        begin, noted = self.at, len(self.unread)
        found = self._sum(depth)
        self.takes("as", "const")
        if found.readable and (self.here.text in _ENDS or self._ends_statement(begin)):
            return found
        del self.unread[noted:]
        return self._statement(begin) if depth == 0 else self._unread(begin)

    def skip(self) -> None:
        """Go past the next token; past a whole pair of brackets where it opens one."""
        open_brackets: list[str] = []
        while self.here.kind != "end":
            mark = self.here.text if self.here.kind == "mark" else ""
            self.at += 1
            if mark in _PAIRS:
                open_brackets.append(_PAIRS[mark])
            elif open_brackets and mark == open_brackets[-1]:
                open_brackets.pop()
            if not open_brackets:
                return

    def _ends_statement(self, begin: int) -> bool:
        """Whether a new statement begins here: a name or the end, on a line of its own."""
        if self.here.kind == "end":
            return True
        before = self.tokens[self.at - 1] if self.at > begin else self.here
        return self.here.kind == "name" and self.here.line > before.line

    def changes(self) -> None:
        """Note the statement that begins here, and go past it."""
        self._statement(self.at)

    def _statement(self, begin: int) -> JsValue:
        """Go to the end of the statement in which the expression stands."""
        self.at = begin
        self.skip()
        while self.here.text != ";" and not (self._ends_statement(begin) and self._is_whole()):
            self.skip()
        self.note(begin)
        return JsValue(None, self.tokens[begin].line, readable=False)

    def _is_whole(self) -> bool:
        """Whether what stands before may end an expression."""
        before = self.tokens[self.at - 1]
        return self.here.kind == "end" or before.kind != "mark" or before.text in _PAIRS.values()

    def _unread(self, begin: int) -> JsValue:
        """Go to the end of the expression that began there."""
        self.at = begin
        while self.here.kind != "end" and not (
            self.here.kind == "mark" and self.here.text in ",]});"
        ):
            self.skip()
        self.note(begin)
        return JsValue(None, self.tokens[begin].line, readable=False)

    def note(self, begin: int) -> None:
        """Remember what stands from there to here as unread."""
        first = self.tokens[min(begin, len(self.tokens) - 1)]
        words = [token.text for token in self.tokens[begin : min(self.at, begin + _SHOWN)]]
        text = " ".join(" ".join(words).split())
        shown = text[:_SHOWN] + "…" * (len(text) > _SHOWN)
        self.unread.append(Unread(first.line, shown or "the end of the file"))

    def _sum(self, depth: int) -> JsValue:
        found = self._called(depth)
        while found.readable and self.takes("+"):
            other = self._called(depth)
            if not (isinstance(found.content, str) and isinstance(other.content, str)):
                return JsValue(None, found.line, readable=False)
            found = text_value(found.content + other.content, found.line)
        return found

    def _called(self, depth: int) -> JsValue:
        """A literal, with `.join("|")` and `.concat(...)` of lists and `.source` of patterns."""
        found = self._literal(depth)
        if isinstance(found.content, Pattern):
            if self.takes(".", "source"):
                return text_value(found.content.source, found.line)
            is_plain = set(found.content.flags) <= _IDLE_FLAGS
            return found if is_plain else JsValue(None, found.line, readable=False)
        while found.readable and isinstance(found.content, list) and depth <= DEEPEST:
            if self.takes(".", "join", "("):
                found = _joined(found, self._arguments(depth))
            elif self.takes(".", "concat", "("):
                found = _concatenated(found, self._arguments(depth))
            else:
                return found
        return found

    def _arguments(self, depth: int) -> list[JsValue]:
        found = []
        while self.here.kind != "end" and not self.takes(")"):
            found.append(self.value(depth + 1))
            if not self.takes(",") and self.here.text != ")":
                return [*found, JsValue(None, self.here.line, readable=False)]
        return found

    def _literal(self, depth: int) -> JsValue:
        token = self.here
        nothing = JsValue(None, token.line, readable=False)
        if depth > DEEPEST:
            return nothing
        if token.kind == "mark":
            return self._marked(token, depth)
        self.at += 1
        if token.kind == "text":
            return text_value(text_of(token.text), token.line)
        if token.kind == "template":
            return nothing if "${" in token.text else text_value(text_of(token.text), token.line)
        if token.kind == "regex":
            source, _, flags = token.text[1:].rpartition("/")
            return JsValue(Pattern(source, flags), token.line)
        if token.kind == "number":
            number = number_of(token.text)
            return nothing if number is None else JsValue(number, token.line)
        if token.kind == "name" and token.text in _WORDS:
            return JsValue(_WORDS[token.text], token.line)
        if token.text == "String" and self.takes(".", "raw") and self.here.kind == "template":
            return self._raw()
        return self._constant(token) or nothing

    def _raw(self) -> JsValue:
        """String.raw`...`: what stands there, with its backslashes."""
        token = self.here
        self.at += 1
        text = text_value(token.text[1:-1], token.line)
        return JsValue(None, token.line, readable=False) if "${" in token.text else text

    def _constant(self, token: Token) -> JsValue | None:
        """What a name stands for, if that is known."""
        known = self.constants.get(token.text) if token.kind == "name" else None
        if known is None:
            return None
        value, unread = known
        self.unread += unread
        return value

    def _marked(self, token: Token, depth: int) -> JsValue:
        nothing = JsValue(None, token.line, readable=False)
        self.at += 1
        if token.text == "{":
            return self._table(token, depth)
        if token.text == "[":
            return self._list(token, depth)
        if token.text == "(":
            inner = self.value(depth + 1)
            return inner if self.takes(")") else nothing
        if token.text == "-" and self.here.kind == "number":
            number = number_of(self.here.text)
            self.at += 1
            return nothing if number is None else JsValue(-number, token.line)
        return nothing

    def _list(self, token: Token, depth: int) -> JsValue:
        items: list[JsValue] = []
        while self.here.kind != "end" and not self.takes("]"):
            if self.takes("..."):
                items += self._spread_items(depth)
            elif self.here.text != ",":
                item = self.value(depth + 1)
                items.append(item if item.readable else self._code())
            if not self.takes(",") and self.here.text != "]":
                items.append(self._astray("]"))
        return list_value(items, token.line)

    def _spread_items(self, depth: int) -> list[JsValue]:
        """What `...` brings into a list."""
        begin = self.at
        spread = self.value(depth + 1)
        if isinstance(spread.content, list):
            return spread.content
        if spread.readable:
            self.note(begin)
        return [self._code()]

    def _table(self, token: Token, depth: int) -> JsValue:
        entries: dict[str, JsValue] = {}
        while self.here.kind != "end" and not self.takes("}"):
            if self.takes("..."):
                spread = self.value(depth + 1)
                if isinstance(spread.content, dict):
                    entries |= spread.content
                elif not spread.readable:
                    entries[_any_key(entries)] = self._code()
            elif self.here.text != ",":
                self._entry(entries, depth)
            if not self.takes(",") and self.here.text != "}":
                entries[_any_key(entries)] = self._astray("}")
        return table_value(entries, token.line)

    def _entry(self, entries: dict[str, JsValue], depth: int) -> None:
        key, begin = self.here, self.at
        self.at += 1
        name = text_of(key.text) if key.kind == "text" else key.text
        is_key = key.kind in ("text", "name", "number")
        if is_key and self.takes(":"):
            found = self.value(depth + 1)
            entries.pop(name, None)
            if not found.readable:
                self.unread.pop()
                self.note(begin)
                found = self._code()
            entries[name] = JsValue(found.content, key.line, size=found.size, depth=found.depth)
        elif key.kind == "name" and self.here.text in (",", "}"):
            known = self._constant(key)
            if known is None:
                self.note(begin)
            entries[name] = known or self._code()
        else:
            self._unread(begin)
            entries[_any_key(entries)] = self._code()

    def _code(self) -> JsValue:
        """What stands for the piece that was noted last."""
        piece = self.unread[-1]
        return JsValue(Code(piece), piece.line)

    def _astray(self, end: str) -> JsValue:
        """Something that does not belong into a literal: go to the next comma or the end of it."""
        begin = self.at
        while self.here.kind != "end" and self.here.text not in (",", end):
            self.skip()
        self.note(begin)
        return self._code()


def _any_key(entries: Mapping[str, JsValue]) -> str:
    """A key for what may bring any; one of its own for each."""
    return f"{ANY_KEY}{len(entries)}"


def _joined(found: JsValue, arguments: list[JsValue]) -> JsValue:
    separator = arguments[0].content if arguments else ","
    items = found.content
    assert isinstance(items, list)
    texts = [item.content for item in items]
    if not isinstance(separator, str) or not all(isinstance(text, str) for text in texts):
        return JsValue(None, found.line, readable=False)
    return text_value(separator.join(str(text) for text in texts), found.line)


def _concatenated(found: JsValue, arguments: list[JsValue]) -> JsValue:
    items = found.content
    assert isinstance(items, list)
    if not all(each.readable for each in arguments):
        return JsValue(None, found.line, readable=False)
    more = [each.content if isinstance(each.content, list) else [each] for each in arguments]
    return list_value([*items, *(item for part in more for item in part)], found.line)
