"""JSON files of settings, of gateways and of interfaces."""

import re

from driftscan.extract.service_union import unreadable
from driftscan.extract.settings.documents_in import facts_of
from driftscan.model.service_fact import ServiceFacts
from driftscan.notation.json import parse_json
from driftscan.notation.unreadable import UnreadableTextError

_TELLING = re.compile(
    rb"://|\$\{|host|port|url|uri|addr|name|topic|queue|dsn|target|paths|server|memory"
    rb"|data ?source",
    re.IGNORECASE,
)
_LARGEST = 4_000_000


def extract(content: bytes) -> ServiceFacts:
    """Keys joined by dots."""
    return facts(content, ".")


def facts(content: bytes, separator: str) -> ServiceFacts:
    if not _TELLING.search(content) or len(content) > _LARGEST:
        return ServiceFacts()
    try:
        return facts_of([parse_json(content)], separator)
    except UnreadableTextError as error:
        return unreadable(error)
