"""Envoy: clusters and the routes that lead to them."""

from collections.abc import Iterator
from itertools import chain

from driftscan.extract.pieces import joined, plain
from driftscan.extract.service_routes import Route, host_text
from driftscan.extract.service_union import united
from driftscan.extract.settings.documents.walk import tables
from driftscan.extract.settings.entries import written
from driftscan.model.service_fact import ServiceFacts, Text
from driftscan.notation.node import Node

_PATHS = ("prefix", "path", "path_separated_prefix", "regex")


def read(document: Node) -> ServiceFacts:
    """A route per place that names a cluster; a cluster that none names is called all the same."""
    clusters = {name: node for node in _clusters(document) if (name := node.get("name").text)}
    routes = list(_routes(document, clusters))
    reached = {address[:1] for route in routes for address in route.addresses}
    others = (
        Route("envoy", left, node.line, kind=_kind(node))
        for node in clusters.values()
        if (left := tuple(each for each in _addresses(node) if each[:1] not in reached))
    )
    return united(route.facts() for route in chain(routes, others))


def _clusters(document: Node) -> Iterator[Node]:
    yield from document.get("static_resources", "clusters").elements()
    for resource in document.get("resources").elements():
        if resource.get("@type").text.endswith(".Cluster"):
            yield resource


def _routes(document: Node, clusters: dict[str, Node]) -> Iterator[Route]:
    for table in tables(document):
        match, action = table.get("match"), table.get("route")
        if not (match.is_table and action.is_table):
            continue
        for name in _targets(action):
            if cluster := clusters.get(name):
                kind = "grpc" if match.get("grpc") else _kind(cluster)
                path = plain(_path(match))
                addresses = _rewritten(_addresses(cluster), action)
                yield Route("envoy", addresses, table.line, path, kind=kind)


def _targets(action: Node) -> Iterator[str]:
    yield action.get("cluster").text
    for weighted in action.get("weighted_clusters", "clusters").elements():
        yield weighted.get("name").text


def _rewritten(addresses: tuple[Text, ...], action: Node) -> tuple[Text, ...]:
    """A sidecar of Dapr is told in the path whom a request is for."""
    path = action.get("prefix_rewrite").text
    if not path.startswith("/v1.0/invoke/"):
        return addresses
    return tuple(joined((address, plain(path))) for address in addresses)


def _path(match: Node) -> str:
    paths = [match.get(key).text for key in _PATHS] + [match.get("safe_regex", "regex").text]
    return next(filter(None, paths), "")


def _addresses(cluster: Node) -> tuple[Text, ...]:
    """The key tells an endpoint from addresses that something else has, such as a health check."""
    found = (
        table.get("socket_address")
        for table in chain(
            *(tables(cluster.get(key)) for key in ("load_assignment", "hosts", "endpoints"))
        )
    )
    hosts = (
        host_text(each.get("address").text, written(each.get("port_value").value)) for each in found
    )
    return tuple(dict.fromkeys(filter(None, hosts)))


def _kind(cluster: Node) -> str:
    """HTTP/2 that is asked for without TLS is spoken by gRPC servers only."""
    spoken = any(
        key in ("http2_protocol_options",)
        for table in tables(cluster)
        for key, _ in table.entries()
    )
    return "grpc" if spoken else "http"
