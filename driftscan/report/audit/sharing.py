"""Data sets that more than one service uses, and what has no other side."""

from collections import defaultdict

from driftscan.graph.code_bases import code_bases, with_code
from driftscan.graph.shared_sets import SharedSet, shared_sets
from driftscan.model.service_graph import ServiceGraph
from driftscan.report.audit.documents import AuditUnmetJson, SharedDataJson
from driftscan.report.escape import path_text
from driftscan.report.service_json import WayJson


def shared_data(graph: ServiceGraph) -> list[SharedDataJson]:
    """Those that most code bases write, or may write, first."""
    found = [_shared(graph, each) for each in shared_sets(graph)]
    return sorted(found, key=lambda e: (-e.writing, -e.able, e.store, e.database, e.name))


def shared_stores(graph: ServiceGraph) -> list[str]:
    """The data stores that services of several code bases use, whatever they do there. Where code
    of some service was found, those without any are others' programs or it is not known whose."""
    known = with_code(graph)
    users: dict[int, set[int]] = defaultdict(set)
    for use in graph.uses:
        if use.service in known or not known:
            users[use.store].add(use.service)
    return [
        graph.services[store].name
        for store, services in sorted(users.items())
        if graph.services[store].kind == "datastore" and len(code_bases(graph, services)) > 1
    ]


def _shared(graph: ServiceGraph, each: SharedSet) -> SharedDataJson:
    services, apart = each.modes, each.apart
    writers = [at for at in sorted(services) if "w" in services[at]]
    mappers = [at for at in sorted(services) if "rw" in services[at] and at not in writers]
    able = [*writers, *mappers]
    return SharedDataJson(
        store=graph.services[each.store].name,
        database=each.database,
        name=each.name,
        writers=[graph.services[at].name for at in writers],
        mappers=[graph.services[at].name for at in mappers],
        readers=[graph.services[at].name for at in sorted(services) if at not in able],
        writing=len(code_bases(graph, apart.intersection(writers))),
        able=len(code_bases(graph, apart.intersection(able))),
    )


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
