"""What a module says it exports, by export statements or, in CommonJS, by assignments."""

from collections.abc import Iterator

from tree_sitter import Node

from driftscan.extract.javascript.syntax.statements import specified
from driftscan.extract.syntax.parsed import Captured, line_of, text_of
from driftscan.model.fact import ExportsFact

_NAMES = frozenset(("identifier", "type_identifier", "shorthand_property_identifier_pattern"))
_NOT_BOUND = frozenset(("key", "right"))


class Exports:
    """Collects the names that one file exports."""

    def __init__(self) -> None:
        self._names: dict[str, None] = {}
        self._line = 0
        self._open_line = 0  # of the first part that is computed or another module's

    def statement(self, node: Node) -> None:
        """`export ...` at the top of the file."""
        self._begins(node)
        clause = next((each for each in node.named_children if each.type in _CLAUSES), None)
        declaration = node.child_by_field_name("declaration")
        if any(child.type == "default" for child in node.children):
            self._add("default")
        elif clause is not None:
            self._clause(clause)
        elif alias := next((c for c in node.named_children if c.type == "import_alias"), None):
            self._add(text_of(alias.named_children[0]))
        elif declaration is not None:
            for name in _declared(declaration):
                self._add(name)
        elif node.child_by_field_name("source") is not None:
            self._open(node)
        elif any(child.type == "=" for child in node.children):
            self._add("default")
            self._open(node)

    def assignment(self, captured: Captured) -> None:
        """`exports.a = ...`, `module.exports = ...`, `module.exports.a = ...`."""
        name, value = text_of(captured["name"][0]), captured["value"][0]
        is_module = text_of(captured["object"][0]) == "module" and "exports" not in captured
        if is_module and name != "exports":
            return
        self._begins(value)
        if not is_module:
            self._add(name)
        elif value.type == "object":
            self._properties(value)
        else:
            self._add("default")
            self._open(value)

    def fact(self, is_module: bool) -> ExportsFact | None:
        """All of it. is_module: the file has import statements, so that without exports it surely
        exports nothing."""
        if not self._line and not is_module:
            return None
        return ExportsFact(
            tuple(self._names), self._open_line or self._line or 1, not self._open_line
        )

    def _begins(self, node: Node) -> None:
        """Statements and assignments are told one kind after the other."""
        self._line = min(self._line or line_of(node), line_of(node))

    def _add(self, name: str) -> None:
        self._names.setdefault(name)

    def _open(self, node: Node) -> None:
        self._open_line = min(self._open_line or line_of(node), line_of(node))

    def _clause(self, clause: Node) -> None:
        if clause.type == "namespace_export":
            self._add(specified(clause.named_children[-1]))
            return
        for each in clause.named_children:
            name = each.child_by_field_name("alias") or each.child_by_field_name("name")
            if name is not None:
                self._add(specified(name))

    def _properties(self, value: Node) -> None:
        for each in value.named_children:
            if each.type == "shorthand_property_identifier":
                self._add(text_of(each))
                continue
            key = each.child_by_field_name("key") or each.child_by_field_name("name")
            if key is not None and key.type in ("property_identifier", "string"):
                self._add(specified(key))
            elif each.type != "comment":
                self._open(each)


_CLAUSES = frozenset(("export_clause", "namespace_export"))


def _declared(declaration: Node) -> Iterator[str]:
    """The names that a declaration binds, in the order of the text."""
    name = declaration.child_by_field_name("name")
    if name is not None:
        yield text_of(name)
        return
    pending = list(reversed(declaration.named_children))
    while pending:
        node = pending.pop()
        if node.type == "variable_declarator":
            name = node.child_by_field_name("name")
            pending += [name] if name is not None else []
        elif node.type in _NAMES:
            yield text_of(node)
        elif node.type.endswith("_pattern"):
            pending += reversed(_bound(node))
        elif node.child_by_field_name("name") is not None:
            yield from _declared(node)  # `export declare const x`, at most one level
        elif node.type.endswith("_declaration"):
            pending += reversed(node.named_children)


def _bound(pattern: Node) -> list[Node]:
    """The parts of a pattern that bind names: no keys, no values to fall back on."""
    return [
        child
        for at, child in enumerate(pattern.children)
        if child.is_named and pattern.field_name_for_child(at) not in _NOT_BOUND
    ]
