"""Nodes by what they are about, and returns by their functions."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence

from tree_sitter import Node

from driftscan.extract.syntax.outline.expressions import Expressions
from driftscan.extract.syntax.outline.values import Value
from driftscan.extract.syntax.parsed import Parsed

_MOST = 8  # returns of one function
_NEAREST = 20

Found = dict[str, list[Node]]


def by_role(parsed: Parsed, query: str) -> Found:
    """What a query captures, by the captures' names, in the order of the text."""
    found: Found = defaultdict(list)
    for captured in parsed.matches(query):
        for role, nodes in captured.items():
            found[role] += nodes
    return found


def calls_among(
    read: Expressions,
    nodes: Sequence[Node],
    names: frozenset[str] | None,
    name_of: Callable[[Node], str],
) -> tuple[Value, ...]:
    """The calls that are worth reading: most are of nothing that a table knows. names: of what is
    called, None for all calls. name_of: '' where a node does not tell, and is read."""
    if names is None:
        return tuple(read.of(node) for node in nodes)
    return tuple(read.of(node) for node in nodes if not (n := name_of(node)) or n in names)


def returned(
    read: Expressions, nodes: Sequence[Node], returns: Sequence[Node]
) -> list[list[Value]]:
    """For each function what its return statements give; one belongs to the innermost around it."""
    starts = [node.start_byte for node in nodes]
    found: list[list[Value]] = [[] for _ in nodes]
    for node in returns:
        last = bisect_right(starts, node.start_byte) - 1
        near = range(last, max(last - _NEAREST, -1), -1)
        at = next((each for each in near if nodes[each].end_byte > node.start_byte), -1)
        if at >= 0 and len(found[at]) < _MOST and node.named_children:
            found[at].append(read.of(node.named_children[0]))
    return found
