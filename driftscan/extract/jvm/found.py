"""What a query finds in a file, by name of the capture, and names as they are collected."""

from collections import defaultdict
from collections.abc import Iterable
from operator import attrgetter

from tree_sitter import Node, QueryCursor

from driftscan.extract.syntax.grammars import query
from driftscan.extract.syntax.parsed import Parsed
from driftscan.model.fact import UseFact

Found = defaultdict[str, list[Node]]


def captures(parsed: Parsed, text: str) -> Found:
    """Nodes by capture name, in no order: tree-sitter gives them as their places in memory have it,
    so what depends on an order has to make one."""
    cursor = QueryCursor(query(parsed.grammar, text))
    return defaultdict(list, cursor.captures(parsed.root))


def in_order(nodes: Iterable[Node]) -> list[Node]:
    """In the order of the text."""
    return sorted(nodes, key=attrgetter("start_byte"))


def simple_names(types: Iterable[Node]) -> frozenset[str]:
    """Of types as they are written, without packages, outer types and arguments."""
    texts = ((node.text or b"").decode("utf-8", "replace") for node in types)
    return frozenset(text.partition("<")[0].rpartition(".")[2].strip() for text in texts)


class Uses:
    """Names used in a file, with their lines."""

    def __init__(self) -> None:
        self._lines: dict[str, set[int]] = defaultdict(set)
        self._context: dict[str, int] = defaultdict(int)

    def add(self, name: str, node: Node, context: int = 0) -> None:
        """The name stands where the node begins; nothing does where the grammar makes up for a name
        that is missing."""
        if node.is_missing:
            return
        self._lines[name].add(node.start_point[0] + 1)
        self._context[name] |= context

    def facts(self) -> tuple[UseFact, ...]:
        """Each name once, sorted."""
        return tuple(
            UseFact(name, tuple(sorted(lines)), self._context[name])
            for name, lines in sorted(self._lines.items())
        )
