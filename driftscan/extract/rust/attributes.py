"""Attributes of a module that decide where its file is, and whether it is test code."""

import re

from msgspec import Struct
from tree_sitter import Node

from driftscan.extract.syntax.parsed import text_of

_PATH = re.compile(r'#!?\[\s*path\s*=\s*r?#*"([^"]*)"')
_MAYBE_PATH = re.compile(r'\bpath\s*=\s*r?#*"([^"]*)"')
_CFG = re.compile(r"#!?\[\s*cfg\s*\((.*)\)\s*\]", re.DOTALL)
_TEXT = re.compile(r'"[^"]*"')
_NAME = re.compile(r"#\[\s*(?:\w+\s*::\s*)*(\w+)")
# What a test function is marked with: the compiler's own, of runtimes (`tokio::test`), of packages.
_TESTS = frozenset("test bench rstest test_case quickcheck proptest wasm_bindgen_test".split())
_DEEPEST = 20
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
    found = _CFG.fullmatch(_TEXT.sub('""', attribute))
    return found is not None and _asks_for_test("".join(found[1].split()), _DEEPEST)


def is_of_test(attribute: str) -> bool:
    """Whether what follows is there for tests alone: also `#[test]` and its like, which compilers
    leave out as well."""
    found = _NAME.match(attribute)
    return (found is not None and found[1] in _TESTS) or is_test_only(attribute)


def _asks_for_test(condition: str, left: int) -> bool:
    """Whether a condition of cfg, without blanks, holds in tests alone."""
    word, _, rest = condition.partition("(")
    if not rest or not left:
        return condition == "test"
    parts = [_asks_for_test(part, left - 1) for part in _parts(rest[:-1])]
    return any(parts) if word == "all" else word == "any" and bool(parts) and all(parts)


def _parts(conditions: str) -> list[str]:
    """Those between the commas that stand in no parentheses."""
    found, depth = [""], 0
    for each in conditions:
        depth += (each == "(") - (each == ")")
        if each == "," and not depth:
            found.append("")
        else:
            found[-1] += each
    return [part for part in found if part]


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
