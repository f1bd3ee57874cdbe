"""Attributes of a module that decide where its file is, and whether it is test code."""

import re

from msgspec import Struct
from tree_sitter import Node

from driftscan.extract.syntax.parsed import text_of

_PATH = re.compile(r'#!?\[\s*path\s*=\s*r?#*"([^"]*)"')
_MAYBE_PATH = re.compile(r'\bpath\s*=\s*r?#*"([^"]*)"')
_TEST = re.compile(r"#!?\[cfg\((?:test|all\((?:[^()]*,)?test(?:,.*)?\))\)\]")
_COMMENT = re.compile(r"\s*(?://[^\n]*\n\s*|/\*.*?\*/\s*)*", re.DOTALL)


class Marks(Struct, frozen=True):
    """What attributes say of a module. path: of `#[path]`, '' for none. maybe: paths of
    `#[cfg_attr(..., path)]`. test: it is there for tests only. macros: `#[macro_use]`."""

    path: str = ""
    maybe: tuple[str, ...] = ()
    test: bool = False
    macros: bool = False


def marks_of(attributes: list[str]) -> Marks:
    """What these attributes say together."""
    path, maybe, test, macros = "", [], False, False
    for text in attributes:
        if found := _PATH.match(text):
            path = path or found[1]
        elif text.startswith(("#[cfg_attr", "#![cfg_attr")):
            maybe += _MAYBE_PATH.findall(text)
        test = test or is_test_only(text)
        macros = macros or text.startswith("#[macro_use")
    return Marks(path, tuple(maybe), test, macros)


def is_test_only(attribute: str) -> bool:
    """`#[cfg(test)]`, also among others that must all hold."""
    return _TEST.fullmatch("".join(attribute.split())) is not None


class Pending:
    """The attributes in front of the item that comes next."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._nodes: list[Node] = []

    def add(self, attribute: Node) -> None:
        """The next attribute of the text."""
        self._nodes.append(attribute)

    def take(self, item: Node) -> list[str]:
        """Those right in front of an item; none is given twice."""
        found: list[str] = []
        begins = item.start_byte
        while self._nodes:
            attribute = self._nodes.pop()
            between = self._content[attribute.end_byte : begins]
            if _COMMENT.fullmatch(between.decode("utf-8", "replace")) is None:
                break
            found.append(text_of(attribute))
            begins = attribute.start_byte
        self._nodes.clear()
        return found
