"""Compose files under another name, known by what they hold."""

import re

from driftscan.extract.compose.document import is_plainly_compose
from driftscan.extract.compose.extractor import facts_of
from driftscan.model.service_fact import ServiceFacts
from driftscan.notation.unreadable import UnreadableTextError
from driftscan.notation.yaml import parse_yaml

_SERVICES = re.compile(rb"^services:[ \t]*(?:#.*)?\r?$", re.MULTILINE)
_MADE = re.compile(rb"^[ \t]+(?:image|build):", re.MULTILINE)


def extract(content: bytes) -> ServiceFacts:
    """As of a file with compose's own name. What cannot be read is no problem here: nothing says
    that it was meant for compose."""
    if not _SERVICES.search(content) or not _MADE.search(content) or b"{{" in content:
        return ServiceFacts()
    try:
        document = parse_yaml(content)
    except UnreadableTextError:
        return ServiceFacts()
    return facts_of(document) if is_plainly_compose(document) else ServiceFacts()
