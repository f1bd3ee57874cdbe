"""Namespaces of a PHP file, and what a name means in each by PHP's rules of name resolution."""

from bisect import bisect_right
from collections.abc import Iterable

from tree_sitter import Node

from driftscan.extract.syntax.parsed import text_of

_HERE = "namespace\\"
FUNCTION, CONSTANT = "function ", "const "
"""What stands before a name that is not one of a class."""


class Space:
    """One namespace of a file. name: without backslash at its ends, '' for the global one."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._classes: dict[str, str] = {}
        self._functions: dict[str, str] = {}
        self._constants: dict[str, str] = {}

    def bind(self, kind: str, alias: str, full: str) -> None:
        """A `use` gives a name another one; kind: '', 'function' or 'const'."""
        if kind == "const":
            self._constants[alias] = full
        else:
            names = self._functions if kind == "function" else self._classes
            names[alias.lower()] = full

    def within(self, name: str) -> str:
        """The full name of something declared here."""
        return f"{self.name}\\{name}" if self.name else name

    def class_name(self, written: str) -> str:
        """The full name of a class; '' if an import says it alone, which leads there itself."""
        settled = self._settled(written)
        if settled is not None:
            return settled
        return "" if written.lower() in self._classes else self.within(written)

    def imported(self, written: str) -> str:
        """The import that gives a name's first part its meaning, as alias_of() says; '' if none."""
        alias = written.partition("\\")[0]
        full = self._classes.get(alias.lower())
        return alias_of(full, alias) if full else ""

    def function(self, written: str) -> str:
        """Like class_name, with a mark in front. A name that begins with a backslash stands for
        itself, any other also for the global function of its last part."""
        return self._valued(written, FUNCTION, written.lower() in self._functions)

    def constant(self, written: str) -> str:
        """Like function()."""
        return self._valued(written, CONSTANT, written in self._constants)

    def _valued(self, written: str, mark: str, imported: bool) -> str:
        settled = self._settled(written)
        if settled is not None:
            return f"{mark}\\{settled}"
        return "" if imported else mark + self.within(written)

    def _settled(self, written: str) -> str | None:
        """The full name that a fully qualified, relative or qualified one stands for."""
        if written.startswith("\\"):
            return written[1:]
        if written[: len(_HERE)].lower() == _HERE:
            return self.within(written[len(_HERE) :])
        first, qualified, rest = written.partition("\\")
        if not qualified:
            return None
        full = self._classes.get(first.lower())
        return f"{full}\\{rest}" if full else self.within(written)


class Spaces:
    """All namespaces of a file, by position. Without a body, one reaches to the next."""

    def __init__(self, definitions: Iterable[Node]) -> None:
        self._starts = [0]
        self._spaces = [Space("")]
        for node in definitions:
            named = node.child_by_field_name("name")
            self._begin(node.start_byte, Space(clean(text_of(named)) if named else ""))
            if node.child_by_field_name("body"):
                self._begin(node.end_byte, self._spaces[0])

    def at(self, node: Node) -> Space:
        """The namespace that a node stands in."""
        return self._spaces[bisect_right(self._starts, node.start_byte) - 1]

    @property
    def names(self) -> tuple[str, ...]:
        """Their names, each once, in the order of the text."""
        return tuple(dict.fromkeys(space.name for space in self._spaces if space.name))

    def _begin(self, at: int, space: Space) -> None:
        self._starts.append(at)
        self._spaces.append(space)


def clean(written: str) -> str:
    """A name without blanks in it and without a backslash at its beginning."""
    return "".join(written.split()).lstrip("\\")


def alias_of(full: str, alias: str) -> str:
    """One import of a class: a file may import it under two names and use but one."""
    return f"{full} {alias}".lower()


def folded(name: str) -> str:
    """As names are compared: case counts in the last part of a constant only."""
    if name.startswith(CONSTANT):
        space, backslash, last = name.rpartition("\\")
        return f"{space.lower()}\\{last}" if backslash else name
    return name.lower()
