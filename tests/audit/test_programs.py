"""What a summary says of the programs of a system, by name and by the files that start them."""

from typing import Any

import pytest

from driftscan.model.service_graph import Evidence, Service, ServiceEdge, ServiceGraph
from driftscan.report.audit.programs import programs_text


def service(name: str, *places: str, **said: Any) -> Service:
    evidence = tuple(_evidence(place) for place in places)
    return Service(**{"name": name, "kind": "service", "evidence": evidence} | said)


def _evidence(place: str) -> Evidence:
    path, _, what = place.partition(": ")
    return Evidence(path.encode(), 1, what)


COMPOSE = "compose.yml: compose"
CASES: dict[str, tuple[list[Service], str]] = {
    "none": ([], ""),
    "no program": (
        [
            service(kind, COMPOSE, kind=kind)
            for kind in ("datastore", "broker", "external", "infra", "user")
        ],
        "",
    ),
    "one that a file starts": (
        [service("a", COMPOSE, folder=b"a")],
        "Programs: compose.yml starts 1 program of the code here: a.",
    ),
    "kinds are told apart": (
        [
            service("a", COMPOSE, "a/Main.cs: ocelot", kind="gateway", folder=b"a"),
            service("b", COMPOSE, folder=b"b"),
            service("m", COMPOSE, kind="job", folder=b"m"),
            service("r", COMPOSE, "r/R.java: spring-boot", kind="infra", folder=b"r"),
            service("web", COMPOSE, kind="frontend", folder=b"w"),
        ],
        "Programs: compose.yml starts 5 programs of the code here: a, b, m (a job), r "
        "(infrastructure) and "
        "web (a front end).",
    ),
    "a web server with pages is a front end": (
        [service("web", COMPOSE, "w/package.json: pages: vue", kind="gateway", folder=b"w")],
        "Programs: compose.yml starts 1 program of the code here: web (a front end).",
    ),
    "one code base in several programs": (
        [service(name, COMPOSE, folder=b"") for name in ("web", "worker")],
        "Programs: compose.yml starts 2 programs of 1 code base here: web and worker.",
    ),
    "one image, of one of them the code is known": (
        [
            service("a", COMPOSE, folder=b"a", aliases=("acme/a",)),
            service("b", COMPOSE, aliases=("acme/a",)),
        ],
        "Programs: compose.yml starts 2 programs of 1 code base here: a and b.",
    ),
    "the file that starts most is named first, a program once": (
        [
            service("a", "dev.yml: compose", "k8s/a.yml: kubernetes", folder=b"a"),
            service("b", "k8s/b.yml: kubernetes", folder=b"b"),
            service("c", "dev.yml: compose", folder=b"c"),
        ],
        "Programs: k8s/ starts 2 programs of the code here: a and b; dev.yml starts 1 more: c.",
    ),
    "of files that start the same, that for those who develop comes last": (
        [service("a", "compose.dev.yml: compose", "x/compose.yml: compose", folder=b"a")],
        "Programs: x/compose.yml starts 1 program of the code here: a.",
    ),
    "many files": (
        [service(f"s{at}", f"{at}.yml: compose", folder=b"%d" % at) for at in range(5)],
        "Programs: 0.yml starts 1 program of the code here: s0; 1.yml starts 1 more: s1; 2.yml "
        "starts 1 "
        "more: s2; 2 other places start 2 more.",
    ),
    "many programs": (
        [service(f"s{at}", COMPOSE, folder=b"%d" % at) for at in range(9)],
        "Programs: compose.yml starts 9 programs of the code here: s0, s1, s2, s3, s4, s5, s6 and "
        "2 more.",
    ),
    "built, and started by nothing": (
        [service("a", "a/Dockerfile: Dockerfile", "a/A.java: spring-boot", folder=b"a")],
        "Programs: built by a Dockerfile, and started by no file that was read: a (a/Dockerfile).",
    ),
    "nothing says that they are started": (
        [
            service("a", "a/A.java: @SpringBootApplication", folder=b"a"),
            service("b", "b/B.java: @SpringBootApplication", folder=b"b"),
        ],
        "Programs: no file that was read starts or builds any; code begins like one in "
        "a (a/A.java:1) and b (b/B.java:1).",
    ),
    "code beside what is started": (
        [
            service("a", COMPOSE, folder=b"a"),
            service("b", "b/B.java: @SpringBootApplication", folder=b"b"),
            service("w", "w/package.json: a browser app: react", kind="frontend", folder=b"w"),
        ],
        "Programs: compose.yml starts 1 program of the code here: a; code that begins like a "
        "program, one of these or another: b (b/B.java:1); pages that browsers show: w "
        "(w/package.json:1).",
    ),
    "whose code nothing tells": (
        [
            service("a", COMPOSE, folder=b"a"),
            service("b", COMPOSE, aliases=("b", "acme/b")),
            service("m", COMPOSE, kind="job"),
        ],
        "Programs: compose.yml starts 1 program of the code here: a; started too, but of which "
        "code is not known: b (image acme/b) and m.",
    ),
    "whose code nothing tells, and no others": (
        [service("b", COMPOSE, aliases=("b", "acme/b")), service("m", COMPOSE, kind="job")],
        "Programs of which the code is not known: b (image acme/b) and m.",
    ),
    "whose code nothing tells, beside what nothing starts": (
        [
            service("a", "a/Dockerfile: Dockerfile", folder=b"a"),
            service("b", COMPOSE, aliases=("b", "acme/b")),
        ],
        "Programs: built by a Dockerfile, and started by no file that was read: a (a/Dockerfile); "
        "started, but of which code is not known: b (image acme/b).",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_programs(case: str) -> None:
    services, said = CASES[case]
    graph = ServiceGraph(services=tuple(services), edges=(), uses=())
    assert programs_text(graph) == said


A = service("a", COMPOSE, folder=b"a")
NGINX = service("nginx", COMPOSE, "n/Dockerfile: Dockerfile", kind="gateway", folder=b"n")
APACHE = service("apache", COMPOSE, "n/Dockerfile: Dockerfile", kind="gateway", folder=b"n")
KONG = service("kong", COMPOSE, kind="gateway")
STRANGE = service("b", COMPOSE, aliases=("acme/b",))
STARTED = "Programs: compose.yml starts 1 program of the code here: a; "
# Services, edges between their positions, and what is said.
SERVERS: dict[str, tuple[list[Service], list[tuple[int, int, str]], str]] = {
    "settings of its own": (
        [A, NGINX],
        [(1, 0, "http")],
        STARTED + "in front stands nginx, a web server of others with files from here.",
    ),
    "some with files from here": (
        [A, NGINX, APACHE, KONG],
        [(1, 0, "http"), (2, 0, "grpc"), (3, 0, "http")],
        STARTED + "in front stand nginx and apache, servers of others with files from here; in "
        "front stands kong, made by others.",
    ),
    "one behind the other": (
        [A, KONG, NGINX],
        [(1, 2, "http"), (2, 0, "http")],
        STARTED + "in front stands nginx, a web server of others with files from here; in front "
        "stands kong, made by others.",
    ),
    "nothing says that it leads anywhere": (
        [A, KONG, NGINX],
        [(1, 0, "metrics"), (0, 1, "http"), (1, 2, "http")],
        STARTED + "a web server of others with files from here, not seen to lead to a program "
        "here: nginx; made by others, not seen to lead to a program here: kong.",
    ),
    "it leads to what others made": (
        [A, KONG, STRANGE],
        [(1, 2, "http")],
        STARTED + "started too, but of which code is not known: b (image acme/b); made by "
        "others, not seen to lead to a program here: kong.",
    ),
    "of no program the code is known": (
        [KONG, STRANGE],
        [(0, 1, "http")],
        "Programs of which the code is not known: b (image acme/b); in front stands kong, "
        "made by others.",
    ),
}


@pytest.mark.parametrize("case", SERVERS)
def test_servers_of_others(case: str) -> None:
    services, joined, said = SERVERS[case]
    edges = tuple(
        ServiceEdge(source=source, target=target, kind=kind, confidence=1.0)
        for source, target, kind in joined
    )
    assert programs_text(ServiceGraph(services=tuple(services), edges=edges, uses=())) == said
