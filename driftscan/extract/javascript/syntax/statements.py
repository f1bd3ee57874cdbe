"""Import statements, and export statements that pass on from another module, to facts."""

from collections.abc import Iterator

from tree_sitter import Node

from driftscan.extract.javascript.syntax.literals import literal
from driftscan.extract.syntax.parsed import line_of, text_of
from driftscan.model.fact import ImportContext, ImportFact

_PLAIN = int(ImportContext.PLAIN)
_TYPE_ONLY = int(ImportContext.TYPE_ONLY)
_REQUIRED = int(ImportContext.REQUIRED)
_REEXPORT = int(ImportContext.REEXPORT)
_FOR_TYPES = frozenset(("type", "typeof"))


def imported(node: Node) -> Iterator[ImportFact]:
    """The facts of one import statement: one per name, one without a name where it takes none."""
    clause = _child(node, "import_require_clause", "import_clause")
    is_require = clause is not None and clause.type == "import_require_clause"
    module = literal((clause if is_require and clause else node).child_by_field_name("source"))
    if not module:
        return
    context = _TYPE_ONLY if _marked(node) else _PLAIN
    context |= _REQUIRED if is_require else 0
    if clause is None:
        yield ImportFact(module, "", 0, line_of(node), context)
        return
    for name, alias, more in _required(clause) if is_require else _taken(clause):
        yield ImportFact(module, name, 0, line_of(node), context | more, alias)


def passed_on(node: Node) -> Iterator[ImportFact]:
    """The facts of `export ... from`."""
    module = literal(node.child_by_field_name("source"))
    if not module:
        return
    context = _REEXPORT | (_TYPE_ONLY if _marked(node) else _PLAIN)
    clause = _child(node, "export_clause", "namespace_export")
    if clause is None:
        yield ImportFact(module, "*", 0, line_of(node), context)
    elif clause.type == "namespace_export":
        alias = text_of(clause.named_children[-1]) if clause.named_children else ""
        yield ImportFact(module, "", 0, line_of(node), context, alias)
    else:
        names = list(_specifiers(clause))
        for name, alias, more in names or [("", "", 0)]:
            yield ImportFact(module, name, 0, line_of(node), context | more, alias)


Taken = tuple[str, str, int]
"""Name in the other module, name here where it differs, bits of ImportContext."""


def _required(clause: Node) -> Iterator[Taken]:
    bound = _child(clause, "identifier")
    yield "", text_of(bound) if bound else "", 0


def _taken(clause: Node) -> Iterator[Taken]:
    empty = True
    for child in clause.named_children:
        if child.type == "identifier":
            empty = False
            yield "default", text_of(child), 0
        elif child.type == "namespace_import":
            empty = False
            yield "", text_of(child.named_children[-1]) if child.named_children else "", 0
        elif child.type == "named_imports":
            for taken in _specifiers(child):
                empty = False
                yield taken
    if empty:
        yield "", "", 0


def _specifiers(clause: Node) -> Iterator[Taken]:
    for child in clause.named_children:
        if child.type not in ("import_specifier", "export_specifier"):
            continue
        name, alias = child.child_by_field_name("name"), child.child_by_field_name("alias")
        if name is not None:
            written = specified(name)
            renamed = specified(alias) if alias is not None else ""
            bits = _TYPE_ONLY if _marked(child) else 0
            yield written, renamed if renamed != written else "", bits


def specified(name: Node) -> str:
    """A name of an import or export list, which may be written as a string."""
    said = literal(name)
    return text_of(name) if said is None else said


def _marked(node: Node) -> bool:
    """Whether `type` or `typeof` stands before what is taken."""
    for child in node.children[:2]:
        if child.type in _FOR_TYPES and not child.is_named:
            return True
        if child.type == "ERROR" and text_of(child) in _FOR_TYPES:
            return True
    return False


def _child(node: Node, *kinds: str) -> Node | None:
    return next((child for child in node.named_children if child.type in kinds), None)
