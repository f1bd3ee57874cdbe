"""custom-environment-variables of node-config: which variable overrides which setting."""

from collections.abc import Iterator

from driftscan.extract.service_union import unreadable
from driftscan.extract.settings.entries import Entry, entries_of
from driftscan.model.service_fact import Piece, ServiceFacts, ValueFact
from driftscan.notation.unreadable import UnreadableTextError
from driftscan.notation.yaml import parse_yaml

_FORMAT = ".__format"


def extract(content: bytes) -> ServiceFacts:
    """JSON is YAML too, so one reader does for both."""
    try:
        document = parse_yaml(content)
    except UnreadableTextError as error:
        return unreadable(error)
    return ServiceFacts(values=tuple(_values(entries_of(document))))


def _values(entries: Iterator[Entry]) -> Iterator[ValueFact]:
    for entry in entries:
        key = entry.key.removesuffix(".__name")
        if not key.endswith(_FORMAT) and entry.value.isidentifier():
            yield ValueFact("setting", key, (Piece("env", entry.value),), entry.line)
