"""How serde writes and reads what it stands before: `#[serde(rename = "type", default)]`."""

import re

from msgspec import Struct
from tree_sitter import Node

from driftscan.extract.syntax.parsed import text_of

_SERDE = re.compile(r"#\[\s*serde\s*\((.*)\)\s*\]", re.DOTALL)
_NAME = re.compile(r"\brename\s*=\s*\"([^\"]+)\"")
_MAY_LACK = re.compile(r"\b(?:default|skip_serializing_if)\b")
_FLAT = re.compile(r"\bflatten\b")


class Serde(Struct, frozen=True):
    """name: what it is called where it travels, '' for its own name. may_lack: whether it is filled
    in where it is missing, or left out. is_flat: whether what it holds stands in its place."""

    name: str = ""
    may_lack: bool = False
    is_flat: bool = False


def serde_of(node: Node) -> Serde:
    """What the attributes before a struct, a field or a variant say."""
    said = ", ".join(_said(node))
    name = _NAME.search(said)
    return Serde(
        name=name[1] if name else "",
        may_lack=bool(_MAY_LACK.search(said)),
        is_flat=bool(_FLAT.search(said)),
    )


def _said(node: Node) -> list[str]:
    found = []
    before = node.prev_named_sibling
    while before is not None and before.type in ("attribute_item", "line_comment", "block_comment"):
        if serde := _SERDE.match(text_of(before)):
            found.append(serde[1])
        before = before.prev_named_sibling
    return found
