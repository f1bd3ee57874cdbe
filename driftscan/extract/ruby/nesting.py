"""Which classes and modules a place in a Ruby file stands in."""

from bisect import bisect_right

from tree_sitter import Node

from driftscan.extract.syntax.parsed import text_of

SCOPE = "::"
_DEEPEST = 50  # nobody nests so deep, and names grow with the depth
LEVEL = "/"
"""Between the classes and modules around a constant, outermost first, and the constant itself."""


class Definition:
    """A `class` or `module`. name: as written. full: with all that is around it in front.

    levels: names of the definitions around a place in its body, its own last, as written.
    """

    def __init__(self, written: str, around: "Definition | None") -> None:
        if around and len(around.levels) >= _DEEPEST:
            around = None
        self.levels: tuple[str, ...] = (*(around.levels if around else ()), written)
        self.full: str = within(around.full if around else "", written)


def within(full: str, written: str) -> str:
    """A constant defined inside a class or module ('' for none)."""
    if written.startswith(SCOPE):
        return written[len(SCOPE) :]
    return f"{full}{SCOPE}{written}" if full else written


class Nesting:
    """The definitions of a file by position; bodies are added in the order of the text."""

    def __init__(self) -> None:
        self._starts = [0]
        self._inside: list[Definition | None] = [None]
        self._open: list[tuple[int, Definition | None]] = []

    def define(self, name: Node, body: Node | None) -> Definition:
        """A class or module; must be called in the order of the text, outer ones first."""
        self._close(name.start_byte)
        found = Definition("".join(text_of(name).split()), self._inside[-1])
        if body is not None:
            self._open.append((body.end_byte, self._inside[-1]))
            self._enter(body.start_byte, found)
        return found

    def finish(self) -> None:
        """No more definitions follow."""
        self._close(1 << 62)

    def at(self, node: Node) -> Definition | None:
        """What a node stands in, None at the top."""
        return self._inside[bisect_right(self._starts, node.start_byte) - 1]

    def _close(self, at: int) -> None:
        while self._open and self._open[-1][0] <= at:
            end, around = self._open.pop()
            self._enter(end, around)

    def _enter(self, at: int, definition: Definition | None) -> None:
        self._starts.append(at)
        self._inside.append(definition)
