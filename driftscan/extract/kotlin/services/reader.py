"""A tree of Kotlin in the words that it has in common with Java."""

import re

from tree_sitter import Node

from driftscan.extract.jvm.found import captures
from driftscan.extract.jvm.services.collecting import Collecting, in_order
from driftscan.extract.jvm.services.written import (
    Annotation,
    Argument,
    Binding,
    Expression,
    Link,
    MethodWritten,
    Supertype,
    TypeWritten,
    Written,
)
from driftscan.extract.kotlin.services.expressions import arguments, expressions, type_name
from driftscan.extract.syntax.parsed import Parsed, line_of, text_of

_NODES = """
(import) @import
[(class_declaration) (object_declaration) (companion_object)] @type
[(function_declaration) (secondary_constructor)] @method
[(class_parameter) (parameter)] @parameter
(property_declaration) @property
(assignment) @assigned
(return_expression) @returned
(call_expression) @call
(annotated_expression) @loose
(binary_expression left: (identifier) @compared)
"""
_NEAR = 200  # bytes of blanks between an annotation and what it belongs to
_IMPORT = re.compile(r"import\s+([\w.`]+(?:\.\*)?)")
_TYPES = ("user_type", "nullable_type")
_NO_VALUE = frozenset(
    ("modifiers", "variable_declaration", "multi_variable_declaration", "getter", "setter",
     "type_parameters", "type_constraints", "identifier", "line_comment", "block_comment", *_TYPES)
)  # fmt: skip


def _values(node: Node) -> list[Node]:
    """What a property may be given; behind `=` a name is one, too."""
    equals = next((each.end_byte for each in node.children if each.type == "="), node.end_byte)
    return [
        each
        for each in node.named_children
        if each.type not in _NO_VALUE or (each.type == "identifier" and each.start_byte >= equals)
    ]


class Reader:
    """Reads one tree."""

    def __init__(self) -> None:
        self._expressions = expressions()
        self._collecting = Collecting()
        self._loose_found: tuple[Annotation, ...] = ()
        self._loose_end = 0
        self._content = b""

    def written(self, parsed: Parsed) -> Written:
        """The file."""
        self._content = parsed.content
        nodes = in_order(captures(parsed, _NODES))
        for name, node in reversed(nodes):
            if name == "call":
                self._expressions.call(node)
        imports = [text_of(node) for name, node in nodes if name == "import"]
        for name, node in nodes:
            if name != "import":
                getattr(self, f"_{name}")(node)
        found_imports = [m[1].replace("`", "") for each in imports if (m := _IMPORT.match(each))]
        return self._collecting.written(found_imports)

    def _type(self, node: Node) -> None:
        name = node.child_by_field_name("name")
        if name is None and node.parent is not None and node.parent.parent is not None:
            name = node.parent.parent.child_by_field_name("name")  # a companion is of its class
        keyword = next((each.type for each in node.children if each.type == "interface"), "class")
        form = keyword if node.type == "class_declaration" else "object"
        supers = [
            each
            for child in node.named_children
            if child.type == "delegation_specifiers"
            for each in child.named_children
        ]
        written = TypeWritten(
            text_of(name) if name else "",
            form,
            self._annotations(node),
            tuple(self._supertype(each) for each in supers),
            line_of(name or node),
        )
        self._collecting.type(written, node.start_byte, node.end_byte)

    def _supertype(self, node: Node) -> Supertype:
        part = node.named_children[0] if node.named_children else node
        called = part.type == "constructor_invocation"
        kind = part.named_children[0] if called and part.named_children else part
        given = arguments(self._expressions, part) if called else ()
        return Supertype(type_name(kind), _type_arguments(kind), given)

    def _method(self, node: Node) -> None:
        name = node.child_by_field_name("name")
        lists = [each for each in node.named_children if each.type == "function_value_parameters"]
        parameters = [
            text_of(each.named_children[0])
            for each in (lists[0].named_children if lists else [])
            if each.type == "parameter"
        ]
        results = [each for each in node.named_children if each.type in _TYPES]
        written = MethodWritten(
            text_of(name) if name else "constructor",
            self._annotations(node),
            tuple(parameters),
            line_of(name or node),
            given=self._body(node),
            result=type_name(results[-1]) if results else "",
        )
        self._collecting.method(written, node.start_byte, node.end_byte)

    def _body(self, node: Node) -> Expression | None:
        """Of `fun f() = ...`; what a block gives comes by its returns."""
        bodies = [each for each in node.named_children if each.type == "function_body"]
        parts = bodies[0].named_children[:1] if bodies else []
        return self._expressions.of(parts[0]) if parts and parts[0].type != "block" else None

    def _parameter(self, node: Node) -> None:
        value = _values(node)
        before = node.prev_named_sibling if node.type == "parameter" else None
        of_before = before is not None and before.type == "parameter_modifiers"
        found = self._annotated(before) if before and of_before else self._annotations(node)
        self._bind(
            node, node, "parameter", self._expressions.of(value[-1]) if value else None, found
        )

    def _property(self, node: Node) -> None:
        names = [each for each in node.named_children if each.type == "variable_declaration"]
        value = _values(node)
        getters = [each for each in node.named_children if each.type == "getter"]
        found = self._given(value[-1]) if value else self._body(getters[0]) if getters else None
        if names:
            self._bind(node, names[0], "local", found, self._annotations(node))

    def _given(self, node: Node) -> Expression:
        """The value of a property; `by lazy { x }` gives x."""
        if node.type != "property_delegate":
            return self._expressions.of(node)
        lazy = self._expressions.inner(node, 0)
        last = lazy.links[-1].arguments[-1:] if lazy.links else ()
        parts = last[0].value.parts if last else ()
        return parts[0] if parts else lazy

    def _bind(
        self,
        declaration: Node,
        declarator: Node,
        form: str,
        value: Expression | None,
        annotations: tuple[Annotation, ...],
    ) -> None:
        names = [each for each in declarator.named_children if each.type == "identifier"]
        types = [each for each in declarator.named_children if each.type in _TYPES]
        written = Binding(
            text_of(names[0]) if names else "",
            form,
            line_of(names[0] if names else declarator),
            type_name(types[0]) if types else "",
            value,
            annotations,
            items=_type_arguments(types[0]) if types else (),
        )
        self._collecting.binding(written, declaration.start_byte)

    def _assigned(self, node: Node) -> None:
        left = self._expressions.of(node.child_by_field_name("left"))
        if left.kind == "name" and any(each.type == "=" for each in node.children):
            value = self._expressions.of(node.child_by_field_name("right"))
            written = Binding(left.value, "assigned", line_of(node), value=value)
            self._collecting.binding(written, node.start_byte)

    def _returned(self, node: Node) -> None:
        for child in node.named_children[:1]:
            self._collecting.returned(self._expressions.of(child), node.start_byte)

    def _call(self, node: Node) -> None:
        if node.id not in self._expressions.receivers:
            chain = self._expressions.call(node)
            if chain.kind == "call":
                self._collecting.called(chain, line_of(node), node.start_byte, node.end_byte)

    def _compared(self, node: Node) -> None:
        """`runApplication<App>(*args)`, which the grammar takes for two comparisons."""
        if text_of(node) == "runApplication":
            link = Link("runApplication", (), line_of(node))
            chain = Expression("call", links=(link,), line=link.line)
            self._collecting.called(chain, link.line, node.start_byte, node.end_byte)

    def _loose(self, node: Node) -> None:
        """`@RequestMapping("/x")` on a line of its own, which the grammar takes for an expression
        before the type that it belongs to."""
        if node.start_byte < self._loose_end:
            return
        found: list[Annotation] = []
        inner: Node | None = node
        while inner is not None and inner.type == "annotated_expression":
            parts = inner.named_children
            last = parts[-1] if parts else None
            found += self._annotated(inner)
            if last is not None and last.type == "parenthesized_expression" and found:
                value = Argument("", self._expressions.of(last))
                found[-1] = Annotation(found[-1].name, (value,), found[-1].line)
            inner = last
        self._loose_found, self._loose_end = tuple(found), node.end_byte

    def _annotations(self, node: Node) -> tuple[Annotation, ...]:
        modifiers = [each for each in node.named_children[:1] if each.type == "modifiers"]
        own = self._annotated(modifiers[0]) if modifiers else ()
        is_next = not self._content[self._loose_end : node.start_byte][:_NEAR].strip()
        is_near = 0 < self._loose_end <= node.start_byte <= self._loose_end + _NEAR
        return (*self._loose_found, *own) if is_near and is_next else own

    def _annotated(self, modifiers: Node) -> tuple[Annotation, ...]:
        parts = [
            part
            for each in modifiers.named_children
            if each.type == "annotation"
            for part in each.named_children
            if part.type in ("constructor_invocation", "user_type")
        ]
        return tuple(self._annotation(each) for each in parts)

    def _annotation(self, node: Node) -> Annotation:
        called = node.type == "constructor_invocation" and node.named_children
        kind = node.named_children[0] if called else node
        given = arguments(self._expressions, node) if called else ()
        return Annotation(type_name(kind).rpartition(".")[2], given, line_of(node))


def _type_arguments(node: Node) -> tuple[str, ...]:
    if node.type == "nullable_type" and node.named_children:
        node = node.named_children[0]
    lists = [each for each in node.named_children if each.type == "type_arguments"]
    projections = lists[0].named_children if lists else []
    return tuple(type_name(each.named_children[0]) for each in projections if each.named_children)
