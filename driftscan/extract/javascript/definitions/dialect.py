"""What is peculiar to JavaScript and TypeScript where definitions are read."""

import re
from collections.abc import Iterator

from msgspec.structs import replace
from tree_sitter import Node

from driftscan.extract.javascript.definitions.entities import entities_of, type_name
from driftscan.extract.javascript.definitions.local import with_local
from driftscan.extract.syntax.parsed import text_of
from driftscan.extract.syntax.terms.phrases import named
from driftscan.extract.syntax.terms.reading import Dialect, Function, child_text

_COMMON = """
[(function_declaration) (method_definition)] @function
(variable_declarator value: [(arrow_function) (function_expression)]) @function
(pair value: [(arrow_function) (function_expression)]) @function
(class_declaration) @type
(program (lexical_declaration kind: "const" (variable_declarator) @constant))
(program
  (export_statement (lexical_declaration kind: "const" (variable_declarator) @constant)))
(variable_declarator value: (call_expression)) @type
(variable_declarator value: (new_expression)) @type
"""
_TYPED = """
[(interface_declaration) (type_alias_declaration) (enum_declaration)] @type
(abstract_class_declaration) @type
(public_field_definition value: (arrow_function)) @function
"""
_WANTED = re.compile(
    rb"\b(?:function|class|interface|type|enum)\s+\w|=>|^(?:export\s+)?const\s+[A-Z]|Schema\(|\)\s*\{"
    rb"|\bz\.(?:enum|object|strictObject|looseObject)\(",
    re.M,
)


def _function(node: Node) -> Function | None:
    name = child_text(node, "name") or child_text(node, "key")
    if name[:1].isupper():
        return None  # shows something, or makes it
    value = node.child_by_field_name("value") or node
    body = value.child_by_field_name("body")
    given = value.child_by_field_name("parameters")
    lone = value.child_by_field_name("parameter")
    takes = [_taken(each) for each in named(given)] if given is not None else []
    takes += [(text_of(lone), "")] if lone is not None else []
    return Function(name.strip("'\""), node, body, tuple(takes))


def _taken(node: Node) -> tuple[str, str]:
    written = node.child_by_field_name("type")
    name = child_text(node, "pattern") or text_of(node)
    text = text_of(written).lstrip(": ").removesuffix("[]") if written is not None else ""
    return name, text if text[:1].isupper() and text.isidentifier() else ""


def _constant(node: Node) -> Iterator[tuple[str, Node]]:
    name, value = child_text(node, "name"), node.child_by_field_name("value")
    if value is not None and value.type not in ("arrow_function", "function_expression", "class"):
        yield name, value


JAVASCRIPT = Dialect("javascript", _COMMON, _WANTED, _function, entities_of, _constant, type_name)
TYPESCRIPT = replace(JAVASCRIPT, grammar="typescript", query=_COMMON + _TYPED, finish=with_local)
TSX = replace(TYPESCRIPT, grammar="tsx")
