"""Data sets that more than one service uses, and what has no other side."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec import Struct

from driftscan.graph.code_bases import code_bases, with_code
from driftscan.graph.shared_sets import SharedSet, shared_sets
from driftscan.model.service_graph import Evidence, Service, ServiceGraph
from driftscan.report.audit.addressed import guessed, known_database
from driftscan.report.audit.documents import AuditUnmetJson, SharedDataJson
from driftscan.report.escape import path_text
from driftscan.report.service_json import WayJson

_SEVERAL = 2
_KEEPING = ("datastore", "broker")
# One server keeps several databases apart, each with a name. Elsewhere the server is the store.
WITH_DATABASES = frozenset(
    "postgresql mysql mariadb sqlserver oracle mongodb clickhouse couchdb".split()
)
_ON_MACHINE = frozenset(("localhost", "127.0.0.1", "0.0.0.0", "[::1]", "host.docker.internal"))

# By service and database the lines by which it uses that.
_Users = Mapping[int, Mapping[str, list[Evidence]]]


def shared_data(graph: ServiceGraph) -> list[SharedDataJson]:
    """Those that most code bases write, or may write, first."""
    found = [_shared(graph, each) for each in shared_sets(graph)]
    return sorted(found, key=lambda e: (-e.writing, -e.able, e.store, e.database, e.name))


class StoreInCommon(Struct, frozen=True, kw_only=True):
    """A data store that services of several code bases use, whatever they do there.

    store, users: positions in the graph. database: by its name; '' where none is told. is_sure:
    whether that is one store for certain, and not a server on which each may have a database, or
    one on each machine.
    lines: by user those that say so, of each use the place that a reader looks up first.
    """

    store: int
    database: str
    users: tuple[int, ...]
    is_sure: bool
    lines: Mapping[int, tuple[Evidence, ...]] = {}


def stores_in_common(graph: ServiceGraph) -> list[StoreInCommon]:
    """Where code of some service was found, those without any are others' programs, or it is not
    known whose. A server on which each names a database of its own is none: what they share is a
    machine; one of several databases has those users alone that name it. Those of whom it is only
    guessed that they use it are left out."""
    by_sets = {each.store for each in shared_sets(graph)}
    known, unsure = with_code(graph), guessed(graph)
    users: dict[int, dict[int, dict[str, list[Evidence]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(list))
    )
    for use in graph.uses:
        if (use.service, use.store) not in unsure and (use.service in known or not known):
            users[use.store][use.service][known_database(use)] += use.evidence
    found: list[StoreInCommon] = []
    for store, databases in sorted(users.items()):
        if graph.services[store].kind == "datastore" and _are_several(graph, databases):
            found += _in_common(graph, store, databases, by_sets)
    return found


def _in_common(
    graph: ServiceGraph, store: int, databases: _Users, by_sets: Collection[int]
) -> list[StoreInCommon]:
    """by_sets: stores with data sets in common."""
    users_of: dict[str, dict[int, list[Evidence]]] = defaultdict(dict)
    for at, named in databases.items():
        for name in named.keys() - {""} or {""}:
            users_of[name][at] = named[name]
    is_one = not is_of_a_machine(graph.services[store])
    several = [
        _common(graph, store, name, users, is_sure=is_one)
        for name, users in sorted(users_of.items())
        if name and _are_several(graph, users)
    ]
    if several or "" not in users_of:
        return several
    is_sure = store in by_sets or graph.services[store].engine not in WITH_DATABASES
    is_sure = is_sure and is_one
    together = {at: [e for each in named.values() for e in each] for at, named in databases.items()}
    return [_common(graph, store, "", together, is_sure=is_sure)]


def is_of_a_machine(store: Service) -> bool:
    """Whether it is known by the address of whatever machine a program runs on: where programs run
    apart, each has its own there."""
    return not store.called and not _ON_MACHINE.isdisjoint(store.aliases)


def _common(
    graph: ServiceGraph,
    store: int,
    database: str,
    users: Mapping[int, Sequence[Evidence]],
    *,
    is_sure: bool,
) -> StoreInCommon:
    own = tuple(sorted(at for at in users if graph.services[at].kind not in _KEEPING))
    lines = {at: tuple(users[at]) for at in own}
    return StoreInCommon(store=store, database=database, users=own, is_sure=is_sure, lines=lines)


def _are_several(graph: ServiceGraph, users: Iterable[int]) -> bool:
    return len(code_bases(graph, users)) >= _SEVERAL


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
