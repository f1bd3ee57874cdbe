"""A C# syntax tree to the outline of a program."""

from collections import defaultdict

from tree_sitter import Node

from driftscan.extract.csharp.services.values import READERS, arguments
from driftscan.extract.syntax.outline.collecting import calls_among, returned
from driftscan.extract.syntax.outline.expressions import Expressions, member_of, placed
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
(using_directive name: (identifier)) @alias
[(invocation_expression) (object_creation_expression) (implicit_object_creation_expression)] @call
(variable_declaration type: (_) @declared (variable_declarator) @variable)
(field_declaration (variable_declaration (variable_declarator) @field))
(assignment_expression) @assignment
(property_declaration) @property
[(method_declaration) (constructor_declaration) (local_function_statement)] @function
[(class_declaration) (record_declaration) (struct_declaration) (interface_declaration)] @type
(return_statement (_)) @return
"""


def program_of(parsed: Parsed, methods: frozenset[str] | None = None) -> Program:
    """The outline of a file. methods: of which calls are wanted, beside those of the file's own
    functions; None for all."""
    found: dict[str, list[Node]] = defaultdict(list)
    read = Expressions(READERS)
    types: dict[int, Node] = {}
    for captured in parsed.matches(_QUERY):
        for role, nodes in captured.items():
            found[role] += nodes
        if "declared" in captured:
            for node in captured["variable"]:
                types[node.id] = captured["declared"][0]
                _imply(read, node, captured["declared"][0])
    fields = {node.id for node in found["field"]}
    variables = [
        _variable(read, node, types[node.id], node.id in fields) for node in found["variable"]
    ]
    locals_ = {each.name for each in variables if not each.is_member}
    own = {each.name for each in variables if each.is_member} - locals_
    bindings = [
        *variables,
        *[_assignment(read, node, own) for node in found["assignment"]],
        *[_property(read, node) for node in found["property"]],
    ]
    functions = [
        _function(read, node, given)
        for node, given in zip(
            found["function"], returned(read, found["function"], found["return"]), strict=True
        )
    ]
    imports = dict(_alias(node) for node in found["alias"])
    own = {*imports, *(each.name for each in functions)}
    return Program(
        calls=calls_among(read, found["call"], None if methods is None else methods | own, _called),
        bindings=tuple(sorted((b for b in bindings if b.name), key=lambda each: each.start)),
        functions=tuple(functions),
        types=tuple(_type(read, node) for node in found["type"]),
        imports=imports,
        problems=parsed.problems,
    )


def _called(node: Node) -> str:
    """The name of a method that is called; '' for what is made."""
    function = node.child_by_field_name("function")
    if function is not None and function.type == "member_access_expression":
        function = function.child_by_field_name("name")
    if function is not None and function.type == "generic_name":
        function = function.named_children[0]
    return text_of(function) if function is not None and function.type == "identifier" else ""


def _alias(node: Node) -> tuple[str, str]:
    name = node.child_by_field_name("name")
    return text_of(name or node), text_of(node.named_children[-1])


def _imply(read: Expressions, variable: Node, type_: Node) -> None:
    """`Connection open = new(url)`"""
    for each in variable.named_children[1:]:
        if each.type == "implicit_object_creation_expression":
            read.implied[each.id] = text_of(type_)


def _variable(read: Expressions, node: Node, type_: Node, is_field: bool) -> Binding:
    name = node.child_by_field_name("name")
    held = node.named_children[1:]
    return Binding(
        text_of(name) if name is not None else "",
        node.start_byte,
        line_of(node),
        read.of(held[-1]) if held else None,
        text_of(type_) if type_.type != "implicit_type" else "",
        is_field,
    )


def _assignment(read: Expressions, node: Node, fields: set[str]) -> Binding:
    left = node.child_by_field_name("left")
    value = read.of(left)
    name = value.word if value.kind == "name" else ""
    is_this = left is not None and text_of(left).startswith(("this.", "_"))
    is_member = "." not in name and (is_this or name in fields)
    if value.kind == "member" and value.holder:
        name = member_of(value.holder, value.word, node).word
    return Binding(
        name, node.start_byte, line_of(node), read.field(node, "right"), is_member=is_member
    )


def _property(read: Expressions, node: Node) -> Binding:
    name, type_ = node.child_by_field_name("name"), node.child_by_field_name("type")
    value = node.child_by_field_name("value")
    return Binding(
        text_of(name or node),
        node.start_byte,
        line_of(name or node),
        read.of(value) if value is not None else None,
        text_of(type_) if type_ else "",
        True,
        attributes(read, node),
    )


def attributes(read: Expressions, node: Node) -> tuple[Value, ...]:
    """Those above a declaration."""
    found = []
    for group in node.named_children:
        for each in group.named_children if group.type == "attribute_list" else ():
            name = each.child_by_field_name("name")
            lists = [a for a in each.named_children if a.type == "attribute_argument_list"]
            parts, names = arguments(read, lists[0] if lists else None)
            word = text_of(name).rpartition(".")[2] if name else ""
            word = word.partition("<")[0].removesuffix("Attribute")
            found.append(placed(each, "call", word, parts=parts, names=names))
    return tuple(found)


def _function(read: Expressions, node: Node, returns: list[Value]) -> Function:
    name = node.child_by_field_name("name")
    type_ = node.child_by_field_name("returns") or node.child_by_field_name("type")
    body = node.child_by_field_name("body")
    arrow = [read.of(body)] if body is not None and body.type == "arrow_expression_clause" else []
    return Function(
        text_of(name) if name else "",
        node.start_byte,
        node.end_byte,
        line_of(name or node),
        parameters(read, node.child_by_field_name("parameters")),
        text_of(type_) if type_ else "",
        (*arrow, *returns),
        attributes(read, node),
        node.type == "constructor_declaration",
    )


def parameters(read: Expressions, node: Node | None) -> tuple[Parameter, ...]:
    """Of a function or a primary constructor."""
    found = []
    for each in node.named_children if node is not None else ():
        if each.type != "parameter":
            continue
        name, type_ = each.child_by_field_name("name"), each.child_by_field_name("type")
        rest = [x for x in each.named_children if x not in (name, type_)]
        default = read.of(rest[-1]) if rest and rest[-1].type != "attribute_list" else None
        found.append(Parameter(text_of(name or each), text_of(type_) if type_ else "", default))
    return tuple(found)


def _type(read: Expressions, node: Node) -> TypeOutline:
    name = node.child_by_field_name("name")
    parts = {each.type: each for each in node.named_children}
    bases = parts["base_list"].named_children if "base_list" in parts else []
    return TypeOutline(
        text_of(name or node),
        node.start_byte,
        node.end_byte,
        line_of(name or node),
        tuple(text_of(each) for each in bases if each.type != "argument_list"),
        attributes(read, node),
        parameters(read, parts.get("parameter_list")),
    )
