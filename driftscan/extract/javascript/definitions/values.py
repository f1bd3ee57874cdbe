"""Enumerations that TypeScript makes of values: `type Role = (typeof ROLES)[number]`."""

import re

from tree_sitter import Node

from driftscan.extract.syntax.parsed import line_of, text_of
from driftscan.extract.syntax.terms.phrases import named, phrase_of
from driftscan.extract.syntax.terms.reading import child_text
from driftscan.model.definition import LabelFact

_OF_VALUES = re.compile(r"\(?\s*typeof\s+(\w+)\s*\)?\s*\[\s*(?:number|keyof\s+typeof\s+(\w+))\s*\]")


def labels_of_values(alias: Node) -> list[LabelFact]:
    """Items of the list, or entries of the object, whose values the type is made of; [] where it is
    made of something else, or where they are not written in the file."""
    value = alias.child_by_field_name("value")
    found = _OF_VALUES.fullmatch(text_of(value).strip()) if value is not None else None
    if found is None or found[2] not in (None, found[1]):
        return []
    held = _constant(alias, found[1])
    written = phrase_of(held)
    pairs = [(each.word, each) for each in written.parts if written.kind == "list"]
    pairs += [(p.word, p.parts[0]) for p in written.parts if p.kind == "pair" and p.parts]
    if held is None or any(each.kind not in ("text", "number") for _, each in pairs):
        return []
    return [LabelFact(name, each.word, each.line or line_of(held)) for name, each in pairs]


def _constant(node: Node, name: str) -> Node | None:
    """What a constant at the top of the file is given."""
    program = node
    while program.parent is not None:
        program = program.parent
    for each in named(program):
        declaration = each.child_by_field_name("declaration") or each
        for one in named(declaration) if declaration.type == "lexical_declaration" else ():
            if child_text(one, "name") == name:
                return one.child_by_field_name("value")
    return None
