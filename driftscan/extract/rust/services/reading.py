"""A Rust syntax tree to the outline of a program."""

from collections.abc import Iterator

from tree_sitter import Node

from driftscan.extract.rust.services.values import READERS
from driftscan.extract.syntax.outline.collecting import Found, by_role, returned
from driftscan.extract.syntax.outline.expressions import Expressions, placed
from driftscan.extract.syntax.outline.program import (
    Binding,
    Function,
    Nesting,
    Parameter,
    Program,
    TypeOutline,
)
from driftscan.extract.syntax.outline.values import Value, is_call
from driftscan.extract.syntax.parsed import Parsed, line_of, text_of

_QUERY = """
(use_declaration argument: (_) @use)
[(call_expression) (macro_invocation) (struct_expression)] @call
(let_declaration) @let
[(const_item) (static_item)] @constant
(field_declaration) @field
(field_initializer) @given
(function_item) @function
(impl_item) @type
(struct_item) @struct
(return_expression (_)) @return
(mod_item) @module
(attribute_item) @attribute
"""
_TESTS = frozenset(["tests", "test"])
_MOST_NAMES = 2000


def program_of(parsed: Parsed) -> Program:
    """The outline of a file, without its modules of tests."""
    found = _without_tests(by_role(parsed, _QUERY))
    read = Expressions(READERS)
    given = returned(read, found["function"], found["return"])
    calls = [read.of(node) for node in found["call"]]
    above = {node.end_point[0]: node for node in found["attribute"]}
    return Program(
        calls=tuple(call for call in calls if is_call(call)),
        bindings=tuple(sorted(_bindings(read, found), key=lambda each: each.start)),
        functions=tuple(
            _function(read, node, texts, above)
            for node, texts in zip(found["function"], given, strict=True)
        ),
        types=tuple(_type(node) for node in found["type"]),
        imports=dict(each for node in found["use"] for each in _imports(node)),
        problems=parsed.problems,
    )


def _without_tests(found: Found) -> Found:
    spans = [
        (node.start_byte, node.end_byte)
        for node in found["module"]
        if text_of(node.child_by_field_name("name") or node) in _TESTS
    ]
    if not spans:
        return found
    nesting = Nesting(spans)
    for role, nodes in found.items():
        found[role] = [node for node in nodes if not nesting.around(node.start_byte)]
    return found


def _imports(argument: Node) -> Iterator[tuple[str, str]]:
    """By each name that a use gives its full path, walked without recursion."""
    left: list[tuple[str, Node]] = [("", argument)]
    for _ in range(_MOST_NAMES):
        if not left:
            return
        prefix, node = left.pop()
        if node.type == "scoped_use_list":
            path = node.child_by_field_name("path")
            inside = node.child_by_field_name("list")
            full = prefix + (_dotted(path) + "." if path is not None else "")
            left += [(full, each) for each in (inside.named_children if inside else ())]
        elif node.type == "use_list":
            left += [(prefix, each) for each in node.named_children]
        elif node.type == "use_as_clause":
            path, alias = node.child_by_field_name("path"), node.child_by_field_name("alias")
            if path is not None and alias is not None:
                yield text_of(alias), prefix + _dotted(path)
        elif node.type in ("identifier", "scoped_identifier"):
            full = prefix + _dotted(node)
            yield full.rpartition(".")[2], full


def _dotted(node: Node) -> str:
    return text_of(node).replace("::", ".")


def _bindings(read: Expressions, found: Found) -> Iterator[Binding]:
    for node in found["let"]:
        name = node.child_by_field_name("pattern")
        if name is not None:
            yield _binding(read, node, text_of(name).removeprefix("mut "), "value", False)
    for node in found["constant"]:
        name = node.child_by_field_name("name")
        if name is not None:
            yield _binding(read, node, text_of(name), "value", True)
    for node in found["field"]:
        name = node.child_by_field_name("name")
        if name is not None:
            yield _binding(read, node, text_of(name), "", True)
    for node in found["given"]:
        name = node.child_by_field_name("field")
        if name is not None:
            yield _binding(read, node, text_of(name), "value", True)


def _binding(read: Expressions, node: Node, name: str, field: str, is_member: bool) -> Binding:
    type_ = node.child_by_field_name("type")
    value = node.child_by_field_name(field) if field else None
    return Binding(
        name,
        node.start_byte,
        line_of(node),
        read.of(value) if value is not None else None,
        text_of(type_) if type_ is not None else "",
        is_member,
    )


def _function(
    read: Expressions, node: Node, returns: list[Value], above: dict[int, Node]
) -> Function:
    name, type_ = node.child_by_field_name("name"), node.child_by_field_name("return_type")
    body = node.child_by_field_name("body")
    last = body.named_children[-1] if body is not None and body.named_children else None
    end = [read.of(last)] if last is not None and not last.type.endswith("statement") else []
    return Function(
        text_of(name) if name is not None else "",
        node.start_byte,
        node.end_byte,
        line_of(name or node),
        tuple(_parameters(node.child_by_field_name("parameters"))),
        text_of(type_) if type_ is not None else "",
        (*end, *returns),
        tuple(_attributes(node, above)),
        text_of(name) == "new" if name is not None else False,
    )


def _parameters(node: Node | None) -> Iterator[Parameter]:
    for each in node.named_children if node is not None else ():
        name, type_ = each.child_by_field_name("pattern"), each.child_by_field_name("type")
        if each.type == "parameter" and name is not None:
            word = text_of(name).removeprefix("mut ")
            yield Parameter(word, text_of(type_) if type_ is not None else "")


def _attributes(function: Node, above: dict[int, Node]) -> Iterator[Value]:
    """Those on the lines right above a function."""
    line = function.start_point[0] - 1
    for _ in range(12):
        node = above.get(line)
        if node is None or not node.named_children:
            return
        attribute = node.named_children[0]
        word = _dotted(attribute.named_children[0]) if attribute.named_children else ""
        inside = attribute.child_by_field_name("arguments")
        strings = [
            each
            for each in (inside.named_children if inside is not None else ())
            if each.type == "string_literal"
        ]
        parts = tuple(Value("text", text_of(each).strip('"')) for each in strings)
        yield placed(node, "call", word, parts=parts, names=("",) * len(parts))
        line = node.start_point[0] - 1


def _type(node: Node) -> TypeOutline:
    name, trait = node.child_by_field_name("type"), node.child_by_field_name("trait")
    bases = (_dotted(trait),) if trait is not None else ()
    return TypeOutline(_dotted(name or node), node.start_byte, node.end_byte, line_of(node), bases)
