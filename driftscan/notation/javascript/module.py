"""What a module of JavaScript exports, or what a file of JSON holds, as a node."""

from msgspec import Struct

from driftscan.notation.javascript.reader import Reader
from driftscan.notation.javascript.tokens import tokens_of
from driftscan.notation.javascript.values import JsValue, Unread
from driftscan.notation.node import KeyPath, Node

_EXPORTS = (("module", ".", "exports", "="), ("exports", "="), ("export", "default"))
_CONSTANTS = ("const", "let", "var")


class JsDocument(Struct, frozen=True):
    """node: the exported data; empty where nothing is exported, or no data. unread: by line."""

    node: Node
    unread: tuple[Unread, ...] = ()


def parse_javascript(content: bytes) -> JsDocument:
    """Read a file as data; nothing is run, and no text is refused."""
    text = content.decode("utf-8-sig", "replace")
    reader = Reader(list(tokens_of(text)), {})
    is_json = reader.here.text in ("{", "[")
    found = reader.value() if is_json else _exported(reader)
    lines: dict[KeyPath, int] = {}
    value = _plain(found, (), lines) if found.readable else None
    return JsDocument(Node(value, lines), tuple(sorted(set(reader.unread))))


def _exported(reader: Reader) -> JsValue:
    found = JsValue(None, 0, readable=False)
    while reader.here.kind != "end":
        if any(reader.takes(*words) for words in _EXPORTS):
            reader.unread.clear()
            found = reader.value()
        elif reader.here.text in _CONSTANTS and reader.here.kind == "name":
            _constant(reader)
        else:
            reader.skip()
    return found


def _constant(reader: Reader) -> None:
    """`const NAME = value`, also with a type behind the name; only whole values are known."""
    reader.at += 1
    name = reader.here
    reader.at += 1
    if name.kind != "name":
        return
    if reader.takes(":"):
        while reader.here.text not in ("=", ";", "") and reader.here.kind != "end":
            reader.skip()
    if not reader.takes("="):
        return
    noted = len(reader.unread)
    found = reader.value()
    if found.readable and len(reader.unread) == noted:
        reader.constants[name.text] = found
    # What is not used does not matter; where it is used, that is told.
    del reader.unread[noted:]


def _plain(value: JsValue, path: KeyPath, lines: dict[KeyPath, int]) -> object:
    lines[path] = value.line
    if isinstance(value.content, dict):
        return {key: _plain(each, (*path, key), lines) for key, each in value.content.items()}
    if isinstance(value.content, list):
        return [_plain(each, (*path, at), lines) for at, each in enumerate(value.content)]
    return value.content
