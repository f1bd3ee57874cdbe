"""Names of a Go file that hold what an address may be made of."""

import re
from collections.abc import Iterator

from tree_sitter import Node

from driftscan.extract.go.services.nodes import (
    FUNCTIONS,
    bare,
    dotted,
    entries,
    string_of,
    type_named,
)
from driftscan.extract.go.services.program import Call, Program, fields_of
from driftscan.extract.go.services.texts import ENV_NAME, Texts
from driftscan.extract.syntax.alternatives import is_known, tells_address, with_default
from driftscan.extract.syntax.parameters import plain_text
from driftscan.extract.syntax.parsed import line_of, nodes_of, text_of
from driftscan.extract.syntax.reach import FILE
from driftscan.model.service_fact import Piece, Text, ValueFact

_TAG = re.compile(r'(\w+):"((?:[^"\\]|\\.)*)"')
_CONNECTS = re.compile(r"conn|dial|grpc", re.IGNORECASE)
_SPEAKS_OF_ENV = re.compile(r"env", re.IGNORECASE)
_MOST = 2000
_AMPERSAND = ord("&")


def values(program: Program, texts: Texts, used: frozenset[str]) -> list[ValueFact]:
    """Of the file, of fields, and of what helpers fill in; used: names in this file's addresses."""
    found: dict[ValueFact, None] = {}
    for name, node, line in _named(program):
        text = plain_text(texts.of(node))
        told = tells_address(name, text) or (name.rpartition(".")[2] in used and is_known(text))
        if name and told and text != (Piece("name", name),):
            found[ValueFact("code", name, text, line)] = None
        if len(found) > _MOST:
            break
    for fact in (*_filled_in(program, texts), *_tagged(program)):
        found[fact] = None
    return sorted(found, key=lambda fact: fact.line)


def _named(program: Program) -> Iterator[tuple[str, Node, int]]:
    for scope, name, _, binding in program.reach.everywhere():
        if scope == FILE and binding.value is not None:
            yield name, binding.value, binding.line
    for node in program.found.get("assigned", ()):
        left = bare(node.child_by_field_name("left"))
        right = bare(node.child_by_field_name("right"))
        if left is not None and right is not None and left.type == "selector_expression":
            yield dotted(left), right, line_of(node)
    for node in program.found.get("literal", ()):
        type_ = type_named(node.child_by_field_name("type"))
        if type_ and "." not in type_:
            for key, value in entries(node):
                yield key, value, line_of(value)
    for node in program.found.get("function", ()):
        own = node.child_by_field_name("name")
        given = _returned(node)
        if own is not None and given is not None:
            yield text_of(own), given, line_of(node)


def _returned(function: Node) -> Node | None:
    """What a function of one statement returns."""
    body = function.child_by_field_name("body")
    if function.type not in FUNCTIONS or body is None or body.end_byte - body.start_byte > 400:
        return None
    inner = [each for each in nodes_of(body) if each.type == "return_statement"]
    last = inner[-1].named_children if inner else []
    return bare(last[0]) if last else None


def _filled_in(program: Program, texts: Texts) -> Iterator[ValueFact]:
    """`mustMapEnv(&svc.addr, "CART_ADDR")`, `mustConnGRPC(ctx, &svc.conn, svc.addr)`,
    `flag.StringVar(&addr, "addr", "cart:80", "")`."""
    content = program.parsed.content
    for call in program.calls:
        if len(call.arguments) < 2:
            continue
        pointers = [each for each in call.arguments if content[each.start_byte] == _AMPERSAND]
        if len(pointers) != 1:
            continue
        name = dotted(pointers[0])
        text = _filling(texts, call, pointers[0])
        if name and text:
            yield ValueFact("code", name, text, call.line)


def _filling(texts: Texts, call: Call, pointer: Node) -> Text:
    method = call.method.lstrip("?")
    others = [each for each in call.arguments if each.id != pointer.id]
    if call.origin == "flag.StringVar" and len(others) > 1:
        default = texts.known(others[1])
        return with_default((Piece("setting", string_of(others[0]) or ""),), default)
    if _SPEAKS_OF_ENV.search(method):
        named = [at for at, each in enumerate(others) if ENV_NAME.fullmatch(string_of(each) or "")]
        if not named:
            return ()
        variable = (Piece("env", string_of(others[named[0]]) or ""),)
        rest = others[named[0] + 1 :]
        return with_default(variable, texts.known(rest[0])) if rest else variable
    is_connection = re.search(r"(?:conn|client|cc)$", text_of(pointer), re.IGNORECASE)
    if _CONNECTS.search(method) and is_connection:
        return next((text for each in reversed(others) if (text := texts.known(each))), ())
    return ()


def _tagged(program: Program) -> Iterator[ValueFact]:
    """Fields that a library fills from the environment or a configuration file."""
    for node in program.found.get("type", ()):
        scope = text_of(node.child_by_field_name("name") or node)
        for field, tag in fields_of(node):
            text = _told_by_tag(dict(_TAG.findall(tag))) if tag else ()
            for name in field.children_by_field_name("name") if text else ():
                yield ValueFact("code", text_of(name), text, line_of(field), scope)


def _told_by_tag(tags: dict[str, str]) -> Text:
    variable = tags.get("env") or tags.get("envconfig") or ""
    variable = variable.split(",")[0].strip()
    default = tags.get("envDefault") or tags.get("env-default") or tags.get("default") or ""
    if not ENV_NAME.fullmatch(variable):
        return ()
    return (Piece("env", variable, (Piece("text", default),) if default else ()),)
