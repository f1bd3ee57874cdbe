"""The names that a Kotlin file declares, and where in it they hold."""

from collections.abc import Iterable, Sequence

from tree_sitter import Node

from driftscan.extract.jvm.chains import without_blanks
from driftscan.extract.jvm.found import Found, in_order, simple_names
from driftscan.extract.jvm.scopes import NOWHERE, Reach, innermost, parents, sorted_spans, span_of
from driftscan.extract.kotlin.callables import top_callables

_WHOLE = (0, 1 << 62)


class Scoping:
    """declarations: what other files can name, its package in front: types, and functions and
    properties with `()` behind, and `on` and the receiver's type where they extend one; members
    of types likewise.

    types, values: where a simple name means what the file itself declares.
    """

    def __init__(
        self, found: Found, package: str, by_lines: Iterable[tuple[str, bool]] = ()
    ) -> None:
        declaring = {span_of(node) for node in found["type_scope"]}
        companions = {span_of(node) for node in found["companion"]}
        others = map(span_of, found["scope"])
        self._spans = sorted_spans([*declaring, *companions, *others])
        self._parents = parents(self._spans)
        self._companions = {at for at, span in enumerate(self._spans) if span in companions}
        self._prefix = f"{package}." if package else ""
        self._names: dict[int, str] = {}  # qualified names by the scope of the declaration
        self.types = Reach()
        self.values = Reach()
        self._private = {node.start_byte for node in found["private"]}
        self._extended = simple_names(found["super"])
        self._hidden: set[int] = set()  # scopes of private nested types, which nothing inherits
        self._declare_types(found["declared"])
        for node, scope in self._placed(found["parameter"]):
            self.types.add(node.text or b"", self._span(scope))
        members = self._declare_values(found)
        named = in_order(found["alias"])
        aliases = [(node.text or b"").decode("utf-8", "replace") for node in named]
        for alias in aliases:
            self.types.add(alias.encode(), _WHOLE)
        lost = dict(by_lines)
        for name, is_type in lost.items():
            if is_type:
                self.types.add(name.encode(), _WHOLE)
        declared = [
            *(name for scope, name in self._names.items() if scope not in self._hidden),
            *(self._prefix + alias for alias in aliases),
            *(self._prefix + name for name in (*top_callables(found), *lost)),
            *members,
        ]
        self.declarations = tuple(dict.fromkeys(declared))
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
            self.types.add(node.text or b"", self._span(self._outside_companion(outer)))
            simple = (node.text or b"").decode("utf-8", "replace").strip("`")
            if outer == NOWHERE:
                self._names[scope] = self._prefix + simple
                continue
            around = self._parents[self._outside_companion(outer)]
            if above := self._names.get(around):
                self._names[scope] = f"{above}.{simple}"
                if node.start_byte in self._private and simple not in self._extended:
                    self._hidden.add(scope)

    def _declare_values(self, found: Found) -> list[str]:
        """Also the qualified names of members, each with `()` behind."""
        placed = self._placed(found["variable"])
        for node, scope in self._placed(found["function"]):
            placed.append((node, self._parents[scope] if scope != NOWHERE else NOWHERE))
        bodies = {span_of(node) for node in found["body"]}
        members = []
        for node, inner in placed:
            scope = self._outside_companion(inner)
            self.values.add(node.text or b"", self._span(scope))
            in_body = scope != NOWHERE and self._spans[scope] in bodies
            if owner := self._names.get(self._parents[scope]) if in_body else "":
                simple = (node.text or b"").decode("utf-8", "replace").strip("`")
                members.append(f"{owner}.{simple}()")
        return members

    def _outside_companion(self, scope: int) -> int:
        """The body of the class, for what its companion's body declares holds there, too."""
        if scope == NOWHERE or self._parents[scope] not in self._companions:
            return scope
        return self._parents[self._parents[scope]]

    def _placed(self, unsorted: Sequence[Node]) -> list[tuple[Node, int]]:
        nodes = in_order(unsorted)
        scopes = innermost(self._spans, [node.start_byte for node in nodes])
        return list(zip(nodes, scopes, strict=True))

    def _span(self, scope: int) -> tuple[int, int]:
        return _WHOLE if scope == NOWHERE else self._spans[scope]
