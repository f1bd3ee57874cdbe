"""Two systems of services side by side: services, calls, data and who shares it."""

from collections.abc import Iterator

from driftscan.model.diff import ServiceLink
from driftscan.model.location import Location
from driftscan.model.service_graph import Evidence, ServiceGraph

_Key = tuple[str, str, str, str]


def service_differences(
    before: ServiceGraph, after: ServiceGraph
) -> tuple[tuple[ServiceLink, ...], tuple[ServiceLink, ...]]:
    """What was added and what was removed."""
    old, new = _by_key(before), _by_key(after)
    added = tuple(sorted(link for key, link in new.items() if key not in old))
    removed = tuple(sorted(link for key, link in old.items() if key not in new))
    return added, removed


def _by_key(graph: ServiceGraph) -> dict[_Key, ServiceLink]:
    return {(one.what, one.source, one.target, one.detail): one for one in _links(graph)}


def _links(graph: ServiceGraph) -> Iterator[ServiceLink]:
    names = [service.name for service in graph.services]
    users: dict[tuple[str, str], set[str]] = {}
    for service in graph.services:
        yield ServiceLink(
            what="service",
            source=service.name,
            detail=service.kind,
            evidence=_places(service.evidence),
        )
    for edge in graph.edges:
        yield ServiceLink(
            what="call",
            source=names[edge.source],
            target=names[edge.target],
            detail=edge.kind,
            evidence=_places(edge.sites or edge.evidence),
        )
    for use in graph.uses:
        data_set = ".".join(filter(None, (use.database, use.data_set)))
        if use.data_set:
            users.setdefault((names[use.store], data_set), set()).add(names[use.service])
        yield ServiceLink(
            what="data",
            source=names[use.service],
            target=names[use.store],
            detail=data_set,
            evidence=_places(use.sites or use.evidence),
        )
    for (store, data_set), sharing in users.items():
        if len(sharing) > 1:
            detail = f"{data_set}: {', '.join(sorted(sharing))}"
            yield ServiceLink(what="shared data", source=store, detail=detail)


def _places(evidence: tuple[Evidence, ...]) -> tuple[Location, ...]:
    return tuple(Location(one.path, one.line) for one in evidence[:1])
