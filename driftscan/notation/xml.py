"""XML documents as elements that know their lines; no entity of a document's own is expanded."""

from collections.abc import Iterator
from xml.parsers import expat

from msgspec import Struct

from driftscan.notation.unreadable import UnreadableTextError

_DEEPEST = 200
_MOST_ELEMENTS = 200_000


class Element(Struct, eq=False, gc=True):
    """name: without its namespace. text: all text directly inside, without blanks around it.
    line: 1-based line of its start tag."""

    name: str
    line: int
    attributes: dict[str, str] = {}
    children: list["Element"] = []
    text: str = ""

    def all(self, *names: str) -> Iterator["Element"]:
        """Elements that one gets to by these names, a child each, in the order of the document."""
        if not names:
            yield self
            return
        for child in self.children:
            if child.name == names[0]:
                yield from child.all(*names[1:])

    def first(self, *names: str) -> "Element | None":
        """The first of them."""
        return next(self.all(*names), None)

    def text_at(self, *names: str) -> str:
        """The text of the first of them, '' if there is none."""
        found = self.first(*names)
        return found.text if found else ""


def parse_xml(content: bytes) -> Element:
    """The document's element. Raises UnreadableTextError.

    A document type may define entities that grow without end, so one is refused: no manifest needs
    it.
    """
    reading = _Reading()
    try:
        reading.parser.Parse(content, True)
    except expat.ExpatError as error:
        message = expat.errors.messages[error.code]
        raise UnreadableTextError("syntax", f"not valid XML: {message}", error.lineno) from None
    except UnreadableTextError:
        raise
    except (LookupError, ValueError):
        raise UnreadableTextError("encoding", "in an encoding that cannot be read") from None
    assert reading.top is not None
    return reading.top


class _Reading:
    def __init__(self) -> None:
        self.parser = parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._doctype
        self.top: Element | None = None
        self._open: list[Element] = []
        self._count = 0

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        line = self.parser.CurrentLineNumber
        self._count += 1
        if len(self._open) >= _DEEPEST or self._count > _MOST_ELEMENTS:
            raise UnreadableTextError("too-deep", "more XML than any manifest has", line)
        own = {key.rpartition("}")[2]: value for key, value in attributes.items()}
        element = Element(name.rpartition("}")[2], line, own, [])
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.top = element
        self._open.append(element)

    def _end(self, _name: str) -> None:
        element = self._open.pop()
        element.text = element.text.strip()

    def _text(self, text: str) -> None:
        self._open[-1].text += text

    def _doctype(self, *_: object) -> None:
        line = self.parser.CurrentLineNumber
        raise UnreadableTextError("syntax", "a document type is not read", line)
