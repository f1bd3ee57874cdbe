"""Names in code that may lead to another file: those of types, and what may be one before a dot."""

from collections import defaultdict
from collections.abc import Sequence

from tree_sitter import Node

from driftscan.extract.csharp.scopes import Scope, Scopes
from driftscan.extract.csharp.written import GLOBAL, simple, written
from driftscan.extract.syntax.parsed import line_of
from driftscan.model.fact import ImportContext, UseFact

_MOST_PARTS = 10
_VALUE = int(ImportContext.VALUE)


class Uses:
    """Collects names with their lines; those that mean a value of the file itself are left out."""

    def __init__(self, scopes: Scopes) -> None:
        self._scopes = scopes
        self._types: dict[str, set[int]] = defaultdict(set)
        self._maybe: dict[str, set[int]] = defaultdict(set)

    def type(self, node: Node) -> None:
        """A name that can only be that of a type."""
        name = written(node)
        if name and not self._is_parameter(name, node):
            self._types[name].add(line_of(node))

    def attribute(self, node: Node) -> None:
        """An attribute, kept as `[Name]`: its type may be called so or have `Attribute` behind."""
        if name := written(node):
            self._types[f"[{name}]"].add(line_of(node))

    def maybe(self, first: Node, accesses: Sequence[Node] = ()) -> None:
        """A name in an expression, with the accesses that begin with it: what stands behind their
        dots is only looked at if it is no value's."""
        name = written(first)
        if not name or self._is_value(name, first):
            return
        following = [each.child_by_field_name("name") for each in accesses]
        behind = sorted((each for each in following if each is not None), key=_by_start)
        parts = [name, *map(simple, behind[:_MOST_PARTS])]
        self._maybe[".".join(part for part in parts if part)].add(line_of(first))

    def _is_value(self, name: str, node: Node) -> bool:
        return not name.startswith(GLOBAL) and self._scopes.at(node.start_byte).has_value(name)

    def called(self, node: Node, on: Node | None) -> None:
        """A method that is called on a value: it may be an extension of another file."""
        name = simple(node).partition("`")[0]
        if name and not (on is not None and self._is_type(on)):
            self._maybe[f".{name}"].add(line_of(node))

    def _is_type(self, on: Node) -> bool:
        """Whether what stands before the dot is, or could well be, a type, as in `File.Open()`."""
        if on.type != "identifier":
            return on.type in ("predefined_type", "generic_name", "base")
        name = simple(on)
        return name[:1].isupper() and not self._scopes.at(on.start_byte).has_name(name)

    def facts(self) -> tuple[UseFact, ...]:
        """Each name once; one that surely is a type somewhere is taken for one everywhere."""
        found = []
        for name in sorted(self._types.keys() | self._maybe.keys()):
            lines = self._types.get(name, set()) | self._maybe.get(name, set())
            context = 0 if name in self._types else _VALUE
            found.append(UseFact(name, tuple(sorted(lines)), context))
        return tuple(found)

    def _is_parameter(self, name: str, node: Node) -> bool:
        """Whether it names a type parameter of a type or method around it."""
        scope: Scope = self._scopes.at(node.start_byte)
        return any(name in each.parameters for each in scope.outwards())


def _by_start(node: Node) -> int:
    return int(node.start_byte)
