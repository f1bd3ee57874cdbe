"""How many services a summary speaks of, and of how many code bases."""

from typing import Any

import pytest

from driftscan.model.service_graph import DataUse, Evidence, Service, ServiceGraph
from driftscan.report.audit.extent import services_text, stores_text

# Folders of services, None where no code was found.
TEXTS: dict[tuple[bytes | None, ...], str] = {
    (): "",
    (b"a",): "1 service",
    (b"", b"a"): "2 services",
    (b"a", None): "1 service (manifests start 1 more, whose code was not found)",
    (None, None): "2 services (code found of none)",
    (b"", b"", b""): "3 services that run 1 code base",
    (b"a", b"a", b"b"): "3 services that run 2 code bases",
    (b"", b"", None): "2 services that run 1 code base "
    "(manifests start 1 more, whose code was not found)",
}


def service(name: str, *places: str, **said: Any) -> Service:
    evidence = tuple(_evidence(place) for place in places)
    return Service(**{"name": name, "kind": "service", "evidence": evidence} | said)


def _evidence(place: str) -> Evidence:
    path, _, what = place.partition(": ")
    return Evidence(path.encode(), 1, what)


@pytest.mark.parametrize("folders", TEXTS)
def test_services_of_their_own(folders: tuple[bytes | None, ...]) -> None:
    own = [service(f"s{at}", folder=each) for at, each in enumerate(folders)]
    others = [
        Service(name=kind, kind=kind)
        for kind in ("datastore", "broker", "external", "infra", "user")
    ]
    graph = ServiceGraph(services=(*own, *others), edges=(), uses=())
    assert services_text(graph) == TEXTS[folders]


KINDS = {
    "what people see, and what ends, is told apart": (
        [
            service("a", kind="gateway", folder=b"a"),
            service("b", folder=b"b"),
            service("web", kind="frontend", folder=b"w"),
            service("m", kind="job", folder=b"m"),
        ],
        "2 services, 1 front end and 1 job",
    ),
    "one image, of one of them the code is known": (
        [service("a", folder=b"a", aliases=("acme/a",)), service("b", aliases=("acme/a",))],
        "2 services that run 1 code base",
    ),
    "programs that nothing starts": (
        [
            service("a", "a/A.java: @SpringBootApplication", folder=b"a"),
            service("b", "b/B.java: @SpringBootApplication", folder=b"b"),
        ],
        "2 services (nothing here says which of them are run by themselves)",
    ),
    "what only developers start of what is deployed": (
        [
            service("web", "Procfile: procfile", "compose.yml: compose", folder=b""),
            service("worker", "Procfile: procfile", folder=b""),
            service("docs", "compose.yml: compose", folder=b""),
            service("mail", "compose.yml: compose"),
            service("tool", "compose.yml: compose", folder=b"tool"),
        ],
        "3 services that run 2 code bases (compose files alone start 1 more of that code; "
        "manifests start 1 more, whose code was not found)",
    ),
    "what manifests start without its code is told by kind": (
        [
            service("a", "a/Dockerfile: Dockerfile", folder=b"a"),
            service("b"),
            service("m", kind="job"),
            service("n", kind="job"),
        ],
        "1 service (manifests start 1 service and 2 jobs more, whose code was not found)",
    ),
    "a product that others wrote is nobody's lost code": (
        [service("a", folder=b"a"), service("nginx", kind="gateway")],
        "1 service (1 program of others in front)",
    ),
    "one of them is": (
        [
            service(
                "a", "a/A.java: @SpringBootApplication", "a/Dockerfile: Dockerfile", folder=b"a"
            ),
            service("b", "b/B.java: @SpringBootApplication", folder=b"b"),
        ],
        "2 services",
    ),
}


@pytest.mark.parametrize("case", KINDS)
def test_kinds_of_services(case: str) -> None:
    services, said = KINDS[case]
    assert services_text(ServiceGraph(services=tuple(services), edges=(), uses=())) == said


# Where the service is started, then where it uses each of three stores.
STORES: dict[str, tuple[list[str], list[list[str]], str]] = {
    "nobody is seen to use them": ([], [[], [], []], "3 data stores"),
    "all of them in one set-up": (["c.yml"], [["c.yml: A"], ["c.yml: B"], []], "3 data stores"),
    "one in each set-up": (
        ["m.yml", "p.yml"],
        [["m.yml: links"], ["p.yml: links"], []],
        "3 data stores, not all of them at once",
    ),
    "one key of settings, in several files": (
        [],
        [["app-my.yml: spring.datasource.url"], ["app-pg.yml: spring.datasource.url"], []],
        "3 data stores, not all of them at once",
    ),
    "two keys": ([], [["a.yml: MAIN_URL"], ["b.yml: AUDIT_URL"], []], "3 data stores"),
    "code may open several": ([], [["a.py: psycopg"], ["b.py: psycopg"], []], "3 data stores"),
}


@pytest.mark.parametrize("case", STORES)
def test_stores(case: str) -> None:
    starts, uses, said = STORES[case]
    services = (
        service("a", *(f"{path}: compose" for path in starts), folder=b"a"),
        *(service(f"db{at}", kind="datastore") for at in range(3)),
    )
    assert stores_text(graph_of(services, dict.fromkeys([0], uses))) == said


def test_stores_of_what_others_wrote() -> None:
    services = (
        service("ours", "compose.yml: compose", folder=b""),
        service("db", "compose.yml: compose", kind="datastore"),
        service("used", "else.yml: compose", kind="datastore"),
        service("theirs", "templates/x.yml: compose"),
        service("their-db", "templates/x.yml: compose", kind="datastore"),
        service("their-cache", "templates/x.yml: compose", kind="datastore"),
    )
    uses = {0: [[], ["a.py: psycopg"]], 3: [[], [], [], ["templates/x.yml: DB_URL"]]}
    assert stores_text(graph_of(services, uses)) == "2 data stores (2 more of what manifests start)"
    assert stores_text(graph_of(services[3:], {})) == "2 data stores"


def graph_of(services: tuple[Service, ...], uses: dict[int, list[list[str]]]) -> ServiceGraph:
    """uses: by service, for each of those behind the first where it is used."""
    return ServiceGraph(
        services=services,
        edges=(),
        uses=tuple(
            DataUse(
                service=at,
                store=store,
                data_set="",
                mode="",
                confidence=1.0,
                evidence=tuple(map(_evidence, places)),
            )
            for at, row in uses.items()
            for store, places in enumerate(row, start=1)
            if places
        ),
    )
