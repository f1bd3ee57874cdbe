"""Which definitions of a file nothing else can use: what a module does not export is its own."""

from collections.abc import Iterator

from msgspec.structs import replace
from tree_sitter import Node

from driftscan.extract.syntax.parsed import Parsed, text_of
from driftscan.extract.syntax.terms.phrases import named
from driftscan.extract.syntax.terms.reading import child_text
from driftscan.model.definition import EntityFact

_IS_MODULE = frozenset(("import_statement", "export_statement"))


def with_local(entities: list[EntityFact], parsed: Parsed) -> list[EntityFact]:
    """Entities of a file of TypeScript; each is local that no `export` names. A file that neither
    imports nor exports is a script, all of which everybody sees."""
    statements = [each for each in named(parsed.root) if each.type in _IS_MODULE]
    if not statements:
        return entities
    exported = {_plain(name) for each in statements for name in _exported(each)}
    return [
        each if _plain(each.name.partition(".")[0]) in exported else replace(each, is_local=True)
        for each in entities
    ]


def _exported(statement: Node) -> Iterator[str]:
    """`export interface Name`, `export const NAME = 1`, `export {Name}`, `export default Name`."""
    if statement.type != "export_statement":
        return
    for child in named(statement):
        yield child_text(child, "name")
        if child.type == "identifier":
            yield text_of(child)
        for inner in named(child):
            if inner.type in ("export_specifier", "variable_declarator"):
                yield child_text(inner, "name")


def _plain(name: str) -> str:
    """A schema of zod is called after its constant, with a capital."""
    return name[:1].upper() + name[1:]
