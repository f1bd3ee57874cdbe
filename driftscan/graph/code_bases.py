"""Which services are started from the same code, by their folders and images."""

from collections.abc import Iterable, Iterator

from driftscan.model.service_graph import Service, ServiceGraph


def code_bases(graph: ServiceGraph, services: Iterable[int]) -> set[bytes | str]:
    """The folders of services, the outermost where one stands in another: what is built there may
    hold the inner one. Whose folder is not known is the image that it runs, and has the folder of
    another service that runs the same; without one it is by itself."""
    known = with_code(graph)
    found: set[bytes | str] = set()
    for at in services:
        each = graph.services[at]
        found.add(known[at] if at in known else min(_images(each), default=each.name))
    folders = {each for each in found if isinstance(each, bytes)}
    return {each for each in found if isinstance(each, str) or folders.isdisjoint(_around(each))}


def with_code(graph: ServiceGraph) -> dict[int, bytes]:
    """The folder of each service of which one is known: its own, or that of another service that
    runs the same image."""
    homes = {
        image: each.folder
        for each in graph.services
        if each.folder is not None
        for image in _images(each)
    }
    found: dict[int, bytes] = {}
    for at, each in enumerate(graph.services):
        folder = each.folder
        if folder is None:
            folder = next((homes[image] for image in _images(each) if image in homes), None)
        if folder is not None:
            found[at] = folder
    return found


def _images(service: Service) -> list[str]:
    """Those that are named with whose they are: `acme/orders`."""
    return [alias for alias in service.aliases if "/" in alias]


def _around(folder: bytes) -> Iterator[bytes]:
    """The folders that one stands in, the repository's own included."""
    while folder:
        folder = folder.rpartition(b"/")[0]
        yield folder
