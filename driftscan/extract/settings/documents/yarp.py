"""YARP, a reverse proxy in .NET: routes to clusters, clusters to destinations."""

from collections.abc import Iterator

from driftscan.extract.pieces import plain
from driftscan.extract.service_routes import Route, upper_verbs
from driftscan.extract.service_union import united
from driftscan.extract.settings.texts import config_text
from driftscan.model.service_fact import ServiceFacts
from driftscan.notation.node import Node


def read(document: Node) -> ServiceFacts:
    """A route per entry of `ReverseProxy:Routes`, or whatever the section is called."""
    return united(
        _route(route, proxy.get("Clusters")).facts()
        for proxy in map(document.get, sections(document))
        for route in _routes(proxy)
    )


def is_form(document: Node) -> bool:
    """Whether any section has clusters with destinations."""
    return bool(sections(document))


def sections(document: Node) -> tuple[str, ...]:
    """Those that describe a proxy; a program may call them as it likes."""
    return tuple(name for name, section in document.entries() if _is_proxy(section))


def _is_proxy(section: Node) -> bool:
    clusters = section.get("Clusters").entries() if section.get("Routes") else ()
    return any(cluster.get("Destinations").is_table for _, cluster in clusters)


def _routes(proxy: Node) -> Iterator[Node]:
    yield from proxy.get("Routes").elements()
    yield from (route for _, route in proxy.get("Routes").entries())


def _route(route: Node, clusters: Node) -> Route:
    cluster = clusters.get(route.get("ClusterId").text)
    return Route(
        "yarp",
        tuple(
            config_text(destination.get("Address").text)
            for _, destination in cluster.get("Destinations").entries()
        ),
        route.line,
        plain(route.get("Match", "Path").text),
        (),
        upper_verbs(route.get("Match", "Methods").value),
    )
