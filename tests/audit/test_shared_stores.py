"""Services and what they use in, which stores several code bases share out."""

from collections.abc import Iterable

import pytest

from driftscan.drift.measures import service_readings
from driftscan.model.service_graph import DataUse, Evidence, Service, ServiceGraph
from driftscan.model.trend import Reading
from driftscan.report.audit.sharing import StoreInCommon, shared_data, stores_in_common

_DB = Service(name="db", kind="datastore", engine="postgresql")


def names(graph: ServiceGraph, found: Iterable[StoreInCommon]) -> list[str]:
    return [graph.services[each.store].name for each in found]


def service(name: str, folder: bytes | None, *aliases: str) -> Service:
    return Service(name=name, kind="service", folder=folder, aliases=aliases)


CASES = {
    "two folders": ([service("a", b"a"), service("b", b"b")], ["db"]),
    "one folder, started twice": ([service("web", b"app"), service("worker", b"app")], []),
    "a folder in the other": ([service("all", b""), service("a", b"a")], []),
    "one image, one of them with code": (
        [service("web", b"app", "acme/app"), service("worker", None, "acme/app")],
        [],
    ),
    "one image, no code": ([service("a", None, "acme/a"), service("b", None, "acme/a")], []),
    "two images": ([service("a", None, "acme/a"), service("b", None, "acme/b")], ["db"]),
    "one with code, and one that others wrote": ([service("a", b"a"), service("b", None)], []),
    "nothing is known of either": ([service("a", None), service("b", None)], ["db"]),
}


@pytest.mark.parametrize(
    ("lines", "shared"),
    [
        ([("lib/rows.cs", 3), ("lib/rows.cs", 3)], []),  # one library decides
        ([("a/rows.cs", 3), ("lib/rows.cs", 3)], [("rows", 2)]),
        ([("lib/rows.cs", 3), ("lib/rows.cs", 9)], [("rows", 2)]),
    ],
)
def test_shared_data(lines: list[tuple[str, int]], shared: list[tuple[str, int]]) -> None:
    services = (service("a", b"a"), service("b", b"b"), _DB)
    uses = tuple(
        DataUse(
            service=at,
            store=2,
            data_set="rows",
            mode="w",
            confidence=1.0,
            evidence=(Evidence(path.encode(), line, "sql"),),
        )
        for at, (path, line) in enumerate(lines)
    )
    graph = ServiceGraph(services=services, edges=(), uses=uses)
    found = shared_data(graph)
    assert [(each.name, each.writing) for each in found] == shared
    measured = {each.measure: each.value for each in service_readings(graph)}
    assert measured["shared_data_sets"] == len(
        shared
    )  # what the trend shows is what the summary says


def test_a_topic_is_there_to_be_shared() -> None:
    broker = Service(name="queue", kind="broker", engine="kafka")
    uses = tuple(
        DataUse(service=at, store=2, data_set="topic", mode="w", confidence=1.0) for at in range(2)
    )
    services = (service("a", b"a"), service("b", b"b"), broker)
    graph = ServiceGraph(services=services, edges=(), uses=uses)
    assert shared_data(graph) == []
    assert Reading("shared_data_sets", 0) in list(service_readings(graph))


@pytest.mark.parametrize("case", CASES)
def test_shared_stores(case: str) -> None:
    services, shared = CASES[case]
    uses = tuple(
        DataUse(service=at, store=len(services), data_set="", mode="", confidence=1.0)
        for at in range(len(services))
    )
    graph = ServiceGraph(services=(*services, _DB), edges=(), uses=uses)
    assert names(graph, stores_in_common(graph)) == shared


# By code base the databases that it names on one server, '' where it names none; the one store in
# common, with the database and who uses it; and whether that is all that is known.
ALL = {"db": ("", ["s0", "s1"])}
DATABASES: dict[str, tuple[str, list[list[str]], dict[str, tuple[str, list[str]]], list[str]]] = {
    "each its own": ("postgresql", [["a"], ["b"], ["c"]], {}, []),
    "two of them the same": (
        "postgresql",
        [["a"], ["b"], ["a", "c"]],
        {"db": ("a", ["s0", "s2"])},
        [],
    ),
    "the same by one of several": (
        "postgresql",
        [["a", "x"], ["b", "x"]],
        {"db": ("x", ["s0", "s1"])},
        [],
    ),
    "one names none": (
        "postgresql",
        [["a"], ["b"], [""]],
        {"db": ("", ["s0", "s1", "s2"])},
        ["db"],
    ),
    "one is opened without, and named elsewhere": ("postgresql", [["a"], ["", "b"]], {}, []),
    "nobody names any": ("mysql", [[""], [""]], ALL, ["db"]),
    "two the same, one none": ("mysql", [["a"], ["a"], [""]], {"db": ("a", ["s0", "s1"])}, []),
    "one alone": ("mysql", [[""]], {}, []),
    "where no databases are kept apart": ("elasticsearch", [[""], [""]], ALL, []),
}


@pytest.mark.parametrize("case", DATABASES)
def test_a_server_is_not_what_is_shared(case: str) -> None:
    engine, named, shared, unknown = DATABASES[case]
    services = [service(f"s{at}", f"s{at}".encode()) for at in range(len(named))]
    store = Service(name="db", kind="datastore", engine=engine)
    uses = tuple(
        DataUse(
            service=at, store=len(named), data_set="", mode="", confidence=1.0, database=database
        )
        for at, databases in enumerate(named)
        for database in databases
    )
    graph = ServiceGraph(services=(*services, store), edges=(), uses=uses)
    found = stores_in_common(graph)
    assert names(graph, found) == list(shared)
    assert names(graph, (each for each in found if not each.is_sure)) == unknown
    told = [(each.database, [f"s{at}" for at in each.users]) for each in found]
    assert told == list(shared.values())


@pytest.mark.parametrize(
    ("tables", "unknown"), [(["rows", "rows"], []), (["rows", "bills"], ["db"])]
)
def test_a_table_that_both_use_is_in_one_database(tables: list[str], unknown: list[str]) -> None:
    services = (service("a", b"a"), service("b", b"b"), _DB)
    uses = tuple(
        DataUse(service=at, store=2, data_set=table, mode="w", confidence=1.0)
        for at, table in enumerate(tables)
    )
    graph = ServiceGraph(services=services, edges=(), uses=uses)
    (found,) = stores_in_common(graph)
    assert names(graph, [found]) == ["db"]
    assert names(graph, [] if found.is_sure else [found]) == unknown
