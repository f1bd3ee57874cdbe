"""Names as written, with the number of type arguments: ``A.B.Map`2`` for `A.B.Map<K, V>`."""

from tree_sitter import Node

from driftscan.extract.syntax.parsed import text_of

GLOBAL = "global::"
"""Stands before a name that is looked up from the outermost namespace."""

_MOST_PARTS = 40  # of one name; a hostile one must not make long texts


def written(node: Node | None) -> str:
    """The dotted name of a node; '' if it is none, or one of an assembly's alias."""
    if node is not None and node.type == "identifier":  # as nearly all are
        return simple(node)
    parts: list[str] = []
    while node is not None and len(parts) < _MOST_PARTS:
        if node.type == "qualified_name":
            parts.append(simple(node.child_by_field_name("name")))
            node = node.child_by_field_name("qualifier")
            continue
        parts.append(_first(node))
        return ".".join(reversed(parts)) if all(parts) else ""
    return ""


def simple(node: Node | None) -> str:
    """One part of a name: an identifier, maybe with type arguments; '' for anything else."""
    if node is None:
        return ""
    kind = node.type
    if kind == "identifier":
        return text_of(node).removeprefix("@")
    if kind == "generic_name" and node.child_count >= 2:
        arguments = node.children[1]
        commas = sum(child.type == "," for child in arguments.children)
        return f"{simple(node.children[0])}`{commas + 1}"
    return ""


def identifier(node: Node, content: bytes) -> str:
    """The name that an identifier of this content is; quicker than to ask the node for its text,
    as there are thousands."""
    name = content[node.start_byte : node.end_byte].decode("utf-8", "replace")
    return name.removeprefix("@")


def _first(node: Node) -> str:
    """The leftmost part of a name."""
    if node.type != "alias_qualified_name":
        return simple(node)
    alias, name = node.child_by_field_name("alias"), simple(node.child_by_field_name("name"))
    return GLOBAL + name if alias is not None and name and text_of(alias) == "global" else ""
