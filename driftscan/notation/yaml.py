"""YAML documents as nodes. Unlike a spec, another tool's file may have anchors and merge keys."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from driftscan.notation.node import KeyPath, Node
from driftscan.notation.unreadable import UnreadableTextError

if TYPE_CHECKING:
    from yaml.events import Event

_DEEPEST = 40
_MOST_VALUES = 50_000
# Of all documents of a file together.
_MOST_DOCUMENTS = 5_000
_MOST_IN_ALL = 200_000
_DOCUMENT = re.compile(r"^---(?=[ \t\r\n]|\Z)", re.MULTILINE)
_WORDS: dict[str, object] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


@dataclass(slots=True)
class _Value:
    """A value with its line: a table or list has that of the key before it, for what is in it
    begins further down. size, depth: of all it holds, what aliases stand for included."""

    content: object
    line: int
    size: int = 1
    depth: int = 1


@dataclass(slots=True)
class _Open:
    """A mapping or list that is not closed yet."""

    value: _Value
    anchor: str
    keys: list[str] = field(default_factory=list)
    key_line: int = 0
    wants_key: bool = False

    def line_of(self, value_line: int) -> int:
        """Where a table or list stands that comes next."""
        is_behind_key = isinstance(self.value.content, dict) and not self.wants_key
        return self.key_line if is_behind_key else value_line


def parse_yaml(content: bytes) -> Node:
    """The first document. Raises UnreadableTextError."""
    root = _Builder(1, _MOST_VALUES).built(_events(_decoded(content)))
    return _node(root)


def parse_yaml_documents(
    content: bytes, wanted: Callable[[str], object] = bool
) -> Iterator[Node | UnreadableTextError]:
    """Every document, each read by itself: one that cannot be read leaves the others as they are.

    wanted: asked with the text of a document before it is read. A document with no value is left
    out.
    """
    try:
        text = _decoded(content)
    except UnreadableTextError as error:
        yield error
        return
    left, line = _MOST_IN_ALL, 1
    for at, part in enumerate(_parts(text)):
        if at == _MOST_DOCUMENTS:
            yield UnreadableTextError("too-deep", "more documents than anyone writes", line)
            return
        if wanted(part):
            try:
                root = _Builder(line, min(left, _MOST_VALUES)).built(_events(part, line))
            except UnreadableTextError as error:
                yield error
            else:
                left -= root.size if root else 0
                if root:
                    yield _node(root)
        line += part.count("\n")


def _parts(text: str) -> Iterator[str]:
    """The text of each document. A line `---` ends one even where it stands inside a string."""
    begin = 0
    for mark in _DOCUMENT.finditer(text):
        yield text[begin : mark.start()]
        begin = mark.start()
    yield text[begin:]


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableTextError("encoding", "not UTF-8", line) from None


def _node(root: _Value | None) -> Node:
    lines: dict[KeyPath, int] = {}
    return Node(_plain(root, (), lines) if root else None, lines)


def _events(text: str, first_line: int = 1) -> Iterator["Event"]:
    import yaml
    from yaml.events import DocumentEndEvent

    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            if isinstance(event, DocumentEndEvent):
                return
            yield event
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or "this text"
        line = mark.line + first_line if mark else 0
        raise UnreadableTextError("syntax", f"not YAML: {reason}", line) from None


class _Builder:
    """Takes events one by one, without recursion."""

    def __init__(self, first_line: int, most: int) -> None:
        self.first_line = first_line
        self.most = most
        self.root: _Value | None = None
        self.open: list[_Open] = []
        self.anchors: dict[str, _Value] = {}

    def built(self, events: Iterator["Event"]) -> _Value | None:
        """The value that the events make; None for an empty document."""
        from yaml import events as kinds

        for event in events:
            line = event.start_mark.line + self.first_line if event.start_mark else 0
            if isinstance(event, kinds.CollectionStartEvent):
                content: object = {} if isinstance(event, kinds.MappingStartEvent) else []
                self._begin(content, event.anchor or "", line)
            elif isinstance(event, kinds.CollectionEndEvent):
                self._close()
            elif isinstance(event, kinds.AliasEvent):
                self._add(self._aliased(event.anchor or "", line))
            elif isinstance(event, kinds.ScalarEvent):
                is_plain = not event.style and event.value in _WORDS and not event.tag
                value = _Value(_WORDS[event.value] if is_plain else event.value, line)
                self._scalar(value, event.value, event.anchor or "")
        return self.root

    def _begin(self, content: object, anchor: str, line: int) -> None:
        if len(self.open) >= _DEEPEST:
            raise UnreadableTextError("too-deep", "nested more deeply than can be read", line)
        line = self.open[-1].line_of(line) if self.open else line
        self.open.append(_Open(_Value(content, line), anchor, wants_key=isinstance(content, dict)))

    def _aliased(self, anchor: str, line: int) -> _Value:
        """A table or list stands where its name is used; the line of a scalar is the one that
        writes it."""
        value = self.anchors.get(anchor, _Value(None, line))
        is_scalar = not isinstance(value.content, dict | list)
        return value if is_scalar else replace(value, line=line)

    def _close(self) -> None:
        done = self.open.pop()
        if done.anchor:
            self.anchors[done.anchor] = done.value
        self._add(done.value)

    def _scalar(self, value: _Value, text: str, anchor: str) -> None:
        if anchor:
            self.anchors[anchor] = value
        inner = self.open[-1] if self.open else None
        if inner and inner.wants_key:
            inner.keys.append(text)
            inner.key_line = value.line
            inner.wants_key = False
        else:
            self._add(value)

    def _add(self, value: _Value) -> None:
        if not self.open:
            self.root = value
            return
        inner = self.open[-1]
        inner.value.size += value.size
        inner.value.depth = max(inner.value.depth, value.depth + 1)
        if inner.value.size > self.most or inner.value.depth > 4 * _DEEPEST:
            raise UnreadableTextError("too-deep", "more values than anyone writes", value.line)
        if isinstance(inner.value.content, list):
            inner.value.content.append(value)
        elif inner.wants_key:  # a mapping as a key: nothing that a tool would mean
            inner.keys.append("?")
            inner.key_line = value.line
            inner.wants_key = False
        else:
            _put(inner, inner.keys[-1], value)
            inner.wants_key = True


def _put(inner: _Open, key: str, value: _Value) -> None:
    table = inner.value.content
    assert isinstance(table, dict)
    if key != "<<":
        table[key] = value
        return
    merged = value.content if isinstance(value.content, list) else [value]
    for each in merged:
        if isinstance(each.content, dict):
            table.update({k: v for k, v in each.content.items() if k not in table})


def _plain(value: _Value, path: KeyPath, lines: dict[KeyPath, int]) -> object:
    lines[path] = value.line
    if isinstance(value.content, dict):
        return {key: _plain(each, (*path, key), lines) for key, each in value.content.items()}
    if isinstance(value.content, list):
        return [_plain(each, (*path, at), lines) for at, each in enumerate(value.content)]
    return value.content
