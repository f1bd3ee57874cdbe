"""The names that a Java file declares, and where in it they hold (JLS 6.3)."""

from collections.abc import Sequence

from tree_sitter import Node

from driftscan.extract.jvm.chains import without_blanks
from driftscan.extract.jvm.found import Found, in_order, simple_names
from driftscan.extract.jvm.scopes import NOWHERE, Reach, innermost, parents, sorted_spans, span_of


class Scoping:
    """declarations: types that other files can name, their package in front. A nested one that is
    private is not inherited, but what is nested in it may be, by another type of the file.

    types, variables: where a simple name means what the file itself declares.
    """

    def __init__(self, found: Found, package: str) -> None:
        declaring = {span_of(node) for node in found["type_scope"]}
        self._spans = sorted_spans([*declaring, *map(span_of, found["scope"])])
        self._parents = parents(self._spans)
        self._whole = (0, 1 << 62)
        self._prefix = f"{package}." if package else ""
        self._names: dict[int, str] = {}  # qualified names by the scope of the declaration
        self.types = Reach()
        self.variables = Reach()
        self._private = {node.start_byte for node in found["private"]}
        self._extended = simple_names(found["super"])
        self._hidden: set[int] = set()  # scopes
        self._declare_types(found["declared"])
        for node, scope in self._placed(found["parameter"]):
            self.types.add(node.text or b"", self._span(scope))
        for node, scope in self._placed(found["variable"]):
            self.variables.add(node.text or b"", self._span(scope))
        shown = (name for scope, name in self._names.items() if scope not in self._hidden)
        self.declarations = tuple(dict.fromkeys(shown))
        self._by_simple_name = {name.rpartition(".")[2]: name for name in self._names.values()}

    def supers_of_all(self, supers: Sequence[Node]) -> frozenset[str]:
        """Those of the only type at the top of the file, as they are written."""
        tops = [scope for scope in self._names if self._parents[scope] == NOWHERE]
        placed = self._placed(supers) if len(tops) == 1 else ()
        return frozenset(
            without_blanks((node.text or b"").partition(b"<")[0])
            for node, scope in placed
            if scope in tops
        )

    def own_type(self, simple_name: str) -> str:
        """The qualified name of a type of this file, '' for a local one."""
        return self._by_simple_name.get(simple_name, "")

    def _declare_types(self, nodes: Sequence[Node]) -> None:
        for node, scope in self._placed(nodes):
            outer = self._parents[scope] if scope != NOWHERE else NOWHERE
            self.types.add(node.text or b"", self._span(outer))
            simple = (node.text or b"").decode("utf-8", "replace")
            if outer == NOWHERE:
                self._names[scope] = self._prefix + simple
            elif around := self._names.get(self._parents[outer]):
                self._names[scope] = f"{around}.{simple}"
                if node.start_byte in self._private and simple not in self._extended:
                    self._hidden.add(scope)

    def _placed(self, unsorted: Sequence[Node]) -> list[tuple[Node, int]]:
        nodes = in_order(unsorted)
        scopes = innermost(self._spans, [node.start_byte for node in nodes])
        return list(zip(nodes, scopes, strict=True))

    def _span(self, scope: int) -> tuple[int, int]:
        return self._whole if scope == NOWHERE else self._spans[scope]
