"""Names in expressions: chains of dots, which may begin with a type, and calls of methods."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from tree_sitter import Node

from driftscan.extract.csharp.uses import Uses
from driftscan.extract.syntax.grammars import field

_NAMES = frozenset({"identifier", "alias_qualified_name"})


def take_accesses(nodes: Sequence[Node], uses: Uses) -> None:
    """`A.B.C`: all accesses of a chain begin at one place; the innermost has its first name.
    nodes: in the order of the text, the outer before the inner."""
    chains: dict[int, list[Node]] = defaultdict(list)
    for node in reversed(nodes):
        chains[node.start_byte].append(node)
    for start, chain in chains.items():
        if not uses.begins_with_value(start):  # as seven of ten do
            _take_chain(chain, uses)


def _take_chain(chain: Sequence[Node], uses: Uses) -> None:
    """chain: the inner before the outer."""
    first: Node | None = None
    accesses: list[Node] = []
    for node in chain:
        before = node.child(0)
        if before is None:
            continue
        kind = before.type
        if kind == "identifier" and uses.is_value(before):
            return
        if kind in _NAMES:
            first = first or before
        elif kind == "generic_name":
            uses.type(before)
        elif kind != "member_access_expression":
            continue
        accesses.append(node)
    if first is not None:
        uses.maybe(first, accesses)


def take_calls(nodes: Iterable[Node], uses: Uses) -> None:
    """`x.M()` and `x?.M()`."""
    called, named, left = (field("c_sharp", name) for name in ("function", "name", "expression"))
    for node in nodes:
        function = node.child_by_field_id(called)
        if function is None:
            continue
        kind = function.type
        if kind == "member_access_expression":
            name = function.child_by_field_id(named)
            if name is not None:
                uses.called(name, function.child_by_field_id(left))
        elif kind == "conditional_access_expression":
            binding = function.named_children[-1]
            name = binding.child_by_field_id(named)
            if binding.type == "member_binding_expression" and name is not None:
                uses.called(name, None)
