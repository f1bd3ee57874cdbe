"""Bodies of functions: what is given back, under which conditions, and what names stand for."""

from collections.abc import Iterator

from msgspec import Struct
from tree_sitter import Node

from driftscan.extract.meaning.phrase import Phrase
from driftscan.extract.syntax.parsed import text_of
from driftscan.extract.syntax.terms.literals import plain_name
from driftscan.extract.syntax.terms.phrases import named, phrase_of

_MOST = 80
_FLAT = frozenset(
    "block statement_block compound_statement statement_list body_statement block_body "
    "function_body statements try_statement using_statement synchronized_statement begin "
    "expression_statement unsafe_block arrow_expression_clause".split()
)
_RETURNS = frozenset(("return_statement", "return_expression", "return"))
_IFS = frozenset("if_statement if_expression if if_modifier unless unless_modifier".split())
_LOOPS = frozenset(
    "for_statement for_in_statement for_each_statement foreach_statement enhanced_for_statement "
    "for_expression while_statement range_clause for".split()
)
_DECLARES = frozenset(
    "variable_declarator short_var_declaration let_declaration assignment_expression assignment "
    "property_declaration var_spec".split()
)
_DECLARATIONS = frozenset(
    "lexical_declaration variable_declaration local_variable_declaration var_declaration "
    "local_declaration_statement".split()
)
_GIVES_LAST = frozenset(("rust", "ruby"))


class Body(Struct):
    """Filled while it is read; see Routine."""

    local: dict[str, Phrase]
    guards: list[tuple[Phrase, Phrase]]
    said: list[Phrase]
    given: Phrase | None = None


def body_of(node: Node | None, language: str) -> Body:
    """What a body says; an expression is given back."""
    found = Body({}, [], [])
    if node is None:
        return found
    if node.type not in _FLAT:
        found.given = phrase_of(node)
        return found
    statements = list(_statements(node))[:_MOST]
    for at, each in enumerate(statements):
        _read(found, each)
        is_last = at == len(statements) - 1
        gives_last = language in _GIVES_LAST or node.type in (
            "arrow_expression_clause",
            "function_body",
        )
        if is_last and found.given is None and gives_last and _is_plain(each):
            found.given = phrase_of(each)
    return found


def _is_plain(node: Node) -> bool:
    return node.type not in _IFS | _LOOPS | _RETURNS | _DECLARES | _DECLARATIONS


def _statements(node: Node, depth: int = 0) -> Iterator[Node]:
    for each in named(node):
        if each.type in _FLAT and depth < 6:
            yield from _statements(each, depth + 1)
        elif each.type in _DECLARATIONS:
            yield from (one for one in _declarators(each))
        else:
            yield each


def _declarators(node: Node) -> Iterator[Node]:
    for each in named(node):
        if each.type in _DECLARES:
            yield each
        elif each.type in _DECLARATIONS or each.type == "var_spec_list":
            yield from _declarators(each)


def _read(body: Body, node: Node) -> None:
    if node.type in _RETURNS:
        body.given = returned(node)
    elif node.type in _IFS:
        _read_if(body, node)
    elif node.type in _LOOPS:
        body.said += _loop(node)
    elif node.type in _DECLARES:
        _declare(body, node)
    elif node.type == "expression_statement":
        inner = named(node)
        if inner:
            _read(body, inner[0])
    else:
        body.said.append(phrase_of(node))


def returned(node: Node) -> Phrase:
    """What a statement gives back."""
    inner = named(node)
    while inner and inner[0].type in ("expression_list", "argument_list"):
        inner = named(inner[0])
    return phrase_of(inner[0]) if inner else Phrase("unknown")


def _declare(body: Body, node: Node) -> None:
    inner = [each for each in named(node) if each.type not in ("modifiers", "type_annotation")]
    left = node.child_by_field_name("left") or node.child_by_field_name("name")
    left = left or node.child_by_field_name("pattern") or (inner[0] if inner else None)
    right = node.child_by_field_name("right") or node.child_by_field_name("value")
    if right is None and len(inner) > 1:
        right = inner[-1]
    if left is None or right is None or right == left:
        return
    while left.type in ("expression_list", "variable_declaration") and named(left):
        left = named(left)[0]
    while right.type in ("expression_list",) and named(right):
        right = named(right)[0]
    value = phrase_of(right)
    if left.type == "object_pattern" and value.kind == "name":
        body.local.update(_taken_out(left, value.word))
    else:
        body.local[plain_name(text_of(left))] = value
    body.said.append(value)


def _taken_out(pattern: Node, holder: str) -> Iterator[tuple[str, Phrase]]:
    """`const { status, kind: sort } = order`: what its names stand for."""
    for each in named(pattern):
        if each.type == "shorthand_property_identifier_pattern":
            name = text_of(each)
            yield name, Phrase("name", f"{holder}.{name}")
        elif each.type == "pair_pattern" and len(named(each)) > 1:
            key, name = (text_of(part) for part in named(each)[:2])
            yield name, Phrase("name", f"{holder}.{key}")


def _read_if(body: Body, node: Node) -> None:
    """A condition under which something is given back at once."""
    condition = node.child_by_field_name("condition")
    then = node.child_by_field_name("consequence") or node.child_by_field_name("body")
    inner = named(node)
    if then is None and len(inner) > 1:
        then = inner[1]
    has_else = node.child_by_field_name("alternative") is not None or len(inner) > 2
    early = _only_return(then)
    if condition is None or early is None or has_else:
        return
    test = phrase_of(condition)
    if node.type.startswith("unless"):
        test = Phrase("not", "", (test,))
    body.guards.append((test, early))


def _only_return(node: Node | None) -> Phrase | None:
    for _ in range(6):
        if node is None:
            return None
        if node.type in _RETURNS:
            return returned(node)
        inner = named(node)
        if len(inner) != 1:
            return None
        node = inner[0]
    return None


def _loop(node: Node) -> Iterator[Phrase]:
    """Conditions under which a loop counts or keeps something."""
    body = node.child_by_field_name("body")
    tests: list[Phrase] = []
    for each in _statements(body) if body is not None else ():
        if each.type not in _IFS:
            continue
        condition = each.child_by_field_name("condition")
        then = each.child_by_field_name("consequence") or each.child_by_field_name("body")
        if condition is None or then is None:
            continue
        test = phrase_of(condition)
        skips = "continue" in text_of(then) or text_of(then).strip("{} \n;") == "next"
        tests.append(Phrase("not", "", (test,)) if skips else test)
    if len(tests) == 1:
        yield Phrase("filter", "", tuple(tests))
