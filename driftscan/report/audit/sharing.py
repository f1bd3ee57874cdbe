"""Data sets that more than one service uses, and what has no other side."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from driftscan.model.service_graph import ServiceGraph
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


def _code_bases(graph: ServiceGraph, services: Iterable[int]) -> set[bytes | int]:
    """The folders of services; one whose folder is not known is by itself."""
    folders = ((at, graph.services[at].folder) for at in services)
    return {at if folder is None else folder for at, folder in folders}


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
