"""A PHP syntax tree to the outline of a program."""

from collections.abc import Iterator

from tree_sitter import Node

from driftscan.extract.php.services.values import READERS, arguments
from driftscan.extract.syntax.outline.collecting import Found, by_role, returned
from driftscan.extract.syntax.outline.expressions import Expressions, placed
from driftscan.extract.syntax.outline.program import (
    Binding,
    Function,
    Parameter,
    Program,
    TypeOutline,
)
from driftscan.extract.syntax.outline.values import Value
from driftscan.extract.syntax.parsed import Parsed, line_of, text_of

_QUERY = """
(namespace_use_declaration) @use
[(function_call_expression) (member_call_expression) (scoped_call_expression)
 (nullsafe_member_call_expression) (object_creation_expression)] @call
(assignment_expression) @assignment
(property_declaration) @property
(const_element) @constant
(property_promotion_parameter) @promoted
[(method_declaration) (function_definition)] @function
[(class_declaration) (interface_declaration) (trait_declaration)] @type
(return_statement (_)) @return
"""
_PARAMETERS = frozenset(["simple_parameter", "property_promotion_parameter"])


def program_of(parsed: Parsed) -> Program:
    """The outline of a file."""
    found = by_role(parsed, _QUERY)
    read = Expressions(READERS)
    given = returned(read, found["function"], found["return"])
    return Program(
        calls=tuple(read.of(node) for node in found["call"]),
        bindings=tuple(sorted(_bindings(read, found), key=lambda each: each.start)),
        functions=tuple(
            _function(read, node, tuple(texts))
            for node, texts in zip(found["function"], given, strict=True)
        ),
        types=tuple(_type(read, node) for node in found["type"]),
        imports=dict(each for node in found["use"] for each in _imports(node)),
        problems=parsed.problems,
    )


def _bindings(read: Expressions, found: Found) -> Iterator[Binding]:
    for node in found["assignment"]:
        left, right = node.child_by_field_name("left"), read.field(node, "right")
        value = read.of(left)
        is_member = left is not None and text_of(left).startswith(("$this->", "self::", "static::"))
        if value.kind == "name":
            yield Binding(value.word, node.start_byte, line_of(node), right, "", is_member)
    for node in found["property"]:
        type_ = node.child_by_field_name("type")
        for element in node.named_children:
            name = element.child_by_field_name("name")
            if name is not None:
                held = element.child_by_field_name("default_value")
                yield _member(element, name, read.of(held) if held else None, type_)
    for node in found["constant"]:
        if len(node.named_children) > 1:
            yield _member(node, node.named_children[0], read.of(node.named_children[-1]), None)
    for node in found["promoted"]:
        name = node.child_by_field_name("name")
        default = node.child_by_field_name("default_value")
        if name is not None:
            given = read.of(default) if default is not None else read.of(name)
            yield _member(node, name, given, node.child_by_field_name("type"))


def _member(node: Node, name: Node, value: Value | None, type_: Node | None) -> Binding:
    return Binding(
        text_of(name).lstrip("$"),
        node.start_byte,
        line_of(node),
        value,
        text_of(type_).lstrip("?") if type_ is not None else "",
        True,
    )


def _imports(node: Node) -> Iterator[tuple[str, str]]:
    prefix = ""
    clauses = []
    for each in node.named_children:
        if each.type == "namespace_name":
            prefix = text_of(each) + "\\"
        elif each.type == "namespace_use_group":
            clauses += each.named_children
        elif each.type == "namespace_use_clause":
            clauses.append(each)
    for clause in clauses:
        alias = clause.child_by_field_name("alias")
        if clause.named_children:
            full = (prefix + text_of(clause.named_children[0])).strip("\\").replace("\\", ".")
            yield text_of(alias) if alias else full.rpartition(".")[2], full


def _function(read: Expressions, node: Node, returns: tuple[Value, ...]) -> Function:
    name = node.child_by_field_name("name")
    type_ = node.child_by_field_name("return_type")
    word = text_of(name) if name is not None else ""
    return Function(
        word,
        node.start_byte,
        node.end_byte,
        line_of(name or node),
        _parameters(read, node.child_by_field_name("parameters")),
        text_of(type_).lstrip("?") if type_ is not None else "",
        returns,
        _attributes(read, node),
        word == "__construct",
    )


def _parameters(read: Expressions, node: Node | None) -> tuple[Parameter, ...]:
    found = []
    for each in node.named_children if node is not None else ():
        if each.type in _PARAMETERS:
            name, type_ = each.child_by_field_name("name"), each.child_by_field_name("type")
            default = each.child_by_field_name("default_value")
            found.append(
                Parameter(
                    text_of(name or each).lstrip("$"),
                    text_of(type_).lstrip("?") if type_ is not None else "",
                    read.of(default) if default is not None else None,
                )
            )
    return tuple(found)


def _attributes(read: Expressions, node: Node) -> tuple[Value, ...]:
    lists = node.child_by_field_name("attributes")
    found = []
    for group in lists.named_children if lists is not None else ():
        for each in group.named_children:
            parts, names = arguments(read, each.child_by_field_name("parameters"))
            word = text_of(each.named_children[0]).replace("\\", ".") if each.named_children else ""
            found.append(placed(each, "call", word.rpartition(".")[2], parts=parts, names=names))
    return tuple(found)


def _type(read: Expressions, node: Node) -> TypeOutline:
    name = node.child_by_field_name("name")
    bases = [
        text_of(each).lstrip("\\").replace("\\", ".")
        for part in node.named_children
        if part.type in ("base_clause", "class_interface_clause")
        for each in part.named_children
    ]
    return TypeOutline(
        text_of(name or node),
        node.start_byte,
        node.end_byte,
        line_of(name or node),
        tuple(bases),
        _attributes(read, node),
    )
