"""Expressions of all grammars as phrases: node types of one name mean alike in all of them."""

from collections.abc import Callable

from tree_sitter import Node

from driftscan.extract.meaning.phrase import UNKNOWN, Phrase
from driftscan.extract.syntax.parsed import line_of, text_of
from driftscan.extract.syntax.terms.literals import leaf_of, plain_name, word_of

DEEPEST = 50
_COMPARE = frozenset("== != === !== < > <= >= <>".split())
_BOTH = frozenset(("&&", "and"))
_EITHER = frozenset(("||", "or"))
_INNER = frozenset(
    "parenthesized_expression await_expression non_null_expression reference_expression "
    "try_expression satisfies_expression expression_list argument value_argument spread_element "
    "parenthesized_statements expression_statement checked_expression annotated_lambda "
    "splat_argument by_ref array_element_initializer postfix_unary_expression "
    "interpolation arrow_expression_clause class_body_expression".split()
)
_MEMBERS = frozenset(
    "member_expression field_access selector_expression member_access_expression "
    "navigation_expression field_expression scoped_identifier class_constant_access_expression "
    "scope_resolution nullsafe_member_access_expression scoped_property_access_expression "
    "qualified_identifier scoped_type_identifier qualified_type nested_identifier".split()
)
_SKIPPED = frozenset(("comment", "line_comment", "block_comment", "type_arguments"))


def phrase_of(node: Node | None, depth: int = 0) -> Phrase:
    """What an expression says; what nests too deeply is not known."""
    if node is None or depth > DEEPEST:
        return UNKNOWN
    if node.type == "pair" or node.type in READERS:
        return READERS[node.type](node, depth)
    if leaf := leaf_of(node):
        return leaf
    if node.type in _MEMBERS:
        return member(node, depth)
    if node.type in _INNER:
        inner = named(node)
        return phrase_of(inner[0], depth + 1) if inner else UNKNOWN
    return UNKNOWN


def named(node: Node) -> list[Node]:
    """Children that say something."""
    return [each for each in node.named_children if each.type not in _SKIPPED]


def member(node: Node, depth: int) -> Phrase:
    """`a.b`; of anything but a name, a call without arguments."""
    held, word = sides_of(node)
    if held is None:
        return Phrase("name", word, (), line_of(node))
    inner = phrase_of(held, depth + 1)
    if inner.kind == "not":  # Kotlin's grammar reads `!a.b` as `(!a).b`
        return Phrase("not", "", (_joined(inner.parts[0], word, node),))
    return _joined(inner, word, node)


def _joined(inner: Phrase, word: str, node: Node) -> Phrase:
    if inner.kind == "name":
        return Phrase("name", f"{inner.word}.{word}", (), line_of(node))
    return Phrase("call", word, (inner,), line_of(node))


def sides_of(node: Node) -> tuple[Node | None, str]:
    """What a member is taken of, and its name."""
    inner = named(node)
    if len(inner) < 2:
        return None, plain_name(text_of(inner[0] if inner else node))
    return inner[0], plain_name(text_of(inner[-1]).partition("<")[0])


def operator_of(node: Node) -> str:
    """The word or mark of an operation."""
    field = node.child_by_field_name("operator")
    if field is not None:
        return text_of(field)
    marks = [each for each in node.children if not each.is_named]
    return text_of(marks[0]) if marks else ""


def _binary(node: Node, depth: int) -> Phrase:
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    operator = operator_of(node)
    kind = "and" if operator in _BOTH else "or" if operator in _EITHER else ""
    if kind:
        return Phrase(kind, "", _chain(node, operator, depth), line_of(node))
    sides = (phrase_of(left, depth + 1), phrase_of(right, depth + 1))
    if operator in _COMPARE:
        return Phrase("compare", operator.replace("===", "==").replace("!==", "!="), sides)
    if operator in ("in", "!in"):
        return Phrase("compare", "in" if operator == "in" else "not in", sides)
    if operator == "+" and sides[0].kind == sides[1].kind == "text":
        return Phrase("text", sides[0].word + sides[1].word, (), line_of(node))
    if operator in ("+", "-"):
        return Phrase("sum", operator, sides, line_of(node))
    if operator in ("*", "/"):
        return Phrase("product", operator, sides, line_of(node))
    return Phrase("unknown", operator, sides)


def _chain(node: Node, operator: str, depth: int) -> tuple[Phrase, ...]:
    """`a && b && c`, which grammars nest to the left."""
    terms: list[Phrase] = []
    here: Node | None = node
    while here is not None and here.type == node.type and operator_of(here) == operator:
        terms.append(phrase_of(here.child_by_field_name("right"), depth + 1))
        here = here.child_by_field_name("left")
    terms.append(phrase_of(here, depth + 1))
    return tuple(reversed(terms[-40:]))


def _unary(node: Node, depth: int) -> Phrase:
    inner = named(node)
    operator = operator_of(node) or text_of(node)[:1]
    held = phrase_of(inner[-1], depth + 1) if inner else UNKNOWN
    if operator in ("!", "not"):
        return Phrase("not", "", (held,), line_of(node))
    if operator == "-" and held.kind == "number":
        return Phrase("number", f"-{held.word}", (), held.line)
    if operator == "-" and held.kind == "product":
        first = held.parts[0]
        if first.kind == "number":
            minus = Phrase("number", f"-{first.word}")
            return Phrase("product", held.word, (minus, *held.parts[1:]), held.line)
    return held if operator in ("&", "*", "+", "") else UNKNOWN


def _pattern(node: Node, depth: int) -> Phrase:
    """C#: `x is null`, `x is not null`, `x is A or B`."""
    inner = named(node)
    if len(inner) < 2:
        return UNKNOWN
    field, pattern = phrase_of(inner[0], depth + 1), inner[-1]
    negated = pattern.type == "negated_pattern"
    values = _pattern_values(named(pattern)[0] if negated and named(pattern) else pattern, depth)
    if values is None:
        return UNKNOWN
    return Phrase(
        "compare", "not in" if negated else "in", (field, Phrase("list", "", tuple(values)))
    )


def _pattern_values(node: Node, depth: int) -> list[Phrase] | None:
    if node.type == "constant_pattern":
        inner = named(node)
        return [phrase_of(inner[0], depth + 1) if inner else word_of(text_of(node))]
    if node.type == "or_pattern":
        found: list[Phrase] = []
        for each in named(node):
            values = _pattern_values(each, depth)
            if values is None:
                return None
            found += values
        return found
    return None


def _ternary(node: Node, depth: int) -> Phrase:
    return Phrase("unknown", "", tuple(phrase_of(each, depth + 1) for each in named(node)[1:]))


def _cast(node: Node, depth: int) -> Phrase:
    value = node.child_by_field_name("value")
    inner = named(node)
    as_ = node.type in ("as_expression", "type_cast_expression")
    chosen = value or (inner[0] if as_ and inner else inner[-1] if inner else None)
    return phrase_of(chosen, depth + 1)


def _range(node: Node, depth: int) -> Phrase:
    begin, end = node.child_by_field_name("begin"), node.child_by_field_name("end")
    sides = (phrase_of(begin, depth + 1), phrase_of(end, depth + 1))
    return Phrase("call", "range", (UNKNOWN, *sides))


Reader = Callable[[Node, int], Phrase]

READERS: dict[str, Reader] = {
    "binary_expression": _binary,
    "binary": _binary,
    "in_expression": _binary,
    "check_expression": _binary,
    "unary_expression": _unary,
    "prefix_unary_expression": _unary,
    "prefix_expression": _unary,
    "unary_op_expression": _unary,
    "unary": _unary,
    "is_pattern_expression": _pattern,
    "ternary_expression": _ternary,
    "conditional_expression": _ternary,
    "conditional": _ternary,
    "as_expression": _cast,
    "cast_expression": _cast,
    "type_conversion_expression": _cast,
    "type_cast_expression": _cast,
    "range": _range,
}
"""By node type; calls.py and displays.py add theirs."""
