"""YARP, a reverse proxy in .NET: routes to clusters, clusters to destinations."""

from driftscan.extract.pieces import plain
from driftscan.extract.service_routes import Route, upper_verbs
from driftscan.extract.service_union import united
from driftscan.extract.settings.texts import config_text
from driftscan.model.service_fact import ServiceFacts
from driftscan.notation.node import Node


def read(document: Node) -> ServiceFacts:
    """A route per entry of `ReverseProxy:Routes`."""
    proxy = document.get("ReverseProxy")
    routes = proxy.get("Routes")
    each = [*routes.elements(), *(route for _, route in routes.entries())]
    return united(_route(route, proxy.get("Clusters")).facts() for route in each)


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
