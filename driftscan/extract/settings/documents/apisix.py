"""APISIX: routes of its standalone file, with the nodes that stand in them or in an upstream."""

from collections.abc import Iterator

from driftscan.extract.pieces import plain
from driftscan.extract.service_routes import Route, host_text, upper_verbs
from driftscan.extract.service_union import united
from driftscan.extract.settings.documents.walk import tables
from driftscan.extract.settings.entries import written
from driftscan.extract.settings.texts import config_text
from driftscan.model.service_fact import ServiceFacts, Text
from driftscan.notation.node import Node

_LISTS = ("routes", "services", "upstreams", "stream_routes")


def is_form(document: Node) -> bool:
    """Whether any route or upstream has nodes, which no other gateway calls so."""
    parts = (part for key in _LISTS for part in document.get(key).elements())
    return any(table.get("nodes") for part in parts for table in tables(part))


def read(document: Node) -> ServiceFacts:
    """A route for each path; what no route names is passed nothing."""
    upstreams = _by_id(document, "upstreams")
    services = _by_id(document, "services")
    return united(
        route.facts()
        for each in (*document.get("routes").elements(), *document.get("stream_routes").elements())
        for route in _routes(each, _addresses(each, upstreams, services))
    )


def _by_id(document: Node, key: str) -> dict[str, Node]:
    return {written(each.get("id").value): each for each in document.get(key).elements()}


def _addresses(
    route: Node, upstreams: dict[str, Node], services: dict[str, Node]
) -> tuple[Text, ...]:
    """Of the route itself, else of the upstream or the service that it names."""
    service = services.get(written(route.get("service_id").value))
    for part in (route, service):
        if part is None:
            continue
        named = upstreams.get(written(part.get("upstream_id").value))
        for upstream in (part.get("upstream"), named):
            if upstream is not None and upstream.get("nodes"):
                return tuple(_nodes(upstream.get("nodes")))
    return ()


def _nodes(nodes: Node) -> Iterator[Text]:
    """`{"cart:80": 1}`, or a list of hosts and ports."""
    yield from (config_text(key) for key, _ in nodes.entries())
    for each in nodes.elements():
        if host := each.get("host").text:
            yield host_text(host, written(each.get("port").value))


def _routes(route: Node, addresses: tuple[Text, ...]) -> Iterator[Route]:
    paths = [route.get("uri"), *route.get("uris").elements()]
    verbs = upper_verbs(route.get("methods").value)
    found = [
        Route("apisix", addresses, path.line, plain(path.text), methods=verbs)
        for path in paths
        if path.text
    ]
    yield from found or [Route("apisix", addresses, route.line)]
