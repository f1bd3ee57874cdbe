"""One file read: its calls, its names, and what each expression is made by.

The origin of an expression says by which steps of which package it came about: behind
`conn, err := amqp.Dial(uri)` `conn.Channel` has the origin 'amqp.Connection.Channel'.
"""

from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct
from tree_sitter import Node

from driftscan.extract.go.services.libraries import SAME, guessed, package_of
from driftscan.extract.go.services.nodes import (
    arguments_of,
    bare,
    entries,
    listed,
    string_of,
    type_named,
)
from driftscan.extract.go.services.queries import FILE
from driftscan.extract.syntax.parsed import Parsed, line_of, text_of
from driftscan.extract.syntax.reach import Reach, Scopes

_DEEPEST = 24
_LONGEST = 160


class Binding(Struct, frozen=True):
    """What a name is given. place: which of several values of one call, or among the parameters of
    its function (-1: it is no parameter)."""

    line: int
    value: Node | None = None
    type: str = ""
    parameter: int = -1
    function: Node | None = None


class Call(Struct, frozen=True):
    """A call, or a composite literal (its origin ends in '{}', its only argument is itself).
    method: the last name of what is called."""

    node: Node
    origin: str
    method: str
    arguments: list[Node]
    line: int

    @property
    def holder(self) -> Node | None:
        """What the method is one of."""
        callee = bare(self.node.child_by_field_name("function"))
        if callee is None or callee.type != "selector_expression":
            return None
        return bare(callee.child_by_field_name("operand"))


class Program:
    """A parsed file."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.found: dict[str, list[Node]] = {}
        for match in parsed.matches(FILE):
            for name, nodes in match.items():
                self.found.setdefault(name, []).extend(nodes)
        kinds = [*self.found.get("scope", ()), *self.found.get("function", ())]
        self.scopes = Scopes((node.start_byte, node.end_byte) for node in kinds)
        self.reach: Reach[Binding] = Reach(self.scopes)
        self.packages = dict(self._imported())
        self.fields: dict[str, list[Binding]] = {}
        self._origins: dict[int, str] = {}
        self._makers: dict[int, Node | None] = {}
        self._bind()
        # The inner ones first: what a long chain comes from is known when its end is asked for.
        for node in sorted(self.found.get("call", ()), key=lambda each: each.end_byte):
            self.origin(node)
        self.calls = [self._call(node) for node in self.found.get("call", ())]
        self.literals = [self._literal(node) for node in self.found.get("literal", ())]

    @cached_property
    def package(self) -> str:
        """The name that the file gives to its package."""
        for node in self.parsed.root.named_children:
            if node.type == "package_clause" and node.named_children:
                return text_of(node.named_children[-1])
        return ""

    @cached_property
    def thrown_away(self) -> frozenset[int]:
        """Ids of the calls that are assigned to `_` alone."""
        found = []
        for node in self.found.get("assigned", ()):
            right = node.child_by_field_name("right")
            if right is not None and text_of(node.child_by_field_name("left") or right) == "_":
                found += [each.id for each in right.named_children]
        return frozenset(found)

    def uses(self, *packages: str) -> bool:
        """Whether any of these packages is imported."""
        return any(origin in packages for origin in self.packages.values())

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

    def bindings(self, node: Node) -> list[Binding]:
        """What a variable, or a field of whatever holds it, is given."""
        if node.type == "selector_expression":
            return self.fields.get(text_of(node.child_by_field_name("field") or node), [])[:4]
        return self.reach.means(text_of(node), node.start_byte)

    def made_by(self, node: Node | None) -> Node | None:
        """The call or literal that made what an expression stands for."""
        node = bare(node)
        if node is None or node.type in ("call_expression", "composite_literal"):
            return node
        if node.type not in ("identifier", "selector_expression"):
            return None
        if node.id not in self._makers:
            self._makers[node.id] = None
            makers = (self.made_by(each.value) for each in self.bindings(node) if each.value)
            self._makers[node.id] = next((each for each in makers if each is not None), None)
        return self._makers[node.id]

    def type_origin(self, name: str) -> str:
        """The origin of a value of a type; '' for types of the project."""
        package, _, type_ = name.partition(".")
        known = self.packages.get(package, "")
        if not type_ or not known or known.startswith("?"):
            return ""
        return SAME.get(f"{known}.{type_}", f"{known}.{type_}")

    def _found_origin(self, node: Node, depth: int) -> str:
        if node.type == "call_expression":
            return f"{self.origin(node.child_by_field_name('function'), depth + 1)}()"
        if node.type == "composite_literal":
            return self.type_origin(type_named(node.child_by_field_name("type"))) or "?"
        if node.type == "selector_expression":
            return self._origin_of_selector(node, depth)
        if node.type == "identifier":
            return self._origin_of_bound(node, depth) or guessed(text_of(node))
        return "?"

    def _origin_of_selector(self, node: Node, depth: int) -> str:
        field = text_of(node.child_by_field_name("field") or node)
        operand = bare(node.child_by_field_name("operand"))
        if operand is not None and operand.type == "identifier":
            name = text_of(operand)
            if name in self.packages and not self.bindings(operand):
                return f"{self.packages[name]}.{field}"
        before = self.origin(operand, depth + 1)
        if not before.startswith("?"):
            return f"{before}.{field}"
        found = self._origin_of_bound(node, depth)
        plain = operand is not None and operand.type in ("identifier", "selector_expression")
        return found or (guessed(field) if plain else f"{before}.{field}")

    def _origin_of_bound(self, node: Node, depth: int) -> str:
        for binding in self.bindings(node):
            if binding.type and (origin := self.type_origin(binding.type)):
                return origin
            if binding.value is not None and binding.value.id != node.id:
                origin = self.origin(binding.value, depth + 1)
                if not origin.startswith("?"):
                    return origin
        return ""

    def _call(self, node: Node) -> Call:
        callee = node.child_by_field_name("function")
        if callee is not None and callee.type == "type_instantiation_expression":
            callee = callee.child_by_field_name("type") or callee
        return _made(node, self._origin_of_callee(callee), arguments_of(node))

    def _origin_of_callee(self, callee: Node | None) -> str:
        """A method of something unknown keeps its name: '?x.Get'."""
        callee = bare(callee)
        if callee is None or callee.type != "selector_expression":
            return f"?{text_of(callee)}" if callee and callee.type == "identifier" else "?"
        field = text_of(callee.child_by_field_name("field") or callee)
        return (
            f"{self.origin(callee.child_by_field_name('operand'))}.{field}"
            if (not self._is_package(callee.child_by_field_name("operand")))
            else self.origin(callee)
        )

    def _is_package(self, node: Node | None) -> bool:
        known = node is not None and node.type == "identifier" and text_of(node) in self.packages
        return bool(known and node is not None and not self.bindings(node))

    def _literal(self, node: Node) -> Call:
        name = type_named(node.child_by_field_name("type"))
        package, _, type_ = name.partition(".")
        origin = f"{self.packages.get(package, '?')}.{type_}" if type_ else f"?{name}"
        return _made(node, f"{origin}{{}}", [node])

    def _imported(self) -> Iterator[tuple[str, str]]:
        for node in self.found.get("import", ()):
            path = string_of(node.child_by_field_name("path")) or ""
            origin, local = package_of(path)
            name = node.child_by_field_name("name")
            yield (text_of(name) if name is not None else local), origin

    def _bind(self) -> None:
        for function in self.found.get("function", ()):
            self._bind_parameters(function)
        for node in self.found.get("declared", ()):
            for name, binding in _given(node):
                if text_of(name) != "_":
                    self.reach.declare(text_of(name), name.start_byte, binding)
        for node in self.found.get("type", ()):
            self._bind_fields(node)
        self._bind_assigned()

    def _bind_assigned(self) -> None:
        for node in self.found.get("assigned", ()):
            for left, binding in _given(node):
                self._assign(left, binding)
        for node in self.found.get("literal", ()):
            if "." not in type_named(node.child_by_field_name("type")):
                for key, value in entries(node):
                    self.fields.setdefault(key, []).append(Binding(line_of(value), value))

    def _assign(self, left: Node, binding: Binding) -> None:
        target = bare(left)
        if target is not None and target.type == "identifier":
            self.reach.assign(text_of(target), target.start_byte, binding)
        elif target is not None and target.type == "selector_expression":
            field = text_of(target.child_by_field_name("field") or target)
            self.fields.setdefault(field, []).append(binding)

    def _bind_parameters(self, function: Node) -> None:
        parameters = function.child_by_field_name("parameters")
        place = 0
        for each in parameters.named_children if parameters is not None else ():
            type_ = type_named(each.child_by_field_name("type"))
            for name in each.children_by_field_name("name"):
                binding = Binding(line_of(each), None, type_, place, function)
                self.reach.declare(text_of(name), name.start_byte, binding)
                place += 1
        receiver = function.child_by_field_name("receiver")
        for each in receiver.named_children if receiver is not None else ():
            if (own := each.child_by_field_name("name")) is not None:
                type_ = type_named(each.child_by_field_name("type"))
                binding = Binding(line_of(each), type=type_)
                self.reach.declare(text_of(own), own.start_byte, binding)

    def _bind_fields(self, node: Node) -> None:
        for field, _ in fields_of(node):
            type_ = type_named(field.child_by_field_name("type"))
            for name in field.children_by_field_name("name"):
                self.fields.setdefault(text_of(name), []).append(
                    Binding(line_of(field), type=type_)
                )


def _made(node: Node, origin: str, arguments: list[Node]) -> Call:
    return Call(node, origin, origin.rpartition(".")[2], arguments, line_of(node))


def fields_of(type_spec: Node) -> Iterator[tuple[Node, str]]:
    """The fields of a struct, each with its tag."""
    struct = type_spec.child_by_field_name("type")
    if struct is None or struct.type != "struct_type" or not struct.named_children:
        return
    for field in struct.named_children[0].named_children:
        if field.type == "field_declaration":
            tag = field.child_by_field_name("tag")
            yield field, string_of(tag) or ""


def _given(node: Node) -> Iterator[tuple[Node, Binding]]:
    """What is on the left of a declaration or assignment, with what is on the right."""
    names = node.children_by_field_name("name") or listed(node.child_by_field_name("left"))
    value = node.child_by_field_name("value") or node.child_by_field_name("right")
    values = listed(value) if node.type != "range_clause" else []
    type_ = type_named(node.child_by_field_name("type"))
    for at, name in enumerate(each for each in names if each.is_named):
        if len(values) == 1:
            given = values[0] if at == 0 else None
        else:
            given = values[at] if at < len(values) else None
        yield name, Binding(line_of(name), bare(given), type_)


def _short(origin: str) -> str:
    """The beginning and the last step of a long chain."""
    if len(origin) <= _LONGEST:
        return origin
    return origin[: _LONGEST // 2] + origin[max(origin.rfind("."), len(origin) - _LONGEST // 2) :]
