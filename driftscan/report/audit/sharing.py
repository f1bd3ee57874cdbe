"""Data sets that more than one service uses, and what has no other side."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from driftscan.model.service_graph import Service, ServiceGraph
from driftscan.report.audit.documents import AuditUnmetJson, SharedDataJson
from driftscan.report.escape import path_text
from driftscan.report.service_json import WayJson

_NOT_OURS = ("datastore", "broker", "external", "infra")


def shared_data(graph: ServiceGraph) -> list[SharedDataJson]:
    """Those that most code bases write, or may write, first. Where it is not known what a service
    does, it reads; who maps a class (mode rw) may write (docs/adr/0015). A broker's queues and
    topics are there to be shared.

    Services that are started from one folder are one code base: they share what is theirs.
    """
    known: dict[tuple[int, str], set[str]] = defaultdict(set)
    for use in graph.uses:
        known[use.store, use.data_set].add(use.database)
    uses: dict[tuple[int, str, str], dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for use in graph.uses:
        if use.data_set and graph.services[use.store].kind == "datastore":
            mode = "w" if use.mode == "define" else use.mode
            database = use.database or _only(known[use.store, use.data_set])
            uses[use.store, database, use.data_set][use.service].add(mode)
    found = [
        _shared(graph, place, services)
        for place, services in uses.items()
        if len(_code_bases(graph, services)) > 1
    ]
    return sorted(found, key=lambda e: (-e.writing, -e.able, e.store, e.database, e.name))


def shared_stores(graph: ServiceGraph) -> list[str]:
    """The data stores that services of several code bases use, whatever they do there."""
    users: dict[int, set[int]] = defaultdict(set)
    for use in graph.uses:
        users[use.store].add(use.service)
    return [
        graph.services[store].name
        for store, services in sorted(users.items())
        if graph.services[store].kind == "datastore" and len(_code_bases(graph, services)) > 1
    ]


def _only(databases: set[str]) -> str:
    """Where nothing tells the database, it is the one in which others have a set of that name."""
    named = databases - {""}
    return named.pop() if len(named) == 1 else ""


def _shared(
    graph: ServiceGraph, place: tuple[int, str, str], services: Mapping[int, set[str]]
) -> SharedDataJson:
    store, database, name = place
    writers = [at for at in sorted(services) if "w" in services[at]]
    mappers = [at for at in sorted(services) if "rw" in services[at] and at not in writers]
    able = [*writers, *mappers]
    return SharedDataJson(
        store=graph.services[store].name,
        database=database,
        name=name,
        writers=[graph.services[at].name for at in writers],
        mappers=[graph.services[at].name for at in mappers],
        readers=[graph.services[at].name for at in sorted(services) if at not in able],
        writing=len(_code_bases(graph, writers)),
        able=len(_code_bases(graph, able)),
    )


def _code_bases(graph: ServiceGraph, services: Iterable[int]) -> set[bytes | str]:
    """The folders of services, the outermost where one stands in another: what is built there may
    hold the inner one. Whose folder is not known is the image that it runs, and has the folder of
    another service that runs the same; without one it is by itself."""
    homes = {
        image: each.folder
        for each in graph.services
        if each.folder is not None
        for image in _images(each)
    }
    found: set[bytes | str] = set()
    for each in (graph.services[at] for at in services):
        folder, images = each.folder, _images(each)
        if folder is None:
            folder = next((homes[image] for image in images if image in homes), None)
        found.add(folder if folder is not None else min(images, default=each.name))
    folders = {each for each in found if isinstance(each, bytes)}
    return {each for each in found if isinstance(each, str) or folders.isdisjoint(_around(each))}


def _images(service: Service) -> list[str]:
    """Those that are named with whose they are: `acme/orders`."""
    return [alias for alias in service.aliases if "/" in alias]


def _around(folder: bytes) -> Iterator[bytes]:
    """The folders that one stands in, the repository's own included."""
    while folder:
        folder = folder.rpartition(b"/")[0]
        yield folder


def unmet(graph: ServiceGraph) -> list[AuditUnmetJson]:
    """What one service asks of another that does not offer it, and what nobody asks for."""
    return [
        AuditUnmetJson(
            service=graph.services[each.service].name,
            other=graph.services[each.other].name,
            kind=each.kind,
            what=each.what,
            where=WayJson(path_text(each.where.path), each.where.line, each.where.what),
            known=list(each.known),
        )
        for each in graph.unmet
    ]


def own_services(graph: ServiceGraph) -> int:
    """How many services are the system's own programs."""
    return sum(each.kind not in _NOT_OURS and each.kind != "user" for each in graph.services)


def coded_services(graph: ServiceGraph) -> int:
    """How many of them have their code in what was looked at."""
    return sum(
        each.folder is not None and each.kind not in _NOT_OURS and each.kind != "user"
        for each in graph.services
    )
