"""What stands around a call and decides when, and whether, it runs."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from tree_sitter import Node

from driftscan.extract.javascript.syntax.queries import SCOPES
from driftscan.extract.syntax.parsed import Parsed
from driftscan.model.fact import ImportContext

_DEFERRED, _GUARDED = int(ImportContext.DEFERRED), int(ImportContext.GUARDED)
_CONDITIONAL = int(ImportContext.CONDITIONAL)
# By the type of a node what is decided by it, and the fields in which it is; () is all of it.
_DECIDED: dict[str, tuple[int, tuple[str, ...]]] = {
    "function_declaration": (_DEFERRED, ("body",)),
    "function_expression": (_DEFERRED, ("body",)),
    "generator_function_declaration": (_DEFERRED, ("body",)),
    "generator_function": (_DEFERRED, ("body",)),
    "arrow_function": (_DEFERRED, ("body",)),
    "method_definition": (_DEFERRED, ("body",)),
    "try_statement": (_GUARDED, ("body",)),
    "catch_clause": (_GUARDED, ("body",)),
    "finally_clause": (_GUARDED, ("body",)),
    "if_statement": (_CONDITIONAL, ("consequence",)),
    "else_clause": (_CONDITIONAL, ()),
    "while_statement": (_CONDITIONAL, ("body",)),
    "for_statement": (_CONDITIONAL, ("body",)),
    "for_in_statement": (_CONDITIONAL, ("body",)),
    "switch_case": (_CONDITIONAL, ()),
    "switch_default": (_CONDITIONAL, ()),
    "ternary_expression": (_CONDITIONAL, ("consequence", "alternative")),
    "binary_expression": (_CONDITIONAL, ("right",)),
}
_SHORT_CIRCUIT = frozenset(("&&", "||", "??"))


def contexts_of(parsed: Parsed, calls: Sequence[int]) -> list[int]:
    """Bits of ImportContext of what stands around each call. calls: where they begin, in the order
    of the text."""
    if not calls:
        return []
    scopes = sorted(
        (inside.start_byte, -inside.end_byte, added)
        for captured in parsed.around(SCOPES, calls[0], calls[-1] + 1)
        for node in captured["around"]
        if _holds_any(node, calls)
        for inside, added in _insides(node)
    )
    contexts = []
    open_scopes: list[tuple[int, int]] = []  # where each ends, and all that is around its inside
    upcoming = 0
    for call in calls:
        while upcoming < len(scopes) and scopes[upcoming][0] <= call:
            start, end, added = scopes[upcoming]
            _close(open_scopes, start)
            around = open_scopes[-1][1] if open_scopes else 0
            open_scopes.append((-end, around | added))
            upcoming += 1
        _close(open_scopes, call)
        contexts.append(open_scopes[-1][1] if open_scopes else 0)
    return contexts


def _holds_any(node: Node, calls: Sequence[int]) -> bool:
    next_call = bisect_left(calls, node.start_byte)
    return next_call < len(calls) and calls[next_call] < node.end_byte


def _insides(node: Node) -> Iterator[tuple[Node, int]]:
    """The parts of a node that it decides about."""
    added, fields = _DECIDED[node.type]
    if not fields:
        yield node, added
    if fields == ("right",) and not _is_short_circuit(node):
        return
    for field in fields:
        inside = node.child_by_field_name(field)
        if inside is not None:
            yield inside, added


def _is_short_circuit(operation: Node) -> bool:
    operator = operation.child_by_field_name("operator")
    return operator is not None and operator.type in _SHORT_CIRCUIT


def _close(open_scopes: list[tuple[int, int]], position: int) -> None:
    while open_scopes and open_scopes[-1][0] <= position:
        open_scopes.pop()
