"""Another tool's YAML file as a node, or a message that says why not."""

from driftscan.migrate.migration import MAX_BYTES, ForeignFile, MigrationError
from driftscan.notation.node import Node
from driftscan.notation.unreadable import UnreadableTextError
from driftscan.notation.yaml import parse_yaml


def yaml_document(file: ForeignFile) -> Node:
    """The document. Raises MigrationError."""
    if len(file.content) > MAX_BYTES:
        raise MigrationError(f"{file.name}: larger than 1 MiB; no such file is written by hand")
    try:
        return parse_yaml(file.content)
    except UnreadableTextError as error:
        place = f"{file.name}:{error.line}"
        raise MigrationError(f"{place}: {error.reason}; correct it first") from error


def readable_yaml(name: str, content: bytes) -> Node:
    """The document, or an empty node where this is no YAML."""
    if not name.endswith((".yaml", ".yml")) or len(content) > MAX_BYTES:
        return Node(None, {})
    try:
        return parse_yaml(content)
    except UnreadableTextError:
        return Node(None, {})


def texts(node: Node) -> tuple[str, ...]:
    """A text, or the texts of a list."""
    if node.text:
        return (node.text,)
    return tuple(each.text for each in node.elements() if each.text)
