"""What keeps a system's data: by kind, by name, and where that is said."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import combinations

from driftscan.graph.code_bases import with_code
from driftscan.model.service_graph import DataUse, Evidence, Service, ServiceGraph
from driftscan.notation import words
from driftscan.report.audit.named_stores import may_be_used, speaks_of_it, title_of
from driftscan.report.audit.set_aside import (
    emulated_by,
    is_asked_for,
    is_for_developers,
    lines_of_use,
)
from driftscan.report.audit.starting import (
    is_started_by,
    line_text,
    place_text,
    starts,
    told_by,
)
from driftscan.report.escape import name_text

_PROGRAMS = ("gateway", "service", "frontend", "job")
_RELATIONAL = frozenset(["postgresql", "mysql", "mariadb", "sqlserver", "oracle", "sqlite"])
# They search what they keep; some only keep what others print.
_SEARCHING = frozenset(["elasticsearch"])
# Clients that are given an address, wherever that stands.
_ANY_DATABASE = frozenset("sqlalchemy sqlmodel databases dataset tortoise peewee cloud-sql".split())
# One entry of a configuration, which has one value at a time: `spring.datasource.url`, `DB_URL`.
_SETTING = re.compile(r"(?:reads )?(?:[\w-]+(?:\.[\w\[\]-]+)+|[A-Z][A-Z0-9_]+)")
_PLACES = 2
_NAMED = 3


def stores_text(graph: ServiceGraph) -> str:
    """A sentence; '' if there is none. Those that only programs of others use are told apart, and
    so is what is no part of the system."""
    kept = {at for at, each in enumerate(graph.services) if _keeps(each) and _is_seen(each)}
    emulators = {at for at in kept if emulated_by(graph.services[at])}
    lines = lines_of_use(graph, kept - emulators)
    # Of what code opens, or asks for a driver of, it is told where that is. MinIO is no Amazon's.
    by_driver = {each.engine for each in graph.drivers if speaks_of_it(each)} - {"s3"}
    of_code = {
        at
        for at in kept - emulators
        if graph.services[at].engine in by_driver
        and (at in lines or _is_by_any_client(graph.services[at]))
    }
    aside = {at for at, used in lines.items() if not used} | of_code
    stores = kept - emulators - aside
    theirs = _of_others(graph, stores)
    own = sorted(stores - theirs)
    clauses = list(may_be_used(graph.drivers, [graph.services[at] for at in own]))
    if not own and not clauses and not aside and not emulators:
        own, theirs = sorted(stores), set()
    for said, apart in (
        ("emulators stand for", emulators),
        ("beside programs of others:", theirs),
        ("only files for development, monitoring, samples or tools start", aside - of_code),
    ):
        if apart:
            clauses.append(f"{said} {words.listed(_kinds(graph, sorted(apart)))}")
    if not own:
        return f"Data stores: {'; '.join(clauses)}." if clauses else ""
    many = "Data store seen" if len(own) == 1 else "Data stores seen"
    turn = ", not all of them at once" if _in_turn(graph, own) else ""
    return f"{many}{turn}: {'; '.join([words.listed(_kinds(graph, own, lines)), *clauses])}."


def _keeps(service: Service) -> bool:
    return service.kind == "datastore" or service.engine in _SEARCHING


def _is_seen(service: Service) -> bool:
    """Whether more tells of it than a driver that a manifest asks for."""
    by_driver = service.evidence and is_asked_for(service.evidence[0])
    return bool(starts(service)) or not by_driver


def _kinds(
    graph: ServiceGraph, stores: Sequence[int], used: Mapping[int, Sequence[Evidence]] = {}
) -> Iterator[str]:
    """`PostgreSQL (accounts-db and ledger-db in k8s/), SQLite (app/db.py:12)`; one file for all
    kinds where one starts them all, those that start programs of the code here first. used: lines
    to tell in place of what starts a store."""
    by_title: dict[str, list[int]] = defaultdict(list)
    for at in stores:
        by_title[emulated_by(graph.services[at]) or title_of(graph.services[at])].append(at)
    told: dict[int, bytes] = {}
    for place, group in told_by(
        {at: _starts(graph.services[at]) for at in stores if at not in used}, _of_programs(graph)
    ):
        told |= dict.fromkeys(group, place)
    for title, group in sorted(by_title.items()):
        yield f"{title} ({'; '.join(_where(graph, group, told, used))})"


def _is_by_any_client(store: Service) -> bool:
    """Whether it is there by lines alone that open any database, and do not say which."""
    return bool(store.evidence) and all(each.what in _ANY_DATABASE for each in store.evidence)


def _starts(store: Service) -> Set[bytes]:
    """What starts it; without what only developers use, where others start it as well."""
    places = starts(store)
    return {each for each in places if not is_for_developers(each)} or places


def _of_programs(graph: ServiceGraph) -> Set[bytes]:
    places = {at: starts(graph.services[at]) for at in with_code(graph)}
    return {place for place, _ in told_by(places)}


def _where(
    graph: ServiceGraph,
    group: Iterable[int],
    told: Mapping[int, bytes],
    used: Mapping[int, Sequence[Evidence]],
) -> Iterator[str]:
    """At most two places: each of them tells that there is one."""
    by_place: dict[bytes, list[str]] = defaultdict(list)
    seen = []
    for at in group:
        service = graph.services[at]
        if at in told:
            by_place[told[at]].append(name_text(service.name))
        elif lines := used.get(at, service.evidence[:1]):
            seen.append(line_text(min(lines, key=lambda each: (each.path.count(b"/"), each))))
    started = [f"{_some(names)} in {place_text(place)}" for place, names in by_place.items()]
    yield from [*started, *sorted(set(seen))][:_PLACES]


def _some(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return words.listed(names if more <= 0 else [*names[:_NAMED], f"{more:,} more"])


def _of_others(graph: ServiceGraph, stores: Set[int]) -> set[int]:
    """The stores that no program of which the code was found uses or is started with, while others
    are or do, and that nothing else in the tree has to do with."""
    known = with_code(graph)
    ours = {e.path for at in known for e in graph.services[at].evidence}
    users: dict[int, set[int]] = defaultdict(set)
    for use in graph.uses:
        users[use.store].add(use.service)
    theirs = {
        e.path
        for at, each in enumerate(graph.services)
        if each.kind in _PROGRAMS and at not in known
        for e in each.evidence
    }
    return {
        at
        for at in stores
        if known
        and known.keys().isdisjoint(users[at])
        and (places := {e.path for e in graph.services[at].evidence})
        and places.isdisjoint(ours)
        and (users[at] or places & theirs)
        and graph.services[at].engine not in {each.engine for each in graph.drivers}
    }


def _in_turn(graph: ServiceGraph, stores: Sequence[int]) -> bool:
    """Whether some service has different stores in different set-ups: manifests that start it, or
    files of settings that give one key another value."""
    by_service: dict[int, dict[int, list[DataUse]]] = defaultdict(lambda: defaultdict(list))
    for use in graph.uses:
        if use.store in stores:
            by_service[use.service][use.store].append(use)
    return _in_other_files(graph, stores) or any(
        _are_in_turn(graph.services[service], one, other)
        for service, uses in by_service.items()
        for one, other in combinations(uses.values(), 2)
    )


def _in_other_files(graph: ServiceGraph, stores: Sequence[int]) -> bool:
    """Whether databases of different kinds are started by different files, each of which starts a
    program that the other starts as well."""
    begun = [starts(each) for each in graph.services if each.kind in _PROGRAMS]
    databases = [graph.services[at] for at in stores if graph.services[at].engine in _RELATIONAL]
    return any(
        one.engine != other.engine
        and starts(one).isdisjoint(starts(other))
        and any(starts(one) & each and starts(other) & each for each in begun)
        for one, other in combinations(databases, 2)
    )


def _are_in_turn(service: Service, one: Sequence[DataUse], other: Sequence[DataUse]) -> bool:
    begun = {each.path for each in service.evidence if is_started_by(each)}
    first, second = _places(one), _places(other)
    if not {path for path, _ in first}.isdisjoint(path for path, _ in second):
        return False
    if begun & {path for path, _ in first} and begun & {path for path, _ in second}:
        return True
    return any(_SETTING.fullmatch(what) for _, what in first for _, w in second if w == what)


def _places(uses: Iterable[DataUse]) -> set[tuple[bytes, str]]:
    return {(each.path, each.what) for use in uses for each in use.evidence}
