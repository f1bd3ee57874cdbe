"""What the documents of one file say: by their form where they have one, else as settings."""

from collections.abc import Iterable, Iterator

from driftscan.extract.service_union import united
from driftscan.extract.settings.documents.forms import form_of
from driftscan.extract.settings.entries import entries_of, settings
from driftscan.extract.settings.foreign import is_foreign
from driftscan.extract.settings.profiles import profiles, without_profiles
from driftscan.model.service_fact import ServiceFacts
from driftscan.notation.node import Node


def facts_of(documents: Iterable[Node], separator: str = ".") -> ServiceFacts:
    """Of all documents together."""
    return united(part for each in documents for part in _parts(each, separator))


def _parts(document: Node, separator: str) -> Iterator[ServiceFacts]:
    form = form_of(document)
    if form is not None:
        yield form.read(document)
    if form.has_settings if form else not is_foreign(document):
        read = (*form.keys, *form.sections(document)) if form else ()
        entries = [
            entry
            for entry in entries_of(document, separator)
            if entry.key.partition(separator)[0] not in read
        ]
        yield settings(without_profiles(entries), profiles(entries))
