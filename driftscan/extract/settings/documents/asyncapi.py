"""AsyncAPI: the channels that a program sends to and receives from."""

from collections.abc import Iterator

from driftscan.extract.pieces import plain
from driftscan.model.service_fact import CallFact, ServiceFacts
from driftscan.notation.node import Node

# Version 2 says what others may do: where they publish, this program consumes.
_OF_OTHERS = {"publish": "consume", "subscribe": "publish"}
_OF_ITSELF = {"send": "publish", "receive": "consume"}


def read(document: Node) -> ServiceFacts:
    """A call per channel and direction; the client is the protocol of the first server."""
    protocols = (server.get("protocol").text for _, server in document.get("servers").entries())
    client = next(protocols, "").lower()
    return ServiceFacts(calls=(*_channels(document, client), *_operations(document, client)))


def _channels(document: Node, client: str) -> Iterator[CallFact]:
    for name, channel in document.get("channels").entries():
        for word, kind in _OF_OTHERS.items():
            if channel.get(word).is_table:
                yield CallFact(kind, plain(name), channel.line, client)


def _operations(document: Node, client: str) -> Iterator[CallFact]:
    """Of version 3, which name their channel by a reference."""
    for _, operation in document.get("operations").entries():
        kind = _OF_ITSELF.get(operation.get("action").text)
        name = operation.get("channel", "$ref").text.rpartition("/")[2]
        address = document.get("channels", name, "address").text or name
        if kind and address:
            yield CallFact(kind, plain(address), operation.line, client)
