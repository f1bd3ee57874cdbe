"""Data sets that several code bases use: counted in one place, so that a report's summary, its
curves and the measures of a spec mean the same."""

from collections import defaultdict
from collections.abc import Mapping, Set

from msgspec import Struct

from driftscan.graph.code_bases import code_bases
from driftscan.model.service_graph import DataUse, Evidence, ServiceGraph

_Place = tuple[int, str, str]  # of the store, the database, name


class SharedSet(Struct, frozen=True, kw_only=True):
    """A table, collection, key space or bucket path of a data store that several code bases use.

    store: position in the graph. modes: by service what it does, of 'r', 'w', 'rw' and ''. apart:
    the services, of those that do it by the very same lines only one.
    """

    store: int
    database: str
    name: str
    modes: Mapping[int, frozenset[str]]
    apart: frozenset[int]


def shared_sets(graph: ServiceGraph) -> list[SharedSet]:
    """In the order of their first use. Where it is not known what a service does, it reads; who
    maps a class (mode rw) may write (docs/adr/0015). A broker's queues and topics are there to be
    shared.

    Services that are started from one folder are one code base: they share what is theirs. So are
    those that do it by the very same lines, of a library that all of them use: that is where it is
    decided what the rows mean.
    """
    by_place: dict[_Place, list[DataUse]] = defaultdict(list)
    own, databases = _own_databases(graph), _databases(graph)
    for use in graph.uses:
        if use.data_set and graph.services[use.store].kind == "datastore":
            named = use.database or only_database(own[use.service, use.store])
            database = named or only_database(databases[use.store, use.data_set])
            by_place[use.store, database, use.data_set].append(use)
    found = [_set(place, uses) for place, uses in by_place.items()]
    return [each for each in found if len(code_bases(graph, each.apart)) > 1]


def _own_databases(graph: ServiceGraph) -> Mapping[tuple[int, int], set[str]]:
    """Which databases of a server each service is known to use."""
    known: dict[tuple[int, int], set[str]] = defaultdict(set)
    for use in graph.uses:
        known[use.service, use.store].add(use.database)
    return known


def _databases(graph: ServiceGraph) -> Mapping[tuple[int, str], set[str]]:
    known: dict[tuple[int, str], set[str]] = defaultdict(set)
    for use in graph.uses:
        known[use.store, use.data_set].add(use.database)
    return known


def only_database(databases: Set[str]) -> str:
    """The one that is named; '' where none is, or several are. Where a use does not tell its
    database, it is the only one of its user, else the only one of those who use that name."""
    named = databases - {""}
    return next(iter(named)) if len(named) == 1 else ""


def _set(place: _Place, uses: list[DataUse]) -> SharedSet:
    modes: dict[int, set[str]] = defaultdict(set)
    lines: dict[int, set[Evidence]] = defaultdict(set)
    for use in uses:
        modes[use.service].add("w" if use.mode == "define" else use.mode)
        lines[use.service].update(use.evidence[:1])
    store, database, name = place
    return SharedSet(
        store=store,
        database=database,
        name=name,
        modes={service: frozenset(each) for service, each in modes.items()},
        apart=_by_own_lines(lines),
    )


def _by_own_lines(lines: Mapping[int, set[Evidence]]) -> frozenset[int]:
    """The services, of those that do it by the same lines only the first."""
    found = {frozenset(said) or at: at for at, said in sorted(lines.items(), reverse=True)}
    return frozenset(found.values())
