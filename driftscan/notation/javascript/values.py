"""Values as a JavaScript literal writes them, before they are a document."""

from msgspec import Struct

MOST_VALUES = 50_000
DEEPEST = 100
LONGEST_TEXT = 100_000


class JsValue(Struct, frozen=True):
    """content: text, number, truth value, None, Pattern, Code, list or dict of JsValue. line:
    where it begins.

    readable: False where the literal is code. size, depth: of all that is inside.
    """

    content: object
    line: int
    readable: bool = True
    size: int = 1
    depth: int = 1


class Unread(Struct, frozen=True, order=True):
    """A piece that is code, not data: its line and how it begins."""

    line: int
    text: str


class Code(Struct, frozen=True):
    """What a table or list holds in the place of code, so that nobody takes it for all there is."""

    piece: Unread


class Pattern(Struct, frozen=True):
    """A regular expression between slashes. In a document it is its source, a text."""

    source: str
    flags: str


def list_value(items: list[JsValue], line: int) -> JsValue:
    """A list; unreadable where constants make it larger than anyone writes."""
    return _held(items, items, line)


def table_value(entries: dict[str, JsValue], line: int) -> JsValue:
    """A table; the same limits."""
    return _held(entries, list(entries.values()), line)


def text_value(text: str, line: int) -> JsValue:
    """A text; the same limits."""
    return JsValue(text, line, len(text) <= LONGEST_TEXT)


def _held(content: object, inner: list[JsValue], line: int) -> JsValue:
    size = 1 + sum(each.size for each in inner)
    depth = 1 + max((each.depth for each in inner), default=0)
    if size > MOST_VALUES or depth > DEEPEST:
        return JsValue(None, line, readable=False)
    return JsValue(content, line, size=size, depth=depth)
