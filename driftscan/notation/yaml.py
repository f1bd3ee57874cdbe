"""YAML documents as nodes. Unlike a spec, another tool's file may have anchors and merge keys."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING

from driftscan.notation.node import KeyPath, Node
from driftscan.notation.unreadable import UnreadableTextError

if TYPE_CHECKING:
    from yaml.events import Event

_DEEPEST = 40
_MOST_VALUES = 50_000
_WORDS: dict[str, object] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


@dataclass(slots=True)
class _Value:
    """A value with its line. size, depth: of all it holds, what aliases stand for included."""

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
    wants_key: bool = False


def parse_yaml(content: bytes) -> Node:
    """The first document. Raises UnreadableTextError."""
    events = _events(_decoded(content))
    return _document(next(_each_document(events), iter(())))


def parse_yaml_documents(content: bytes) -> list[Node]:
    """All documents of a stream, lines counted from its beginning. Raises UnreadableTextError."""
    found: list[Node] = []
    values = 0
    for events in _each_document(_events(_decoded(content))):
        found.append(_document(events))
        values += len(found[-1].lines)
        if values > _MOST_VALUES:
            raise UnreadableTextError("too-deep", "more values than anyone writes", found[-1].line)
    return found


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableTextError("encoding", "not UTF-8", line) from None


def _document(events: Iterator["Event"]) -> Node:
    root = _Builder().built(events)
    lines: dict[KeyPath, int] = {}
    value = _plain(root, (), lines) if root else None
    return Node(value, lines)


def _each_document(events: Iterator["Event"]) -> Iterator[Iterator["Event"]]:
    """The events of one document after the other; each must be used up before the next."""
    from yaml.events import DocumentEndEvent, DocumentStartEvent

    for event in events:
        if isinstance(event, DocumentStartEvent):
            yield takewhile(lambda each: not isinstance(each, DocumentEndEvent), events)


def _events(text: str) -> Iterator["Event"]:
    import yaml

    try:
        yield from yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or "this text"
        line = mark.line + 1 if mark else 0
        raise UnreadableTextError("syntax", f"not YAML: {reason}", line) from None


class _Builder:
    """Takes events one by one, without recursion."""

    def __init__(self) -> None:
        self.root: _Value | None = None
        self.open: list[_Open] = []
        self.anchors: dict[str, _Value] = {}

    def built(self, events: Iterator["Event"]) -> _Value | None:
        """The value that the events make; None for an empty document."""
        from yaml import events as kinds

        for event in events:
            line = event.start_mark.line + 1 if event.start_mark else 0
            if isinstance(event, kinds.CollectionStartEvent):
                content: object = {} if isinstance(event, kinds.MappingStartEvent) else []
                self._begin(content, event.anchor or "", line)
            elif isinstance(event, kinds.CollectionEndEvent):
                self._close()
            elif isinstance(event, kinds.AliasEvent):
                self._add(self.anchors.get(event.anchor or "", _Value(None, line)))
            elif isinstance(event, kinds.ScalarEvent):
                is_plain = not event.style and event.value in _WORDS and not event.tag
                value = _Value(_WORDS[event.value] if is_plain else event.value, line)
                self._scalar(value, event.value, event.anchor or "")
        return self.root

    def _begin(self, content: object, anchor: str, line: int) -> None:
        if len(self.open) >= _DEEPEST:
            raise UnreadableTextError("too-deep", "nested more deeply than can be read", line)
        self.open.append(_Open(_Value(content, line), anchor, wants_key=isinstance(content, dict)))

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
        if inner.value.size > _MOST_VALUES or inner.value.depth > 4 * _DEEPEST:
            raise UnreadableTextError("too-deep", "more values than anyone writes", value.line)
        if isinstance(inner.value.content, list):
            inner.value.content.append(value)
        elif inner.wants_key:  # a mapping as a key: nothing that a tool would mean
            inner.keys.append("?")
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
