"""What a module of JavaScript exports, or what a file of JSON holds, as a node."""

from msgspec import Struct

from driftscan.notation.javascript.reader import Reader
from driftscan.notation.javascript.tokens import tokens_of
from driftscan.notation.javascript.values import JsValue, Pattern, Unread
from driftscan.notation.node import KeyPath, Node

_EXPORTS = (("module", ".", "exports", "="), ("exports", "="), ("export", "default"))
_EXPORTED = ("module", "exports")
_CONSTANTS = ("const", "let", "var")


class JsDocument(Struct, frozen=True):
    """node: the exported data; empty where nothing is exported, or no data. unread: by line.

    Where code stands within the data, the node holds Code: under its key, under a key that begins
    with '...' where it may bring any, or among the elements of a list.
    """

    node: Node
    unread: tuple[Unread, ...] = ()


def parse_javascript(content: bytes) -> JsDocument:
    """Read a file as data; nothing is run, and no text is refused."""
    text = content.decode("utf-8-sig", "replace")
    reader = Reader(list(tokens_of(text)))
    is_json = reader.here.text in ("{", "[")
    found = reader.value() if is_json else _exported(reader)
    lines: dict[KeyPath, int] = {}
    value = _plain(found, (), lines) if found.readable else None
    return JsDocument(Node(value, lines), tuple(sorted(set(reader.unread))))


def _exported(reader: Reader) -> JsValue:
    found = JsValue(None, 0, readable=False)
    changes: list[Unread] = []
    while reader.here.kind != "end":
        if any(reader.takes(*words) for words in _EXPORTS):
            reader.unread[:] = changes
            found = reader.value()
        elif reader.here.text in _CONSTANTS and reader.here.kind == "name":
            _constant(reader)
        elif _changes_data(reader):
            changes += _changed(reader)
        else:
            reader.skip()
    return found


def _changes_data(reader: Reader) -> bool:
    """Whether a statement begins that reaches into what is exported, or may be."""
    after = reader.tokens[reader.at + 1 : reader.at + 2]
    reaches = bool(after) and after[0].kind == "mark" and after[0].text in (".", "[")
    is_known = reader.here.text in reader.constants or reader.here.text in _EXPORTED
    return reaches and is_known and reader.here.kind == "name"


def _changed(reader: Reader) -> list[Unread]:
    """What such a statement is; a list that it changes is no longer known."""
    name, noted = reader.here.text, len(reader.unread)
    reader.changes()
    known = reader.constants.get(name)
    if known is not None and isinstance(known[0].content, list):
        del reader.constants[name]
    return reader.unread[noted:]


def _constant(reader: Reader) -> None:
    """`const NAME = value`, also with a type behind the name."""
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
    if found.readable:
        reader.constants[name.text] = found, tuple(sorted(set(reader.unread[noted:])))
    # What is not used does not matter; where it is used, its code is told.
    del reader.unread[noted:]


def _plain(value: JsValue, path: KeyPath, lines: dict[KeyPath, int]) -> object:
    lines[path] = value.line
    if isinstance(value.content, dict):
        return {key: _plain(each, (*path, key), lines) for key, each in value.content.items()}
    if isinstance(value.content, list):
        return [_plain(each, (*path, at), lines) for at, each in enumerate(value.content)]
    return value.content.source if isinstance(value.content, Pattern) else value.content
