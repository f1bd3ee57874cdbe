"""What readers of deployment manifests share: documents, and problems as facts about services."""

from collections.abc import Callable

from driftscan.model.fact import Problem
from driftscan.model.service_fact import ServiceFacts
from driftscan.notation.json import parse_json
from driftscan.notation.node import Node
from driftscan.notation.unreadable import UnreadableTextError
from driftscan.notation.yaml import parse_yaml


def read_yaml(content: bytes, read: Callable[[Node], ServiceFacts]) -> ServiceFacts:
    """What is read from the first document, or why there is nothing."""
    try:
        document = parse_yaml(content)
    except UnreadableTextError as error:
        return ServiceFacts(problems=(unreadable(error, fatal=True),))
    return read(document)


def parse_json_text(content: bytes) -> Node | UnreadableTextError:
    """A JSON document, with trouble as a value."""
    try:
        return parse_json(content)
    except UnreadableTextError as error:
        return error


def unreadable(error: UnreadableTextError, *, fatal: bool) -> Problem:
    """Trouble with a text as a fact."""
    return Problem(error.code, error.reason, error.line, fatal)
