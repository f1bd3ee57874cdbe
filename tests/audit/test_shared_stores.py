"""Services and what they use in, which stores several code bases share out."""

import pytest

from driftscan.model.service_graph import DataUse, Service, ServiceGraph
from driftscan.report.audit.sharing import coded_services, own_services, shared_stores

_DB = Service(name="db", kind="datastore", engine="postgresql")


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
    "nothing is known of either": ([service("a", None), service("b", None)], ["db"]),
}


@pytest.mark.parametrize("case", CASES)
def test_shared_stores(case: str) -> None:
    services, shared = CASES[case]
    uses = tuple(
        DataUse(service=at, store=len(services), data_set="", mode="", confidence=1.0)
        for at in range(len(services))
    )
    graph = ServiceGraph(services=(*services, _DB), edges=(), uses=uses)
    assert shared_stores(graph) == shared
    assert own_services(graph) == 2
    assert coded_services(graph) == sum(each.folder is not None for each in services)
