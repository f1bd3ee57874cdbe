"""Lists of what systems depend on (benchmarks/services/read), and what is reported beside them."""

import pytest

from benchmarks.services.graphs import Access, DataSet, Edge, Graph, Service, Store
from benchmarks.services.lists import Pair, Read, Shared, lists
from benchmarks.services.whole import print_whole

GRAPH = Graph(
    services=(
        Service("cart", "service", ("cart-api", "cart-svc")),
        Service("orders", "job"),
        Service("db", "datastore", ("postgres",)),
        Service("queue", "broker"),
        Service("stray", "service"),
        Service("user", "user"),
    ),
    edges=(
        Edge("cart", "db", "data"),
        Edge("orders", "db", "data"),
        Edge("cart", "queue", "publish", "placed"),
        Edge("orders", "queue", "consume", "placed"),
        Edge("orders", "cart", "http", "GET /"),
        Edge("cart", "orders", "http", "GET /"),
        Edge("user", "cart", "entry"),
    ),
    datastores=(
        Store("db", (Access("cart", (DataSet("carts"),)), Access("orders", (DataSet("carts"),)))),
    ),
)


def _pair(source: str, to: str, kind: str) -> Pair:
    return Pair(source=source, to=to, edge=True, at="a:1", why="", kind=kind)


READ = Read(
    repository="acme/shop",
    commit="",
    seed=1,
    services={"service": ("basket", "orders"), "datastore": ("postgres",), "broker": ("queue",)},
    names={"basket": ("basket-api", "cart-svc"), "queue": ("stray",)},
    known=(
        _pair("basket", "postgres", "data"),
        _pair("basket", "queue", "consume"),
        _pair("orders", "queue", "http"),
        _pair("postgres", "queue", "data"),
    ),
    doubtful=(_pair("orders", "basket", "http"),),
    shared=(
        Shared("Carts", "postgres", {"basket": "w", "orders": "r"}, "a:1"),
        Shared("placed", "queue", {"basket": "w", "orders": "r"}, "a:1"),
        Shared("carts", "postgres", {"basket": "w", "queue": "r"}, "a:1"),
    ),
)


def _printed(capsys: pytest.CaptureFixture[str], read: Read) -> str:
    print_whole([("shop", read, GRAPH)])
    return capsys.readouterr().out


@pytest.mark.parametrize(
    "line",
    [
        "shop: orders is service, reported as job",
        "shop: queue has come apart: queue, stray",
        "shop: reported, not listed: cart -> orders",
        "shop: reported, not listed: orders -> db",
        "shop: not reported: postgres -> queue (a:1: )",
        "shop: not reported as shared: carts in postgres (a:1)",
    ],
)
def test_differences_are_told_by_name(capsys: pytest.CaptureFixture[str], line: str) -> None:
    assert line in _printed(capsys, READ).splitlines()


@pytest.mark.parametrize("unsaid", ["orders -> cart", "user -> cart", "placed", "Carts"])
def test_what_agrees_or_is_doubtful_is_not_told(
    capsys: pytest.CaptureFixture[str], unsaid: str
) -> None:
    assert unsaid not in _printed(capsys, READ)


def test_counts_of_a_system(capsys: pytest.CaptureFixture[str]) -> None:
    row = next(line for line in _printed(capsys, READ).splitlines() if line.startswith("| shop"))
    cells = [cell.strip() for cell in row.strip("|").split("|")[1:]]
    services, edges, listed, data = ["4", "4", "3", "0"], ["5", "3", "0.600"], [], ["3", "2"]
    listed = ["4", "3", "2", "0.750"]
    assert cells == [*services, *edges, *listed, *data]


def _whole_systems() -> list[str]:
    return [name for name, read in lists([]) if read.services]


@pytest.mark.parametrize("system", _whole_systems())
def test_pairs_of_a_whole_system_join_its_services(system: str) -> None:
    (_, read), *_ = lists([system])
    services = {name for names in read.services.values() for name in names}
    sides = {side for pair in (*read.known, *read.doubtful) for side in (pair.source, pair.to)}
    sharing = {name for shared in read.shared for name in shared.between}
    assert (sides | sharing | set(read.names)) <= services
    assert len({(pair.source, pair.to) for pair in read.known}) == len(read.known)
    assert all(pair.kind and pair.edge for pair in read.known)


def test_a_seed_stands_for_its_set() -> None:
    seeds = {read.seed for _, read in lists(["23"])}
    assert seeds == {23}
