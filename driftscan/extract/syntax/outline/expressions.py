"""Syntax nodes to values, by a table of readers for the node types of a language."""

from collections.abc import Callable, Mapping

from tree_sitter import Node

from driftscan.extract.syntax.outline.values import NOTHING, Value
from driftscan.extract.syntax.parsed import line_of

_DEEPEST = 40

Reader = Callable[["Expressions", Node], Value]


class Expressions:
    """Expressions of one file. What is nested more than forty deep is not known."""

    def __init__(self, readers: Mapping[str, Reader]) -> None:
        self._readers = readers
        self._known: dict[int, Value] = {}
        self._depth = 0
        self.implied: dict[int, str] = {}  # by the id of a `new(...)` the type that is meant

    def of(self, node: Node | None) -> Value:
        """What a node says."""
        reader = self._readers.get(node.type) if node is not None else None
        if node is None or reader is None or self._depth > _DEEPEST:
            return NOTHING
        known = self._known.get(node.id)
        if known is None:
            self._depth += 1
            known = self._known[node.id] = reader(self, node)
            self._depth -= 1
        return known

    def field(self, node: Node, name: str) -> Value:
        """What a node's field says."""
        return self.of(node.child_by_field_name(name))


def placed(node: Node, kind: str, word: str = "", **more: object) -> Value:
    """A value with its place."""
    return Value(
        kind,
        word,
        start=node.start_byte,
        end=node.end_byte,
        line=line_of(node),
        **more,  # type: ignore[arg-type]
    )


def inner(read: Expressions, node: Node) -> Value:
    """Brackets, `await` and the like: what is inside."""
    named = [each for each in node.named_children if each.type != "comment"]
    return read.of(named[0]) if named else NOTHING


def member_of(holder: Value, word: str, node: Node) -> Value:
    """`a.b`: a longer name if the holder is one; `this.b` is `b`."""
    if holder.kind != "name":
        return placed(node, "member", word, holder=holder)
    if holder.word in ("this", "self", "static", "base", "parent"):
        return placed(node, "name", word)
    return placed(node, "name", f"{holder.word}.{word}")


def sum_of(read: Expressions, node: Node, operator: str) -> Value:
    """A chain of `a + b + c`, which grammars nest to the left; its first terms may be cut off."""
    terms: list[Value] = []
    here: Node | None = node
    while here is not None and here.type == node.type and len(terms) < 64:
        if operator not in [each.type for each in here.children]:
            break
        terms.append(read.field(here, "right"))
        here = here.child_by_field_name("left")
    terms.append(read.of(here) if len(terms) < 64 else NOTHING)
    return placed(node, "joined", parts=tuple(reversed(terms)))
