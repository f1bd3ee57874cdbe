"""TOML files of settings, of which only what looks like an address is kept."""

import re

from driftscan.extract.service_union import united, unreadable
from driftscan.extract.settings.documents.forms import form_of
from driftscan.extract.settings.entries import entries_of, settings
from driftscan.extract.settings.interest import is_plainly_address
from driftscan.model.service_fact import ServiceFacts
from driftscan.notation.toml import parse_toml
from driftscan.notation.unreadable import UnreadableTextError

_TELLING = re.compile(rb"://|\$\{|:\d{2,5}|host|addr|url|server", re.IGNORECASE)


def extract(content: bytes) -> ServiceFacts:
    """Traefik's configuration may be TOML too."""
    if not _TELLING.search(content):
        return ServiceFacts()
    try:
        document = parse_toml(content)
    except UnreadableTextError as error:
        return unreadable(error)
    form = form_of(document)
    if form is not None:
        return form.read(document)
    return united([settings(entries_of(document), wanted=is_plainly_address)])
