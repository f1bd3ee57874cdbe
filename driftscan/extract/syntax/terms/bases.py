"""Names of the classes that a class is built on."""

import re

from tree_sitter import Node

from driftscan.extract.syntax.parsed import text_of

_PLAIN = re.compile(r"\*?\\?(?:\w+(?:\.|::|\\))*(\w+)\s*(?:[<(\[].*)?", re.S)


def plain_base(node: Node) -> str:
    """`shop.Base<Order>` is `Base`, and so is `Base(id)`, which hands it something; '' for what is
    no name."""
    found = _PLAIN.fullmatch(text_of(node))
    return found[1] if found else ""
