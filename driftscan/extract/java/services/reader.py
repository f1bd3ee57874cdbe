"""A tree of Java in the words that it has in common with Kotlin."""

import re

from tree_sitter import Node

from driftscan.extract.java.services.expressions import expressions, type_name
from driftscan.extract.jvm.found import captures
from driftscan.extract.jvm.services.collecting import Collecting, in_order
from driftscan.extract.jvm.services.written import (
    Annotation,
    Argument,
    Binding,
    MethodWritten,
    Supertype,
    TypeWritten,
    Written,
)
from driftscan.extract.syntax.parsed import Parsed, line_of, text_of

_NODES = """
(import_declaration) @import
[(class_declaration) (interface_declaration) (enum_declaration) (record_declaration)] @type
[(method_declaration) (constructor_declaration)] @method
[(formal_parameter) (resource)] @declared
(record_declaration parameters: (formal_parameters (formal_parameter) @component))
[(field_declaration) (constant_declaration) (local_variable_declaration)] @variables
(assignment_expression) @assigned
(return_statement) @returned
[(method_invocation) (object_creation_expression)] @call
"""
_FORMS = {"interface_declaration": "interface", "enum_declaration": "enum"}
_IMPORT = re.compile(r"import\s+(?:static\s+)?([\w.]+(?:\.\*)?)\s*;")
_DECLARED = {"formal_parameter": "parameter"}


class Reader:
    """Reads one tree."""

    def __init__(self) -> None:
        self._expressions = expressions()
        self._collecting = Collecting()

    def written(self, parsed: Parsed) -> Written:
        """The file."""
        nodes = in_order(captures(parsed, _NODES))
        for name, node in reversed(nodes):
            if name == "call":
                self._expressions.call(node)
        imports = [text_of(node) for name, node in nodes if name == "import"]
        components = {node.start_byte for name, node in nodes if name == "component"}
        for name, node in nodes:
            if name != "import" and not (name == "declared" and node.start_byte in components):
                getattr(self, f"_{name}")(node)
        return self._collecting.written([m[1] for each in imports if (m := _IMPORT.match(each))])

    def _type(self, node: Node) -> None:
        name = node.child_by_field_name("name")
        written = TypeWritten(
            text_of(name) if name else "",
            _FORMS.get(node.type, "class"),
            self._annotations(node),
            tuple(_supertype(each) for each in _supertypes(node)),
            line_of(name or node),
        )
        self._collecting.type(written, node.start_byte, node.end_byte)

    def _method(self, node: Node) -> None:
        name = node.child_by_field_name("name")
        parameters = node.child_by_field_name("parameters")
        names = (
            [each.child_by_field_name("name") for each in parameters.named_children]
            if parameters
            else []
        )
        written = MethodWritten(
            text_of(name) if name else "",
            self._annotations(node),
            tuple(text_of(each) if each else "" for each in names),
            line_of(name or node),
            result=type_name(node.child_by_field_name("type")),
            is_abstract=node.child_by_field_name("body") is None,
        )
        self._collecting.method(written, node.start_byte, node.end_byte)

    def _declared(self, node: Node) -> None:
        self._bind(node, node, _DECLARED.get(node.type, "local"))

    def _component(self, node: Node) -> None:
        """Of a record: a field, for all that is asked here."""
        self._bind(node, node, "local")

    def _variables(self, node: Node) -> None:
        for declarator in node.children_by_field_name("declarator"):
            self._bind(node, declarator, "local")

    def _bind(self, declaration: Node, declarator: Node, form: str) -> None:
        name = declarator.child_by_field_name("name")
        value = declarator.child_by_field_name("value")
        kind = declaration.child_by_field_name("type")
        written = Binding(
            text_of(name) if name else "",
            form,
            line_of(name or declarator),
            "" if kind is None or kind.type == "var" else type_name(kind).removesuffix("var"),
            self._expressions.of(value) if value else None,
            self._annotations(declaration),
            items=_type_arguments(kind) if kind else (),
        )
        self._collecting.binding(written, declaration.start_byte)

    def _assigned(self, node: Node) -> None:
        left = self._expressions.of(node.child_by_field_name("left"))
        operator = node.child_by_field_name("operator")
        if left.kind == "name" and operator is not None and operator.type == "=":
            value = self._expressions.of(node.child_by_field_name("right"))
            written = Binding(left.value, "assigned", line_of(node), value=value)
            self._collecting.binding(written, node.start_byte)

    def _returned(self, node: Node) -> None:
        for child in node.named_children[:1]:
            self._collecting.returned(self._expressions.of(child), node.start_byte)

    def _call(self, node: Node) -> None:
        if node.id not in self._expressions.receivers:
            chain = self._expressions.call(node)
            self._collecting.called(chain, line_of(node), node.start_byte, node.end_byte)

    def _annotations(self, node: Node) -> tuple[Annotation, ...]:
        modifiers = [each for each in node.children[:1] if each.type == "modifiers"]
        found = modifiers[0].named_children if modifiers else []
        return tuple(self._annotation(each) for each in found if "annotation" in each.type)

    def _annotation(self, node: Node) -> Annotation:
        name = node.child_by_field_name("name")
        arguments = node.child_by_field_name("arguments")
        read = [self._argument(each) for each in arguments.named_children] if arguments else []
        return Annotation(type_name(name).rpartition(".")[2], tuple(read), line_of(node))

    def _argument(self, node: Node) -> Argument:
        if node.type != "element_value_pair":
            return Argument("", self._expressions.of(node))
        key = node.child_by_field_name("key")
        value = self._expressions.of(node.child_by_field_name("value"))
        return Argument(text_of(key) if key else "", value)


def _supertypes(node: Node) -> list[Node]:
    found: list[Node] = []
    for child in node.named_children:
        if child.type == "superclass":
            found += child.named_children
        elif child.type in ("super_interfaces", "extends_interfaces"):
            found += [each for types in child.named_children for each in types.named_children]
    return found


def _supertype(node: Node) -> Supertype:
    return Supertype(type_name(node), _type_arguments(node))


def _type_arguments(node: Node) -> tuple[str, ...]:
    arguments = [each for each in node.named_children if each.type == "type_arguments"]
    return tuple(type_name(each) for each in arguments[0].named_children) if arguments else ()
