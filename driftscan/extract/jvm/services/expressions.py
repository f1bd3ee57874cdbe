"""How nodes that have a value become expressions, whichever of the two languages they are in.

Calls must be read innermost first: each is read once and remembered, so that time grows with the
file however deep it is nested.
"""

from collections.abc import Callable, Mapping

from tree_sitter import Node

from driftscan.extract.jvm.services.written import OTHER, Expression, Link
from driftscan.extract.syntax.parsed import line_of

_DEEPEST = 12
_MOST_LINKS = 200
MOST_PARTS = 64
_ITSELF = frozenset(("this", "super", "this_expression", "super_expression"))

Read = Callable[["Expressions", Node, int], Expression]
"""Of a kind of node, with how deep it stands in what is read."""


class Expressions:
    """The expressions of one file.

    calls: how each kind of call is read, read: how other nodes are. receivers: calls that another
    one is made on.
    """

    def __init__(self, calls: Mapping[str, Read], read: Mapping[str, Read]) -> None:
        self._calls, self._read = calls, read
        self._known: dict[int, tuple[Expression, int]] = {}
        self._deepest = 0
        self.receivers: set[int] = set()

    def call(self, node: Node) -> Expression:
        """A call whose inner calls have been read already."""
        if known := self._known.get(node.id):
            return known[0]
        self._deepest = 0
        found = self._calls[node.type](self, node, 0)
        self._known[node.id] = (found, self._deepest + 1)
        return found

    def of(self, node: Node | None, depth: int = 0) -> Expression:
        """Any node with a value."""
        if node is None or depth > _DEEPEST:
            return OTHER
        if node.type in self._calls:
            expression, deep = self._known.get(node.id, (OTHER, 0))
            self._deepest = max(self._deepest, depth + deep)
            return expression if depth + deep <= _DEEPEST else OTHER
        read = self._read.get(node.type)
        return read(self, node, depth) if read else OTHER

    def all_of(self, nodes: list[Node], depth: int) -> tuple[Expression, ...]:
        """Several, no more than a reader would look at."""
        return tuple(self.of(each, depth + 1) for each in nodes[:MOST_PARTS])

    def linked(self, receiver: Node | None, link: Link, depth: int = 0) -> Expression:
        """A call or a field of what stands before the dot."""
        if receiver is not None and receiver.type in self._calls:
            self.receivers.add(receiver.id)
        if receiver is None or receiver.type in _ITSELF:
            return Expression("call", links=(link,), line=link.line)
        before = self._before(receiver, depth)
        if before.kind == "call" and len(before.links) < _MOST_LINKS:
            return Expression("call", before.value, before.parts, (*before.links, link), link.line)
        if before.kind == "name":
            return Expression("call", before.value, links=(link,), line=link.line)
        return Expression("call", parts=(before,), links=(link,), line=link.line)

    def _before(self, receiver: Node, depth: int) -> Expression:
        """A chain does not grow deeper by its length."""
        if known := self._known.get(receiver.id):
            self._deepest = max(self._deepest, depth + known[1] - 1)
            return known[0] if depth + known[1] <= _DEEPEST + 1 else OTHER
        return self.of(receiver, depth)

    def field(self, receiver: Node | None, name: str, node: Node, depth: int) -> Expression:
        """What is read of something: part of a longer name, or a link of a chain."""
        if receiver is None or receiver.type in _ITSELF:
            return Expression("name", name, line=line_of(node))
        before = self.of(receiver, depth + 1)
        if before.kind == "name":
            return Expression("name", f"{before.value}.{name}", line=line_of(node))
        if before.kind not in ("call", "text"):
            return OTHER
        return self.linked(receiver, Link(name, (), line_of(node), called=False), depth + 1)

    def sum(self, node: Node, depth: int) -> Expression:
        """Texts one after the other."""
        parts: list[Expression] = []
        left: Node | None = node
        while left is not None and left.type == "binary_expression" and len(parts) < MOST_PARTS:
            operator = left.child_by_field_name("operator")
            if operator is None or operator.type != "+":
                break
            parts.append(self.of(left.child_by_field_name("right"), depth + 1))
            left = left.child_by_field_name("left")
        first = self.of(left, depth + 1) if len(parts) < MOST_PARTS and left != node else OTHER
        return Expression("plus", parts=(first, *reversed(parts)), line=line_of(node))

    def inner(self, node: Node, depth: int) -> Expression:
        """Of parentheses and the like the first part."""
        return self.of(node.named_children[0], depth + 1) if node.named_children else OTHER

    def items(self, node: Node, depth: int) -> Expression:
        """A list."""
        return Expression("items", parts=self.all_of(node.named_children, depth))
