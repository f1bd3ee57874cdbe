"""`use` statements of PHP: one or several names of classes, functions and constants."""

from collections.abc import Iterator

from tree_sitter import Node

from driftscan.extract.php.spaces import Space, clean
from driftscan.extract.syntax.parsed import line_of, text_of
from driftscan.model.fact import ImportContext, ImportFact

_STATIC = int(ImportContext.STATIC)
_NAMES = ("name", "qualified_name", "namespace_name")


def read_use(statement: Node, space: Space) -> Iterator[ImportFact]:
    """The facts of one statement, which the namespace then knows the names of."""
    line, kind = line_of(statement), _kind(statement)
    prefix = next((clean(text_of(n)) for n in statement.children if n.type in _NAMES), "")
    group = statement.child_by_field_name("body")
    clauses = (group or statement).named_children
    for clause in clauses:
        if clause.type != "namespace_use_clause":
            continue
        written = next((text_of(n) for n in clause.named_children if n.type in _NAMES), "")
        alias = clause.child_by_field_name("alias")
        full = "\\".join(filter(None, [prefix, clean(written)]))
        fact = _fact(full, _kind(clause) or kind, text_of(alias) if alias else "", line)
        space.bind(_kind(clause) or kind, fact.alias or full.rpartition("\\")[2], full)
        yield fact


def _fact(full: str, kind: str, alias: str, line: int) -> ImportFact:
    if not kind:
        return ImportFact(full, "", 0, line, alias=alias)
    above, _, name = full.rpartition("\\")
    return ImportFact(above, name, 0, line, _STATIC, alias)


def _kind(node: Node) -> str:
    """'function', 'const' or '' as said by a keyword of the statement or the clause."""
    return next((n.type for n in node.children if n.type in ("function", "const")), "")
