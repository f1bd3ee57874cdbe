"""Calls of all grammars, and the functions that are given to them."""

import re
from collections.abc import Iterator

from tree_sitter import Node

from driftscan.extract.meaning.phrase import UNKNOWN, Phrase
from driftscan.extract.syntax.parsed import line_of, text_of
from driftscan.extract.syntax.terms.literals import plain_name
from driftscan.extract.syntax.terms.phrases import READERS, named, phrase_of, sides_of

_LISTS = frozenset(
    "arguments argument_list value_arguments call_suffix attribute_argument_list".split()
)
_LAMBDAS = frozenset(
    "arrow_function lambda_expression lambda_literal anonymous_function_creation_expression "
    "closure_expression func_literal block do_block lambda function_expression anonymous_function "
    "anonymous_method_expression annotated_lambda".split()
)
_RETURNS = frozenset(("return_statement", "return_expression", "return", "jump_expression"))
_BODIES = frozenset(
    "block statement_block compound_statement statement_list body_statement block_body "
    "function_body statements expression_statement".split()
)
_PARAMETERS = frozenset(
    "formal_parameters parameter_list closure_parameters block_parameters lambda_parameters "
    "implicit_parameter inferred_parameters parameters lambda_parameter_list modifiers "
    "type_annotation identifier_parameter".split()
)
_MATCHES = re.compile(r"\(?\s*([\w.]+)\s*,\s*([\w:\s|]+?)\)?")


def _call(node: Node, depth: int) -> Phrase:
    """`f(x)`, `a.f(x)`: the function is the first child, or a field."""
    callee = node.child_by_field_name("function") or next(iter(named(node)), None)
    word, held = _called(callee, depth)
    return Phrase("call", word, (held, *_given(node, depth, callee)), line_of(node))


def _method(node: Node, depth: int) -> Phrase:
    """Grammars that have a field for the name: Java, PHP, Ruby."""
    name = node.child_by_field_name("name") or node.child_by_field_name("method")
    holder = next(
        (
            each
            for field in ("object", "scope", "receiver")
            if (each := node.child_by_field_name(field)) is not None
        ),
        None,
    )
    word = plain_name(text_of(name)) if name is not None else ""
    held = phrase_of(holder, depth + 1) if holder is not None else UNKNOWN
    given = tuple(_given(node, depth, name))
    if holder is None and not given and node.type == "call" and not _has_brackets(node):
        return Phrase("name", word, (), line_of(node))  # Ruby's `deleted?`
    if held.kind == "name" and not given and node.type == "call" and not _has_brackets(node):
        return Phrase("name", f"{held.word}.{word}", (), line_of(node))
    return Phrase("call", word, (held, *given), line_of(node))


def _has_brackets(node: Node) -> bool:
    return node.child_by_field_name("arguments") is not None


def _called(callee: Node | None, depth: int) -> tuple[str, Phrase]:
    if callee is None:
        return "", UNKNOWN
    if callee.type in ("generic_name", "generic_function", "instantiation_expression"):
        inner = named(callee)
        return _called(inner[0], depth) if inner else ("", UNKNOWN)
    if callee.type == "conditional_access_expression":
        return _conditional(callee, depth)
    phrase = phrase_of(callee, depth + 1)
    if phrase.kind == "name":
        holder, _, word = phrase.word.rpartition(".")
        return word, Phrase("name", holder) if holder else UNKNOWN
    if phrase.kind == "call" and len(phrase.parts) == 1:
        return phrase.word, phrase.parts[0]
    if phrase.kind == "not":
        held, word = sides_of(callee)
        return word, phrase_of(held, depth + 1)
    return "", phrase


def _conditional(node: Node, depth: int) -> tuple[str, Phrase]:
    inner = named(node)
    return text_of(inner[-1]).lstrip("?.").partition("(")[0], phrase_of(inner[0], depth + 1)


def _given(node: Node, depth: int, callee: Node | None) -> Iterator[Phrase]:
    for each in named(node):
        if each.type in _LISTS:
            for one in named(each):
                yield _argument(one, depth)
        elif each.type in _LAMBDAS and each != callee:
            yield phrase_of(each, depth + 1)


def _argument(node: Node, depth: int) -> Phrase:
    """An argument; one with a name is a pair."""
    if node.type in ("argument", "value_argument", "attribute_argument"):
        inner = named(node)
        name = node.child_by_field_name("name")
        if name is None and len(inner) == 2 and inner[0].type in ("identifier", "name_colon"):
            name = inner[0]
        if name is not None and len(inner) > 1:
            return Phrase("pair", text_of(name).strip(":"), (phrase_of(inner[-1], depth + 1),))
        return phrase_of(inner[-1], depth + 1) if inner else UNKNOWN
    return phrase_of(node, depth + 1)


def _new(node: Node, depth: int) -> Phrase:
    type_ = node.child_by_field_name("type") or node.child_by_field_name("constructor")
    inner = named(node)
    type_ = type_ or (inner[0] if inner else None)
    name = text_of(type_).partition("<")[0].rpartition(".")[2] if type_ is not None else ""
    displayed = [each for each in inner if each.type in ("initializer_expression",)]
    if displayed:
        return phrase_of(displayed[0], depth + 1)
    return Phrase(
        "call", "new", (UNKNOWN, Phrase("name", name), *_given(node, depth, type_)), line_of(node)
    )


def _function(node: Node, depth: int) -> Phrase:
    """What a function gives back where it is one expression."""
    body = node.child_by_field_name("body")
    inner = [each for each in named(node) if each.type not in _PARAMETERS]
    return Phrase("function", "", (given_back(body or (inner[-1] if inner else None), depth),))


def given_back(body: Node | None, depth: int) -> Phrase:
    """The expression of a body: what its last statement gives back."""
    for _ in range(8):
        if body is None or body.type not in _BODIES | _RETURNS:
            break
        inner = named(body)
        body = inner[-1] if inner else None
    return phrase_of(body, depth + 1)


def _reference(node: Node, depth: int) -> Phrase:
    """`User::isActive` as a function."""
    inner = named(node)
    word = text_of(inner[-1]) if inner else ""
    return Phrase("function", "", (Phrase("call", word, (UNKNOWN,)),))


def _macro(node: Node, depth: int) -> Phrase:
    """Rust's `matches!(status, A | B)` and `vec![..]`."""
    name = node.child_by_field_name("macro")
    tree = next((each for each in node.named_children if each.type == "token_tree"), None)
    if name is None or tree is None:
        return UNKNOWN
    found = _MATCHES.fullmatch(text_of(tree).removesuffix(")"))
    if text_of(name) == "matches" and found:
        values = [each.strip().replace("::", ".") for each in found[2].split("|")]
        parts = tuple(Phrase("name", each) for each in values)
        return Phrase("compare", "in", (Phrase("name", found[1]), Phrase("list", "", parts)))
    if text_of(name) == "vec":
        return Phrase("list", "", tuple(phrase_of(each, depth + 1) for each in named(tree)))
    return UNKNOWN


READERS.update(
    {
        "call_expression": _call,
        "invocation_expression": _call,
        "method_invocation": _method,
        "member_call_expression": _method,
        "nullsafe_member_call_expression": _method,
        "scoped_call_expression": _method,
        "function_call_expression": _call,
        "call": _method,
        "new_expression": _new,
        "object_creation_expression": _new,
        "method_reference": _reference,
        "callable_reference": _reference,
        "macro_invocation": _macro,
        **dict.fromkeys(_LAMBDAS - {"annotated_lambda"}, _function),
    }
)
