"""Services, stores and what joins them as a picture: who calls stands above whom they call."""

from collections import defaultdict

from msgspec import Struct

from driftscan.report.html.layers import layout
from driftscan.report.service_json import ServiceGraphJson


class ServiceMap(Struct):
    """places: column and row of each service. edges: two services, how many dependencies, and 1 if
    they lead against the order."""

    places: list[tuple[float, int]]
    edges: list[tuple[int, int, int, int]]


def service_map(graph: ServiceGraphJson) -> ServiceMap:
    """Where services stand, by calls, messages and uses of stores."""
    position = {service.name: at for at, service in enumerate(graph.services)}
    weights: dict[tuple[int, int], int] = defaultdict(int)
    for edge in graph.edges:
        if edge.source != edge.target:
            weights[position[edge.source], position[edge.target]] += 1
    for store in graph.datastores:
        for access in store.accessed_by:
            pair = position[access.service], position[store.name]
            weights[pair] += len(access.objects) or 1
    found = layout(len(graph.services), weights)
    edges = [
        (s, t, weight, int((s, t) in found.against)) for (s, t), weight in sorted(weights.items())
    ]
    return ServiceMap(found.places, edges)
