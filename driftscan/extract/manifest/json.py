"""JSON manifests: the document, or the facts of a file that is none."""

from driftscan.extract.manifest.harvest import unreadable
from driftscan.model.fact import FileFacts
from driftscan.notation.json import parse_json
from driftscan.notation.node import Node
from driftscan.notation.unreadable import UnreadableTextError


def read_json(content: bytes) -> Node | FileFacts:
    """The top table of a document, or facts that say why there is none."""
    try:
        document = parse_json(content)
    except UnreadableTextError as error:
        return unreadable(error.code, error.reason, error.line)
    if not document.is_table:
        return unreadable("unexpected-value", "the document should be a table", document.line)
    return document
