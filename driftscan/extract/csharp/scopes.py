"""The namespaces and types of a file as nested scopes, and what stands in which of them."""

from bisect import bisect_right
from collections.abc import Iterator

from tree_sitter import Node

from driftscan.extract.csharp.written import written
from driftscan.extract.syntax.parsed import text_of

_SHOWN = frozenset((b"public", b"internal", b"protected"))
_DEEPEST = 32  # scopes that lie further inside are left out, with all they hold


class Scope:
    """A namespace, a type or, outermost, the file.

    name: with all around it and its arity. number: of the namespace around, from 1; 0 for none.
    names: of values in here. values: those among them that a type of the name would be
    hidden by. parameters: those of types. members: those of fields and
    properties that are not called like their type. bases, methods, extensions: names as written.
    """

    name: str
    depth: int
    number: int

    def __init__(self, around: "Scope | None", name: str, is_type: bool, span: range) -> None:
        outer = around.name if around is not None else ""
        self.around = around
        self.name = f"{outer}.{name}" if outer and name else outer or name
        self.is_type = is_type
        self.start, self.end = span.start, span.stop
        self.depth = around.depth + 1 if around is not None else 0
        self.number = around.number if around is not None else 0
        self.is_partial = False
        self.is_interface = False
        self.is_private = False
        self.values: set[str] = set()
        self.names: set[str] = set()
        self.parameters: set[str] = set()
        self.members: set[str] = set()
        self.bases: list[str] = []
        self.methods: set[str] = set()
        self.extensions: set[str] = set()

    def outwards(self) -> Iterator["Scope"]:
        """This scope and those around it."""
        scope: Scope | None = self
        while scope is not None:
            yield scope
            scope = scope.around

    def has_value(self, name: str) -> bool:
        """Whether a lone name means a value here."""
        scope: Scope | None = self  # a plain loop, for it is asked of every name in the code
        while scope is not None:
            if name in scope.values:
                return True
            scope = scope.around
        return False

    def has_name(self, name: str) -> bool:
        """Whether a value of this name is there, even one that is called like its type."""
        return any(name in scope.names for scope in self.outwards())


class Scopes:
    """All scopes of a file. found: namespaces and types with their nodes and names of nodes.
    has_parameters: whether any of them was told a type parameter."""

    def __init__(self, size: int, found: list[tuple[Node, Node, bool]]) -> None:
        self.has_parameters = False
        self.file = Scope(None, "", False, range(size))
        self.all: list[Scope] = [self.file]
        self.namespaces: list[str] = []
        self._starts = [0]
        # From each start (and each end) on, which scope is the innermost one.
        self._innermost = [self.file]
        self._open = self.file
        for node, name, is_type in sorted(found, key=_outermost_first):
            self._add(node, name, is_type, size)
        self._close(size)

    def at(self, offset: int) -> Scope:
        """The innermost scope that holds a byte."""
        return self._innermost[bisect_right(self._starts, offset) - 1]

    def _add(self, node: Node, name: Node, is_type: bool, size: int) -> None:
        self._close(node.start_byte)
        if self._open.depth >= _DEEPEST:
            return
        rest_of_file = node.type == "file_scoped_namespace_declaration"
        span = range(node.start_byte, size if rest_of_file else node.end_byte)
        own = text_of(name).removeprefix("@") + _arity(node) if is_type else written(name)
        scope = Scope(self._open, own, is_type, span)
        scope.is_partial = is_type and any(_is_partial(child) for child in node.children)
        scope.is_interface = node.type == "interface_declaration"
        scope.is_private = is_type and self._open.is_type and self._is_private(node)
        if not is_type:
            self.namespaces.append(scope.name)
            scope.number = len(self.namespaces)
        self.all.append(scope)
        self._enter(scope, scope.start)

    def _is_private(self, node: Node) -> bool:
        """Whether only the type around a nested one can name it."""
        modifiers = {child.text for child in node.children if child.type == "modifier"}
        return not (self._open.is_interface or modifiers & _SHOWN)

    def _close(self, offset: int) -> None:
        """Leave the scopes that end before an offset."""
        while self._open.around is not None and self._open.end <= offset:
            self._enter(self._open.around, self._open.end)

    def _enter(self, scope: Scope, offset: int) -> None:
        self._open = scope
        self._starts.append(offset)
        self._innermost.append(scope)


def _outermost_first(found: tuple[Node, Node, bool]) -> tuple[int, int]:
    return found[0].start_byte, -found[0].end_byte


def _is_partial(node: Node) -> bool:
    return node.type == "modifier" and node.text == b"partial"


def _arity(declared: Node) -> str:
    """`2 for a type with two parameters."""
    for child in declared.children:
        if child.type == "type_parameter_list":
            return f"`{sum(each.type == 'type_parameter' for each in child.children)}"
    return ""
