"""`require`, `require_relative`, `load` and `autoload`: the path that a call names."""

import re

from tree_sitter import Node

from driftscan.extract.syntax.parsed import text_of

_PLAIN = ("string_content", "escape_sequence")
_HERE = re.compile(r"__dir__|File\.dirname\(__FILE__\)")
_JOINED = re.compile(r"File\.(join|expand_path)")
_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


class NotLiteralError(ValueError):
    """The path is put together while the program runs."""


def path_of(node: Node) -> tuple[int, str]:
    """(levels, path): 0 for a path as written, 1 for one that starts in the file's own folder, with
    a slash in front. Raises NotLiteralError."""
    if node.type == "string":
        return 0, _text(node)
    if node.type == "call" and _JOINED.fullmatch(_called(node)):
        arguments = node.child_by_field_name("arguments")
        return _joined(_called(node), arguments.named_children if arguments else [])
    raise NotLiteralError


def _joined(called: str, given: list[Node]) -> tuple[int, str]:
    """`File.join(__dir__, 'a', 'b')`, `File.expand_path('../a', __FILE__)`."""
    if len(given) < 2:
        raise NotLiteralError
    if called == "File.join":
        if not _HERE.fullmatch(text_of(given[0])):
            raise NotLiteralError
        return 1, "".join("/" + _text(part) for part in given[1:])
    place, start = _text(given[0]), text_of(given[1])
    if _HERE.fullmatch(start):
        return 1, "/" + place
    if start == "__FILE__" and place.startswith("../"):
        return 1, place[2:]
    raise NotLiteralError


def _called(node: Node) -> str:
    receiver, method = node.child_by_field_name("receiver"), node.child_by_field_name("method")
    return f"{text_of(receiver)}.{text_of(method)}" if receiver and method else ""


def _text(node: Node) -> str:
    if node.type != "string" or any(part.type not in _PLAIN for part in node.named_children):
        raise NotLiteralError
    return "".join(text_of(part) for part in node.named_children)


def underscored(constant: str) -> str:
    """The path that a constant is expected at: `Billing::TaxRate` is billing/tax_rate."""
    return "/".join(_WORD.sub("_", part).lower() for part in constant.split("::"))
