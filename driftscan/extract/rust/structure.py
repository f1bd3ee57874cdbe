"""What one file consists of: its scopes, and everything in them that may lead to another file."""

from collections.abc import Iterator

from msgspec import Struct
from tree_sitter import Node

from driftscan.extract.rust.attributes import Marks, Pending, is_test_only, marks_of
from driftscan.extract.rust.queries import EVERYTHING
from driftscan.extract.rust.scopes import Scope
from driftscan.extract.rust.use_trees import GLOB, Leaf, is_public, leaves_of
from driftscan.extract.syntax.parsed import Parsed, line_of, text_of

# Macros that stand where items do and define no modules.
_NO_MODULES = frozenset("thread_local include compile_error assert const_assert bitflags".split())


class Used(Struct, frozen=True):
    """One name of a use declaration. line: where the declaration begins."""

    leaf: Leaf
    scope: Scope
    line: int
    public: bool = False


class Declared(Struct, frozen=True):
    """One module. inline: its content stands here. public: seen outside its parent."""

    name: str
    scope: Scope
    line: int
    marks: Marks
    inline: bool = False
    public: bool = False


class Crate(Struct, frozen=True):
    """An `extern crate` and what it is called here."""

    name: str
    alias: str
    line: int


class Placed(Struct, frozen=True):
    """A node and the scope it stands in."""

    node: Node
    scope: Scope


class Structure(Struct, frozen=True):
    """One file. made: scopes in which macros stand where items do, so that they may define modules.
    open: scopes in which globs may bring in names that the text does not show. inner: those of
    inline modules. macros: those that it defines; shared: outside of functions."""

    top: Scope
    used: list[Used]
    modules: list[Declared]
    crates: list[Crate]
    paths: list[Placed]
    calls: list[Placed]
    rules: list[Placed]
    attributes: list[Placed]
    open: list[Scope]
    made: list[Scope]
    macros: list[tuple[str, Scope]]
    shared: list[tuple[str, Scope]]
    test: list[bool]
    inner: list[Scope]


def structure_of(parsed: Parsed) -> Structure:
    """Reads the matches of one query in the order of the text, with the scopes around them."""
    structure = Structure(
        Scope((), len(parsed.content)), [], [], [], [], [], [], [], [], [], [], [], [], []
    )
    pending = Pending(parsed.content)
    stack = [structure.top]
    for start, kind, node in _events(parsed):
        while start >= stack[-1].end and len(stack) > 1:
            stack.pop()
        scope = stack[-1]
        if kind == "attribute":
            pending.add(node)
            structure.attributes.append(Placed(node, scope))
        elif kind == "block":
            stack.append(Scope(scope.names, node.end_byte, scope))
        elif kind == "mod":
            marks = marks_of(pending.take(node))
            inner = add_module(structure, scope, node, marks)
            if inner is not None:
                structure.inner.append(inner)
                stack.append(inner)
        else:
            _ADD[kind](structure, scope, node)
    return structure


def add_module(structure: Structure, scope: Scope, node: Node, marks: Marks) -> Scope | None:
    """Takes up a mod item; its own scope, if its content stands here."""
    name = _name(node.child_by_field_name("name"))
    body = node.child_by_field_name("body")
    scope.modules.add(name)
    structure.modules.append(
        Declared(name, scope, line_of(node), marks, body is not None, is_public(node))
    )
    return Scope((*scope.names, name), body.end_byte) if body is not None else None


def add_use(
    structure: Structure, scope: Scope, node: Node, line: int = 0, public: bool = False
) -> None:
    """Takes up a use declaration; line: where it stands, if not where its node does."""
    public = public or is_public(node)
    for leaf in leaves_of(node):
        structure.used.append(Used(leaf, scope, line or line_of(node), public))
        if leaf.bound:
            scope.bind(leaf.bound, leaf.path)
        elif leaf.path[-1] == GLOB:
            structure.open.append(scope)


def _add_use(structure: Structure, scope: Scope, node: Node) -> None:
    add_use(structure, scope, node)


def _add_crate(structure: Structure, scope: Scope, node: Node) -> None:
    name = _name(node.child_by_field_name("name"))
    alias = _name(node.child_by_field_name("alias"))
    structure.crates.append(Crate(name, alias, line_of(node)))
    if alias and alias != name and name != "self":
        scope.bind(alias, (name,))


def _add_item(structure: Structure, scope: Scope, node: Node) -> None:
    scope.types.add(_name(node))


def _add_path(structure: Structure, scope: Scope, node: Node) -> None:
    structure.paths.append(Placed(node, scope))


def _add_call(structure: Structure, scope: Scope, node: Node) -> None:
    structure.calls.append(Placed(node, scope))


def _add_rules(structure: Structure, scope: Scope, node: Node) -> None:
    structure.rules.append(Placed(node, scope))


def _add_macro(structure: Structure, scope: Scope, node: Node) -> None:
    structure.macros.append((_name(node), scope))


def _add_shared(structure: Structure, scope: Scope, node: Node) -> None:
    structure.shared.append((_name(node), scope))


def _add_defining(structure: Structure, scope: Scope, node: Node) -> None:
    if _name(node.child_by_field_name("macro")) not in _NO_MODULES:
        structure.made.append(scope)


def _add_inner(structure: Structure, scope: Scope, node: Node) -> None:
    if scope is structure.top and is_test_only(text_of(node)):
        structure.test.append(True)


_ADD = {
    "use": _add_use,
    "extern": _add_crate,
    "item": _add_item,
    "path": _add_path,
    "call": _add_call,
    "rules": _add_rules,
    "macro": _add_macro,
    "shared": _add_shared,
    "defining": _add_defining,
    "inner": _add_inner,
}


def _events(parsed: Parsed) -> Iterator[tuple[int, str, Node]]:
    """What the query found, by place; of paths that begin at one place the longest, and none that
    is part of a use declaration or says who may see an item."""
    events: dict[tuple[int, str], Node] = {}
    for captured in parsed.matches(EVERYTHING):
        for kind, nodes in captured.items():
            for node in nodes:
                known = events.get((node.start_byte, kind))
                if known is None or node.end_byte > known.end_byte:
                    events[node.start_byte, kind] = node
    hidden = 0
    for (start, kind), node in sorted(events.items(), key=_by_place):
        if kind in ("use", "visibility"):
            hidden = max(hidden, node.end_byte)
        if kind != "visibility" and not (kind == "path" and start < hidden):
            yield start, kind, node


def _by_place(event: tuple[tuple[int, str], Node]) -> tuple[int, str]:
    return event[0]


def _name(node: Node | None) -> str:
    return text_of(node).removeprefix("r#") if node is not None else ""
