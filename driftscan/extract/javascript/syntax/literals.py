"""The text of a string literal, or None for what is computed."""

import re

from tree_sitter import Node

from driftscan.extract.syntax.parsed import text_of

_ESCAPE = re.compile(r"\\(u\{[0-9a-fA-F]{1,6}\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|\r\n|.)", re.DOTALL)
_ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "0": "\0"}


def literal(node: Node | None) -> str | None:
    """What a string, or a template without gaps, says; None for any other node."""
    if node is None or node.type not in ("string", "template_string"):
        return None
    if node.type == "template_string" and any(
        child.type == "template_substitution" for child in node.named_children
    ):
        return None
    inner = text_of(node)[1:-1]
    return _ESCAPE.sub(_unescaped, inner) if "\\" in inner else inner


def first_argument(arguments: Node) -> Node | None:
    """The first argument of a call; comments before it say things to a bundler."""
    return next((each for each in arguments.named_children if each.type != "comment"), None)


def _unescaped(escape: re.Match[str]) -> str:
    said = escape[1]
    if said[0] in "ux" and len(said) > 1:
        number = int(said[1:].strip("{}"), 16)
        return chr(number) if number < 0x110000 else "\ufffd"
    if said in ("\n", "\r", "\r\n"):
        return ""
    return _ESCAPES.get(said, said)
