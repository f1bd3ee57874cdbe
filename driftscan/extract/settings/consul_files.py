"""Definitions of services in JSON that Consul loads from its folder, under any name."""

import re

from driftscan.extract.settings.documents import consul
from driftscan.model.service_fact import ServiceFacts
from driftscan.notation.json import parse_json
from driftscan.notation.unreadable import UnreadableTextError

_CHECKED = re.compile(rb"\"checks?\"\s*:\s*[\[{]")
_REGISTERED = re.compile(rb"\"services?\"\s*:\s*[\[{]")
_LARGEST = 200_000


def extract(content: bytes) -> ServiceFacts:
    """What is asked; a file that cannot be read is other readers' to tell."""
    if len(content) > _LARGEST or not _CHECKED.search(content) or not _REGISTERED.search(content):
        return ServiceFacts()
    try:
        document = parse_json(content)
    except UnreadableTextError:
        return ServiceFacts()
    return consul.read(document) if consul.is_form(document) else ServiceFacts()
