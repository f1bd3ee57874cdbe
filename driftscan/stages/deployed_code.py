"""The service that code is deployed with, as far as folders tell."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from driftscan.model.service_graph import ServiceGraph

Deployed = Callable[[Sequence[bytes]], list[str]]
"""Paths below the scanned root, to the name of the service of each; '' for none."""

_NOT_OURS = frozenset(["datastore", "broker", "external"])


def deployed_by(graph: ServiceGraph) -> Deployed:
    """By the services that were found. The nearest folder counts; services that share one are
    named together, for what is in it costs them all the same."""
    sharing: dict[bytes, set[str]] = defaultdict(set)
    for service in graph.services:
        if service.folder is not None and service.kind not in _NOT_OURS:
            sharing[service.folder].add(service.name)
    names = {folder: ", ".join(sorted(each)) for folder, each in sharing.items()}
    return lambda paths: [_nearest(path, names) for path in paths]


def _nearest(path: bytes, names: dict[bytes, str]) -> str:
    return next((names[folder] for folder in _folders_of(path) if folder in names), "")


def _folders_of(path: bytes) -> Iterator[bytes]:
    while path:
        path = path.rpartition(b"/")[0]
        yield path
