"""The tree-sitter grammars: one wheel each, loaded when the first file of its language is read."""

from functools import cache
from importlib import import_module

from msgspec import Struct
from tree_sitter import Language, Parser, Query


class Grammar(Struct, frozen=True):
    """package: its module; function: what in it gives the language."""

    package: str
    function: str = "language"


GRAMMARS = {
    "c_sharp": Grammar("tree_sitter_c_sharp"),
    "go": Grammar("tree_sitter_go"),
    "java": Grammar("tree_sitter_java"),
    "javascript": Grammar("tree_sitter_javascript"),
    "kotlin": Grammar("tree_sitter_kotlin"),
    "php": Grammar("tree_sitter_php", "language_php"),
    "ruby": Grammar("tree_sitter_ruby"),
    "rust": Grammar("tree_sitter_rust"),
    "tsx": Grammar("tree_sitter_typescript", "language_tsx"),
    "typescript": Grammar("tree_sitter_typescript", "language_typescript"),
}


@cache
def grammar(name: str) -> Language:
    """The grammar of this name."""
    entry = GRAMMARS[name]
    return Language(getattr(import_module(entry.package), entry.function)())


@cache
def parser(name: str) -> Parser:
    """A parser for the grammar of this name."""
    return Parser(grammar(name))


@cache
def field(name: str, of_node: str) -> int:
    """The number of a field in the grammar of this name: to ask a node by it takes half as long."""
    number = grammar(name).field_id_for_name(of_node)
    assert number is not None, f"{name} has no field {of_node}"
    return number


@cache
def query(name: str, text: str) -> Query:
    """A compiled query; compiling takes longer than reading a small file."""
    return Query(grammar(name), text)
