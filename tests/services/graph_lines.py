"""A graph of services as short lines, as the cases have them."""

from collections.abc import Sequence

from driftscan.model.service_graph import Evidence, ServiceGraph


def service_lines(graph: ServiceGraph) -> list[str]:
    """`cart service at src/cart`, `orders datastore mysql`."""
    return [
        " ".join(
            [
                service.name,
                service.kind,
                *([service.engine] if service.engine else []),
                *([f"at {service.folder.decode() or '.'}"] if service.folder is not None else []),
                *([f"({'; '.join(service.unsure)})"] if service.unsure else []),
            ]
        )
        for service in graph.services
    ]


def alias_lines(graph: ServiceGraph) -> list[str]:
    """`cart: cart-service, shop/cart`."""
    return [f"{s.name}: {', '.join(s.aliases)}" for s in graph.services if s.aliases]


def edge_lines(graph: ServiceGraph) -> list[str]:
    """`cart -> catalogue http GET /product/{} at cart/app.py:3 by compose.yml:4 (0.8)`."""
    names = [service.name for service in graph.services]
    return [
        _line(
            [names[edge.source], "->", names[edge.target], edge.kind, edge.detail],
            edge.evidence,
            edge.confidence,
        )
        for edge in graph.edges
        if edge.kind != "data"
    ]


def use_lines(graph: ServiceGraph) -> list[str]:
    """`cart -> orders-db rw shop.orders at cart/app.py:3 (0.9)`; `-` where the mode is not known,
    `*` for the store as such."""
    names = [service.name for service in graph.services]
    return [
        _line(
            [
                f"{names[use.service]} -> {names[use.store]} {use.mode or '-'}",
                f"{use.database}.{use.data_set or '*'}" if use.database else use.data_set or "*",
            ],
            use.evidence,
            use.confidence,
        )
        for use in graph.uses
    ]


def lost_lines(graph: ServiceGraph) -> list[str]:
    """`{url}/items computed at cart/app.py:3`."""
    return [
        f"{call.written} {call.cause} at {call.path.decode()}:{call.line}" for call in graph.lost
    ]


def outside_lines(graph: ServiceGraph) -> list[str]:
    """`api.example.com of cart, web at cart/app.py:3, web/app.py:2`."""
    return [
        f"{host.host} of {', '.join(graph.services[at].name for at in host.callers)} at "
        + ", ".join(f"{site.path.decode()}:{site.line}" for site in host.sites)
        for host in graph.outside
    ]


def _line(parts: Sequence[str], evidence: Sequence[Evidence], confidence: float) -> str:
    places = list(dict.fromkeys(f"{e.path.decode()}:{e.line}" for e in evidence))
    unsure = [f"({confidence:g})"] if confidence < 1 else []
    way = ["by", ", ".join(places[1:])] if places[1:] else []
    at = ["at", places[0]] if places else []
    return " ".join([*(part for part in parts if part), *at, *way, *unsure])
