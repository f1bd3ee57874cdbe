"""Data sets that more than one service uses, and what has no other side."""

from collections import defaultdict
from collections.abc import Iterator

from driftscan.graph.code_bases import code_bases, with_code
from driftscan.graph.shared_sets import SharedSet, shared_sets
from driftscan.model.service_graph import ServiceGraph
from driftscan.report.audit.documents import AuditUnmetJson, SharedDataJson
from driftscan.report.escape import path_text
from driftscan.report.service_json import WayJson

_SEVERAL = 2
_KEEPING = ("datastore", "broker")
# One server keeps several databases apart, each with a name. Elsewhere the server is the store.
_WITH_DATABASES = frozenset(
    "postgresql mysql mariadb sqlserver oracle mongodb clickhouse couchdb".split()
)


def shared_data(graph: ServiceGraph) -> list[SharedDataJson]:
    """Those that most code bases write, or may write, first."""
    found = [_shared(graph, each) for each in shared_sets(graph)]
    return sorted(found, key=lambda e: (-e.writing, -e.able, e.store, e.database, e.name))


def shared_stores(graph: ServiceGraph) -> list[str]:
    """The data stores that services of several code bases use, whatever they do there. Where code
    of some service was found, those without any are others' programs or it is not known whose.

    A server on which each of them names a database of its own is none: what they share is a
    machine. Where it is not known of all which they use, see with_unknown_databases().
    """
    return [graph.services[store].name for store, _ in _in_common(graph)]


def with_unknown_databases(graph: ServiceGraph) -> list[str]:
    """Those of shared_stores() of which it is only known that they are one server: no database is
    named by two code bases, and some service names none."""
    return [graph.services[store].name for store, is_sure in _in_common(graph) if not is_sure]


def users_of(graph: ServiceGraph, store: str) -> list[int]:
    """Positions of the programs that use one of shared_stores()."""
    known = with_code(graph)
    users = {
        use.service
        for use in graph.uses
        if graph.services[use.store].name == store
        and (use.service in known or not known)
        and graph.services[use.service].kind not in _KEEPING
    }
    return sorted(users)


def _in_common(graph: ServiceGraph) -> Iterator[tuple[int, bool]]:
    """The stores of several code bases, each with whether that is one database for certain: they
    name the same, or the same data sets in it."""
    by_sets = {each.store for each in shared_sets(graph)}
    known = with_code(graph)
    users: dict[int, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for use in graph.uses:
        if use.service in known or not known:
            users[use.store][use.service].add(use.database)
    for store, databases in sorted(users.items()):
        service = graph.services[store]
        if service.kind != "datastore" or len(code_bases(graph, databases)) < _SEVERAL:
            continue
        users_of: dict[str, set[int]] = defaultdict(set)
        for at, names in databases.items():
            for name in names - {""} or {""}:
                users_of[name].add(at)
        unnamed = users_of.pop("", set())
        is_sure = store in by_sets or any(
            len(code_bases(graph, at)) >= _SEVERAL for at in users_of.values()
        )
        if is_sure or unnamed:
            yield store, is_sure or service.engine not in _WITH_DATABASES


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
