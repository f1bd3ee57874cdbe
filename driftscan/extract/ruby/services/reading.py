"""A Ruby syntax tree to the outline of a program."""

from collections.abc import Iterator

from tree_sitter import Node

from driftscan.extract.ruby.services.values import READERS, string_value
from driftscan.extract.syntax.outline.collecting import Found, by_role, returned
from driftscan.extract.syntax.outline.expressions import Expressions, Reader, placed
from driftscan.extract.syntax.outline.program import (
    Binding,
    Function,
    Parameter,
    Program,
    TypeOutline,
)
from driftscan.extract.syntax.outline.values import Value, is_call
from driftscan.extract.syntax.parsed import Parsed, line_of, text_of

_QUERY = """
(call) @call
[(assignment) (operator_assignment)] @assignment
[(method) (singleton_method)] @function
[(class) (module)] @type
(return (argument_list)) @return
(heredoc_beginning) @heredoc
(heredoc_body) @heredoc_body
"""
_MEMBERS = ("instance_variable", "class_variable", "global_variable", "constant")


def program_of(parsed: Parsed) -> Program:
    """The outline of a file."""
    found = by_role(parsed, _QUERY)
    read = Expressions(_with_heredocs(found))
    given = returned(read, found["function"], [n.named_children[0] for n in found["return"]])
    calls = [read.of(node) for node in found["call"]]
    return Program(
        calls=tuple(call for call in calls if is_call(call)),
        bindings=tuple(_bindings(read, found)),
        functions=tuple(
            _function(read, node, texts)
            for node, texts in zip(found["function"], given, strict=True)
        ),
        types=tuple(_type(node) for node in found["type"]),
        imports={},
        problems=parsed.problems,
    )


def _with_heredocs(found: Found) -> dict[str, Reader]:
    """`<<~SQL` stands where the text is used, the text itself behind the line."""
    bodies = dict(zip((n.id for n in found["heredoc"]), found["heredoc_body"], strict=False))

    def heredoc(read: Expressions, node: Node) -> Value:
        body = bodies.get(node.id)
        return string_value(read, body) if body is not None else placed(node, "unknown")

    return {**READERS, "heredoc_beginning": heredoc}


def _bindings(read: Expressions, found: Found) -> Iterator[Binding]:
    for node in found["assignment"]:
        left = node.child_by_field_name("left")
        if left is None:
            continue
        value = read.field(node, "right")
        name = text_of(left).lstrip("@$").removeprefix("self.")
        is_member = left.type in _MEMBERS or text_of(left).startswith("self.")
        if left.type in (*_MEMBERS, "identifier", "call"):
            operator = node.type == "operator_assignment"
            held = placed(node, "choice", parts=(value,)) if operator else value
            yield Binding(name, node.start_byte, line_of(node), held, "", is_member)


def _function(read: Expressions, node: Node, returns: list[Value]) -> Function:
    name = node.child_by_field_name("name")
    word = text_of(name) if name is not None else ""
    body = node.child_by_field_name("body")
    last = body.named_children[-1] if body is not None and body.named_children else None
    end = [read.of(last)] if last is not None else []
    return Function(
        word,
        node.start_byte,
        node.end_byte,
        line_of(name or node),
        _parameters(read, node.child_by_field_name("parameters")),
        "",
        (*end, *returns),
        (),
        word == "initialize",
    )


def _parameters(read: Expressions, node: Node | None) -> tuple[Parameter, ...]:
    found = []
    for each in node.named_children if node is not None else ():
        name = each.child_by_field_name("name") or each
        value = each.child_by_field_name("value")
        found.append(Parameter(text_of(name), "", read.of(value) if value is not None else None))
    return tuple(found)


def _type(node: Node) -> TypeOutline:
    name = node.child_by_field_name("name")
    above = node.child_by_field_name("superclass")
    bases = [text_of(each).strip(":") for each in above.named_children] if above is not None else []
    return TypeOutline(
        text_of(name or node).replace("::", "."),
        node.start_byte,
        node.end_byte,
        line_of(name or node),
        tuple(base.replace("::", ".") for base in bases),
    )
