"""Names in code that may lead to another file: those of types, and what may be one before a dot."""

from collections import defaultdict
from collections.abc import Sequence

from tree_sitter import Node

from driftscan.extract.csharp.scopes import Scopes
from driftscan.extract.csharp.written import GLOBAL, identifier, simple, written
from driftscan.extract.possessive import compiled
from driftscan.extract.syntax.grammars import field
from driftscan.extract.syntax.parsed import line_of
from driftscan.model.fact import ImportContext, UseFact

_MOST_PARTS = 10
_NAMES = frozenset({"identifier", "qualified_name", "generic_name", "alias_qualified_name"})
_VALUE = int(ImportContext.VALUE)
_FIRST = compiled(rb"@?+(\w++)\s*+\.")


class Uses:
    """Collects names with their lines; those that mean a value of the file itself are left out."""

    def __init__(self, scopes: Scopes, content: bytes) -> None:
        """content: of the file, in UTF-8."""
        self._scopes = scopes
        self._content = content
        self._types: dict[str, set[int]] = defaultdict(set)
        self._maybe: dict[str, set[int]] = defaultdict(set)

    def type(self, node: Node) -> None:
        """A name that can only be that of a type."""
        name = self._written(node)
        if name and not self._is_parameter(name, node):
            self._types[name].add(line_of(node))

    def named(self, node: Node | None) -> None:
        """The same of a node that need not be a name."""
        if node is not None and node.type in _NAMES:
            self.type(node)

    def attribute(self, node: Node) -> None:
        """An attribute, kept as `[Name]`: its type may be called so or have `Attribute` behind."""
        if name := self._written(node):
            self._types[f"[{name}]"].add(line_of(node))

    def is_value(self, first: Node) -> bool:
        """Whether a lone identifier means a value of the file itself."""
        scope = self._scopes.at(first.start_byte)
        return scope.has_value(identifier(first, self._content))

    def begins_with_value(self, start: int) -> bool:
        """Whether a chain of dots that begins here surely begins with such a value. Told by the
        text, for to ask nodes takes three times as long; what is written in any other way than
        with a plain name and a dot is not sure."""
        found = _FIRST.match(self._content, start)
        return found is not None and self._scopes.at(start).has_value(found[1].decode())

    def maybe(self, first: Node, accesses: Sequence[Node] = ()) -> None:
        """A name in an expression, with the accesses that begin with it: what stands behind their
        dots is only looked at if it is no value's."""
        name = self._written(first)
        if not name or self._hides(name, first):
            return
        following = [each.child_by_field_id(_name_field()) for each in accesses]
        behind = sorted((each for each in following if each is not None), key=_by_start)
        parts = [name, *map(simple, behind[:_MOST_PARTS])]
        self._maybe[".".join(part for part in parts if part)].add(line_of(first))

    def _hides(self, name: str, node: Node) -> bool:
        return not name.startswith(GLOBAL) and self._scopes.at(node.start_byte).has_value(name)

    def called(self, node: Node, on: Node | None) -> None:
        """A method that is called on a value: it may be an extension of another file."""
        is_plain = node.type == "identifier"
        name = identifier(node, self._content) if is_plain else simple(node).partition("`")[0]
        if name and not (on is not None and self._is_type(on)):
            self._maybe[f".{name}"].add(line_of(node))

    def _is_type(self, on: Node) -> bool:
        """Whether what stands before the dot is, or could well be, a type, as in `File.Open()`."""
        kind = on.type
        if kind != "identifier":
            return kind in ("predefined_type", "generic_name", "base")
        name = identifier(on, self._content)
        return name[:1].isupper() and not self._scopes.at(on.start_byte).has_name(name)

    def _written(self, node: Node) -> str:
        # As nearly all are.
        return identifier(node, self._content) if node.type == "identifier" else written(node)

    def facts(self) -> tuple[UseFact, ...]:
        """Each name once; one that surely is a type somewhere is taken for one everywhere."""
        types, maybe = self._types, self._maybe
        for name in types.keys() & maybe.keys():
            types[name] |= maybe.pop(name)
        found = [UseFact(name, tuple(sorted(lines)), 0) for name, lines in types.items()]
        found += [UseFact(name, tuple(sorted(lines)), _VALUE) for name, lines in maybe.items()]
        return tuple(sorted(found, key=_by_name))

    def _is_parameter(self, name: str, node: Node) -> bool:
        """Whether it names a type parameter of a type or method around it."""
        if not self._scopes.has_parameters:
            return False
        return any(name in each.parameters for each in self._scopes.at(node.start_byte).outwards())


def _name_field() -> int:
    return field("c_sharp", "name")


def _by_name(fact: UseFact) -> str:
    return fact.name


def _by_start(node: Node) -> int:
    return int(node.start_byte)
