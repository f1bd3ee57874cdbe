"""values.yaml of a Helm chart: the settings that its templates put in."""

from collections.abc import Iterator

from driftscan.extract.manifest.deployed import read_yaml
from driftscan.extract.manifest.scalars import written
from driftscan.extract.pieces import plain
from driftscan.model.service_fact import ServiceFacts, ValueFact
from driftscan.notation.node import Node

_TEMPLATE = b"{{"


def extract(content: bytes) -> ServiceFacts:
    """Every entry by its key, 'cart.service.port'."""
    if content.lstrip().startswith(_TEMPLATE):
        return ServiceFacts()
    return read_yaml(content, lambda document: ServiceFacts(values=tuple(_settings(document))))


def _settings(document: Node) -> Iterator[ValueFact]:
    open_: list[tuple[str, Node]] = [("", document)]
    while open_:
        key, node = open_.pop()
        below = [(f"{key}.{name}" if key else name, each) for name, each in node.entries()]
        below += [(f"{key}[{at}]", each) for at, each in enumerate(node.elements())]
        open_ += reversed(below)
        if text := written(node):
            yield ValueFact("setting", key, plain(text), node.line)
