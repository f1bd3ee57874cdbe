"""Names in expressions: chains of dots, which may begin with a type, and calls of methods."""

from collections import defaultdict
from collections.abc import Iterable

from tree_sitter import Node

from driftscan.extract.csharp.uses import Uses

_NAMES = frozenset({"identifier", "alias_qualified_name"})


def take_accesses(nodes: Iterable[Node], uses: Uses) -> None:
    """`A.B.C`: all accesses of a chain begin at one place; the innermost has its first name."""
    firsts: dict[int, Node] = {}
    chains: dict[int, list[Node]] = defaultdict(list)
    for node in nodes:
        before = node.child(0)
        if before is None:
            continue
        kind, start = before.type, before.start_byte
        if kind in _NAMES:
            firsts[start] = before
        elif kind == "generic_name":
            uses.type(before)
        elif kind != "member_access_expression":
            continue
        chains[start].append(node)
    for start, first in firsts.items():
        uses.maybe(first, chains[start])


def take_calls(nodes: Iterable[Node], uses: Uses) -> None:
    """`x.M()` and `x?.M()`."""
    for node in nodes:
        function = node.child_by_field_name("function")
        if function is None:
            continue
        if function.type == "member_access_expression":
            name = function.child_by_field_name("name")
            on = function.child_by_field_name("expression")
            if name is not None:
                uses.called(name, on)
        elif function.type == "conditional_access_expression":
            binding = function.named_children[-1]
            name = binding.child_by_field_name("name")
            if binding.type == "member_binding_expression" and name is not None:
                uses.called(name, None)
