"""One file read: its calls, its names, and what each expression is made by.

The origin of an expression says by which steps of which package it came about:
`const c = new Redis(); c.get` has the origin 'ioredis().get'. What is not known begins with '?'.
"""

from collections.abc import Callable, Iterator
from functools import cached_property

from msgspec import Struct
from tree_sitter import Node

from driftscan.extract.javascript.services.bindings import (
    Binding,
    Named,
    of_declaration,
    of_field,
    of_function,
    of_import,
    of_parameters,
    of_pattern,
    of_property_parameter,
)
from driftscan.extract.javascript.services.libraries import SAME, guessed
from driftscan.extract.javascript.services.nodes import arguments_of, bare, called, dotted
from driftscan.extract.javascript.services.queries import FILES
from driftscan.extract.javascript.syntax.literals import literal
from driftscan.extract.syntax.parsed import Parsed, line_of, text_of
from driftscan.extract.syntax.reach import FILE as FILE_SCOPE
from driftscan.extract.syntax.reach import Reach, Scopes

_DECLARING: tuple[tuple[str, Callable[[Node], Iterator[Named]]], ...] = (
    ("import", of_import),
    ("declared", of_declaration),
    ("function", of_function),
    ("function", of_parameters),
    ("field", of_field),
    ("typed", of_property_parameter),
)
_DEEPEST = 24
_LONGEST = 160


class Call(Struct, frozen=True):
    """A call or `new`. origin: of what is called, of what it gives for `new`.
    receiver: the names before the last, if only names stand there."""

    node: Node
    origin: str
    arguments: list[Node]
    line: int
    receiver: str = ""

    @property
    def method(self) -> str:
        """The last name of what is called."""
        return self.origin.rpartition(".")[2]

    @property
    def made(self) -> str:
        """The origin of what it gives, as it is written, see libraries.SAME."""
        return self.origin if self.node.type == "new_expression" else f"{self.origin}()"


class Program:
    """A parsed file."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.found: dict[str, list[Node]] = {}
        for match in parsed.matches(FILES[parsed.grammar]):
            for name, nodes in match.items():
                self.found.setdefault(name, []).extend(nodes)
        ranges = [
            (node.start_byte, node.end_byte)
            for kind in ("scope", "function")
            for node in self.found.get(kind, ())
        ]
        self.scopes = Scopes(ranges)
        self.reach: Reach[Binding] = Reach(self.scopes)
        self._origins: dict[int, str] = {}
        self._types: dict[int, str] = {}
        self._objects: dict[int, Node | None] = {}
        self._bind()
        # The inner ones first: what a long chain comes from is known when its end is asked for.
        for node in sorted(self.found.get("call", ()), key=lambda each: each.end_byte):
            self.origin(node)
        self.calls = [self._call(node) for node in self.found.get("call", ())]

    def origin(self, node: Node | None, depth: int = 0) -> str:
        """By which steps an expression came about."""
        node = bare(node)
        if node is None or depth > _DEEPEST:
            return "?"
        known = self._origins.get(node.id)
        if known is None:
            self._origins[node.id] = "?"
            known = self._found_origin(node, depth)
            known = _short(SAME.get(known, known))
            self._origins[node.id] = known
        return known

    def bindings(self, name: str, at: int) -> list[Binding]:
        """What a name may mean at a place; `this.x` is a name."""
        return self.reach.means(name, at)

    def is_local(self, name: str, at: int) -> bool:
        """Whether a name belongs to a function or a class rather than to the file."""
        return self.reach.scope_of(name, at) != FILE_SCOPE

    def object_of(self, node: Node | None) -> Node | None:
        """The object literal that an expression stands for."""
        node = bare(node)
        if node is None or node.type == "object":
            return node
        name = name_of(node)
        if not name:
            return None
        if node.id not in self._objects:
            self._objects[node.id] = None
            values = [each.value for each in self.bindings(name, node.start_byte) if not each.steps]
            objects = (self.object_of(value) for value in values)
            self._objects[node.id] = next((each for each in objects if each is not None), None)
        return self._objects[node.id]

    def _call(self, node: Node) -> Call:
        callee = called(node)
        receiver = ""
        if callee is not None and callee.type == "member_expression":
            receiver = dotted(callee.child_by_field_name("object"))
        origin = self.origin(callee) + ("()" if node.type == "new_expression" else "")
        return Call(node, origin, arguments_of(node), line_of(node), receiver)

    def _found_origin(self, node: Node, depth: int) -> str:
        if node.type in ("call_expression", "new_expression"):
            return self._origin_of_call(node, depth)
        name = name_of(node)
        if name and (found := self._origin_of_name(name, node, depth)):
            return found
        if node.type == "member_expression":
            step = text_of(node.child_by_field_name("property") or node)
            before = self.origin(node.child_by_field_name("object"), depth + 1)
            return before if step == "default" else f"{before}.{step}"
        if node.type == "binary_expression":
            return self.origin(node.child_by_field_name("right"), depth + 1)
        if node.type == "assignment_expression":
            return self.origin(node.child_by_field_name("right"), depth + 1)
        return guessed(name) if name else "?"

    def _origin_of_call(self, node: Node, depth: int) -> str:
        callee = called(node)
        if callee is not None and callee.type == "identifier" and text_of(callee) == "require":
            module = next((literal(each) for each in arguments_of(node)[:1]), None)
            return _module(module) if module else "?"
        return f"{self.origin(callee, depth + 1)}()"

    def _origin_of_name(self, name: str, node: Node, depth: int) -> str:
        for binding in self.bindings(name, node.start_byte):
            if origin := self._origin_of_binding(binding, node, depth):
                return origin
        return ""

    def _origin_of_binding(self, binding: Binding, node: Node, depth: int) -> str:
        if binding.module:
            start = _module(binding.module)
            if start.startswith("?"):
                return guessed(binding.steps[-1] if binding.steps else text_of(node))
            return self._stepped(start, binding.steps)
        if binding.type and (named := self._origin_of_type(binding, node, depth)):
            return named if named.startswith("?") else SAME.get(f"{named}()", f"{named}()")
        if binding.value is None or binding.value.id == node.id:
            return ""
        found = self._stepped(self.origin(binding.value, depth + 1), binding.steps)
        return "" if found.startswith("?") else found

    def _origin_of_type(self, binding: Binding, node: Node, depth: int) -> str:
        """Asked once of each binding: a name may be of a type of its own name, or of one that
        leads back to it."""
        known = self._types.get(id(binding))
        if known is None:
            self._types[id(binding)] = ""
            far = depth >= _DEEPEST
            known = "" if far else self._origin_of_name(binding.type, node, depth + 1)
            self._types[id(binding)] = known
        return known

    def _stepped(self, origin: str, steps: tuple[str, ...]) -> str:
        for step in steps:
            origin = SAME.get(origin, origin)
            origin = f"{origin}.{step}"
        return SAME.get(origin, origin)

    def _bind(self) -> None:
        for name, at, binding in self._declared():
            scope = self._class_around(at) if name.startswith("this.") else None
            self.reach.declare(name, at, binding, scope)
        for node in self.found.get("assigned", ()):
            self._assign(node)

    def _declared(self) -> Iterator[Named]:
        for kind, named in _DECLARING:
            for node in self.found.get(kind, ()):
                yield from named(node)

    def _assign(self, node: Node) -> None:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if left is None or right is None:
            return
        if left.type == "member_expression" and (name := name_of(left)):
            self.reach.assign(name, node.start_byte, Binding(line_of(node), bare(right)))
        for bound, _, binding in of_pattern(left, right, Binding(line_of(node))):
            self.reach.assign(bound, node.start_byte, binding)

    def _class_around(self, at: int) -> int:
        outwards = self.scopes.outwards(at)
        return next((s for s in outwards if self.scopes.ranges[s] in self._classes), FILE_SCOPE)

    @cached_property
    def _classes(self) -> frozenset[tuple[int, int]]:
        return frozenset(
            (node.start_byte, node.end_byte)
            for node in self.found.get("scope", ())
            if node.type == "class_body"
        )


def name_of(node: Node) -> str:
    """The name by which an expression is bound: `x`, `this.x`; '' for others."""
    if node.type in ("identifier", "shorthand_property_identifier", "type_identifier"):
        return text_of(node)
    if node.type == "member_expression":
        holder = bare(node.child_by_field_name("object"))
        if holder is not None and holder.type == "this":
            return f"this.{text_of(node.child_by_field_name('property') or node)}"
    return ""


def _module(name: str) -> str:
    if name.startswith((".", "@/", "~", "/", "src/")):
        return guessed(name.rpartition("/")[2])
    return name.removeprefix("node:")


def _short(origin: str) -> str:
    """The beginning and the last step of a long chain."""
    if len(origin) <= _LONGEST:
        return origin
    return origin[: _LONGEST // 2] + origin[max(origin.rfind("."), len(origin) - _LONGEST // 2) :]
