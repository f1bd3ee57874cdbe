"""Ocelot, a gateway in .NET: paths upstream, hosts downstream."""

from collections.abc import Iterator

from driftscan.extract.pieces import plain
from driftscan.extract.service_routes import Route, host_text, upper_verbs
from driftscan.extract.service_union import united
from driftscan.extract.settings.entries import written
from driftscan.extract.settings.texts import config_text
from driftscan.model.service_fact import ServiceFacts, Text
from driftscan.notation.node import Node

_LISTS = ("Routes", "ReRoutes", "DynamicRoutes")


def read(document: Node) -> ServiceFacts:
    """A route per entry; with service discovery it has a name instead of hosts."""
    return united(_route(entry).facts() for entry in _entries(document))


def is_form(document: Node) -> bool:
    """Whether an entry says where requests go downstream."""
    return any(
        entry.get("DownstreamPathTemplate") or entry.get("ServiceName")
        for entry in _entries(document)
    )


def _entries(document: Node) -> Iterator[Node]:
    for name in _LISTS:
        yield from document.get(name).elements()


def _route(entry: Node) -> Route:
    return Route(
        "ocelot",
        tuple(_addresses(entry)),
        entry.line,
        plain(entry.get("UpstreamPathTemplate").text),
        plain(entry.get("DownstreamPathTemplate").text),
        upper_verbs(entry.get("UpstreamHttpMethod").value),
    )


def _addresses(entry: Node) -> Iterator[Text]:
    scheme = entry.get("DownstreamScheme").text
    for host in entry.get("DownstreamHostAndPorts").elements():
        yield host_text(host.get("Host").text, written(host.get("Port").value), scheme)
    yield config_text(entry.get("ServiceName").text)
