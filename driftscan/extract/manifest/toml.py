"""TOML manifests as nodes, or the problem they have."""

from driftscan.extract.manifest.harvest import unreadable
from driftscan.model.fact import FileFacts
from driftscan.notation.node import Node
from driftscan.notation.toml import parse_toml
from driftscan.notation.unreadable import UnreadableTextError


def read_toml(content: bytes) -> Node | FileFacts:
    """The document, or why there is none."""
    try:
        return parse_toml(content)
    except UnreadableTextError as error:
        return unreadable(error.code, error.reason, error.line)
