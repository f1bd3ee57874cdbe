"""KrakenD: endpoints and the backends they are put together from."""

from driftscan.extract.pieces import plain
from driftscan.extract.service_routes import Route, upper_verbs
from driftscan.extract.service_union import united
from driftscan.extract.settings.texts import config_text
from driftscan.model.service_fact import ServiceFacts
from driftscan.notation.node import Node


def read(document: Node) -> ServiceFacts:
    """A route per endpoint and backend. Hosts may be given once for all."""
    common = document.get("host")
    return united(
        _route(endpoint, backend, backend.get("host") or common).facts()
        for endpoint in document.get("endpoints").elements()
        for backend in endpoint.get("backend").elements()
    )


def is_form(document: Node) -> bool:
    """Whether any endpoint has backends."""
    return any(each.get("backend") for each in document.get("endpoints").elements())


def _route(endpoint: Node, backend: Node, hosts: Node) -> Route:
    return Route(
        "krakend",
        tuple(config_text(host.text) for host in hosts.elements()),
        backend.line,
        plain(endpoint.get("endpoint").text),
        plain(backend.get("url_pattern").text),
        upper_verbs(endpoint.get("method").value or "GET"),
    )
