"""What a summary says of the programs of a system, by name and by the files that start them."""

from typing import Any

import pytest

from driftscan.model.service_graph import Evidence, Program, Service, ServiceGraph
from driftscan.report.audit.declared import declared_text
from driftscan.report.audit.programs import programs_text


def service(name: str, *places: str, **said: Any) -> Service:
    evidence = tuple(_evidence(place) for place in places)
    image = said.get("image", "")
    images = tuple(Evidence(each.path, each.line, image) for each in evidence if image)
    found = {"name": name, "kind": "service", "evidence": evidence, "images": images}
    return Service(**found | said)


def _evidence(place: str) -> Evidence:
    path, _, what = place.partition(": ")
    return Evidence(path.encode(), 1, what)


COMPOSE = "compose.yml: compose"
CASES: dict[str, tuple[list[Service], list[str], str]] = {
    "none": ([], [], ""),
    "no program": (
        [
            service(kind, COMPOSE, kind=kind)
            for kind in ("datastore", "broker", "external", "infra", "user", "gateway")
        ],
        [],
        "",
    ),
    "one that a file starts": (
        [service("a", COMPOSE, folder=b"a")],
        [],
        "Deployment: compose.yml starts a of the code here (line 1).",
    ),
    "by the names and lines that the file has": (
        [
            service("a", COMPOSE, folder=b"a", called=(Evidence(b"compose.yml", 7, "shop-a"),)),
            service("b", COMPOSE, folder=b"b", called=(Evidence(b"compose.yml", 3, "shop-b"),)),
        ],
        [],
        "Deployment: compose.yml starts shop-b and shop-a of the code here (lines 3 and 7).",
    ),
    "kinds are told apart": (
        [
            service("a", COMPOSE, "a/Main.cs: ocelot", kind="gateway", folder=b"a"),
            service("m", COMPOSE, kind="job", folder=b"m"),
            service("n", COMPOSE, "n/Dockerfile: Dockerfile", kind="gateway", folder=b"n"),
            service("r", COMPOSE, "r/R.java: spring-boot", kind="infra", folder=b"r"),
            service("web", COMPOSE, kind="frontend", folder=b"w"),
        ],
        [],
        "Deployment: compose.yml starts a, m (a job), n (a server of others with files from here), "
        "r (infrastructure) and web (a front end) of the code here (lines 1, 1, 1, 1 and 1).",
    ),
    "a web server with pages is a front end": (
        [service("web", COMPOSE, "w/package.json: pages: vue", kind="gateway", folder=b"w")],
        [],
        "Deployment: compose.yml starts web (a front end) of the code here (line 1).",
    ),
    "one image, of one of them the code is known": (
        [
            service("a", COMPOSE, folder=b"a", aliases=("acme/a",)),
            service("b", COMPOSE, aliases=("acme/a",)),
        ],
        [],
        "Deployment: compose.yml starts a and b of the code here (lines 1 and 1).",
    ),
    "the file that starts most is named first, a program once": (
        [
            service("a", "dev.yml: compose", "k8s/a.yml: kubernetes", folder=b"a"),
            service("b", "k8s/b.yml: kubernetes", folder=b"b"),
            service("c", "dev.yml: compose", folder=b"c"),
        ],
        [],
        "Deployment: k8s/ starts a and b of the code here; dev.yml, for development or "
        "tests by its name, starts c of the code here too "
        "(line 1).",
    ),
    "of files that start the same, that for those who develop comes last": (
        [service("a", "compose.dev.yml: compose", "x/compose.yml: compose", folder=b"a")],
        [],
        "Deployment: x/compose.yml starts a of the code here (line 1); compose.dev.yml starts all "
        "of these, too.",
    ),
    "the first builds it, another runs an image of the name": (
        [
            service(
                "a",
                COMPOSE,
                "x/compose.yml: compose",
                folder=b"a",
                built_by=(b"compose.yml",),
                image="acme/a",
            ),
        ],
        [],
        "Deployment: compose.yml starts a from files here (line 1); x/compose.yml starts all of "
        "these, too, by images.",
    ),
    "the first builds it, another starts its project": (
        [service("a", COMPOSE, "host/P.cs: aspire", folder=b"a", built_by=(b"compose.yml",))],
        [],
        "Deployment: compose.yml starts a from files here (line 1); host/P.cs starts all of "
        "these, too.",
    ),
    "many files": (
        [service(f"s{at}", f"{at}.yml: compose", folder=b"%d" % at) for at in range(5)],
        [],
        "Deployment: 0.yml starts s0 of the code here (line 1); 1.yml starts s1 of the code here "
        "too (line 1); 2.yml starts s2 of the code here too (line 1); 2 other places start 2 more.",
    ),
    "many programs": (
        [service(f"s{at}", COMPOSE, folder=b"%d" % at) for at in range(9)],
        [],
        "Deployment: compose.yml starts s0, s1, s2, s3, s4, s5, s6 and 2 more of the code here "
        "(lines 1, 1, 1, 1, 1, 1 and 1).",
    ),
    "built, and started by nothing": (
        [service("a", "a/Dockerfile: Dockerfile", "a/A.java: spring-boot", folder=b"a")],
        ["a/Dockerfile"],
        "1 Dockerfile, tests, benchmarks, samples, hidden files and folders apart: a/Dockerfile.",
    ),
    "many are built": (
        [service("a", COMPOSE, folder=b"a")],
        ["b/c/Dockerfile", "Dockerfile", "a/Dockerfile", "b/Dockerfile", "c/Dockerfile"],
        "Deployment: compose.yml starts a of the code here (line 1). 5 Dockerfiles, tests, "
        "benchmarks, samples, hidden files and folders apart: Dockerfile, a/Dockerfile, "
        "b/Dockerfile and 2 more.",
    ),
    "hidden folders are apart": (
        [service("a", COMPOSE, folder=b"a")],
        [".devcontainer/Dockerfile", "Dockerfile"],
        "Deployment: compose.yml starts a of the code here (line 1). 1 Dockerfile, tests, "
        "benchmarks, samples, hidden files and folders apart: Dockerfile.",
    ),
    "samples are what there is": (
        [service("a", COMPOSE, folder=b"a")],
        ["examples/a/Dockerfile", "examples/b/Dockerfile"],
        "Deployment: compose.yml starts a of the code here (line 1). 2 Dockerfiles, tests, "
        "hidden files and folders apart: examples/a/Dockerfile and examples/b/Dockerfile.",
    ),
    "whose code nothing tells, or a likeness of names alone": (
        [
            service("a", COMPOSE, folder=b"a"),
            service("b", COMPOSE, image="acme/b"),
            service("kong", COMPOSE, kind="gateway", image="kong"),
            service("m", COMPOSE, kind="job", image="m"),
            service("v", COMPOSE),
            service("s", COMPOSE, folder=b"util/s", image="s", unsure=("its name ends so",)),
        ],
        [],
        "Deployment: compose.yml starts a of the code here (line 1); images that nothing here is "
        "seen to build run beside them, as b (acme/b, compose.yml:1), m (m, "
        "compose.yml:1) and s (s, compose.yml:1).",
    ),
    "that a manifest builds, though no folder of code is known": (
        [
            service("b", COMPOSE, built_by=frozenset([b"compose.yml"])),
            service("c", COMPOSE, image="c"),
        ],
        [],
        "Deployment: compose.yml starts b from files here (line 1); images that nothing here is "
        "seen to build run beside them, as c (c, compose.yml:1).",
    ),
    "images of other places than those with programs from here": (
        [service("b", COMPOSE, folder=b""), service("c", "x/compose.yml: compose", image="c")],
        [],
        "Deployment: compose.yml starts b of the code here (line 1).",
    ),
    "images alone: of the place that starts most": (
        [
            service("b", "k8s/b.yml: kubernetes", image="b"),
            service("c", "k8s/c.yml: kubernetes", image="c"),
            service("d", COMPOSE, image="d"),
        ],
        [],
        "Deployment: images that nothing here is seen to build run, as "
        "b (b, k8s/b.yml:1) and c (c, k8s/c.yml:1).",
    ),
    "another file starts it by another image, and the line has that one": (
        [
            service("a", COMPOSE, folder=b"a"),
            service(
                *("b", COMPOSE, "x/compose.yml: compose"),
                image="other/b",
                images=(Evidence(b"compose.yml", 1, "b"), Evidence(b"x/compose.yml", 1, "other/b")),
            ),
        ],
        [],
        "Deployment: compose.yml starts a of the code here (line 1); images that nothing here is "
        "seen to build run beside them, as b (b, compose.yml:1).",
    ),
    "not by the patch of a kustomization, and by itself what none takes": (
        [
            service("a", "k8s/a.yml: kubernetes", "k8s/dev/p.yml: kubernetes patch", folder=b"a"),
            service("b", "k8s/dev/b.yml: kubernetes file", folder=b"b"),
        ],
        [],
        "Deployment: k8s/ starts a of the code here; k8s/dev/b.yml, for development or tests by "
        "its name, starts b of the code here too (line 1).",
    ),
    "a file for those who test comes last, though it starts most": (
        [
            service("a", ".ci/compose.yml: compose", COMPOSE, folder=b""),
            service("b", ".ci/compose.yml: compose", folder=b""),
        ],
        [],
        "Deployment: compose.yml starts a of the code here (line 1); .ci/compose.yml, for "
        "development or tests by its name, starts b of the code here too (line 1).",
    ),
    "that another file builds": (
        [
            service(
                *("a", COMPOSE, "k8s/a.yml: kubernetes"),
                folder=b"a",
                built_by=frozenset([b"compose.yml"]),
            ),
            service("b", "k8s/b.yml: kubernetes", folder=b"b"),
        ],
        [],
        "Deployment: k8s/ starts a and b of the code here; compose.yml starts some or all of "
        "these, too.",
    ),
    "whose code nothing tells, and that no image is": (
        [service("b", "Program.cs: aspire")],
        [],
        "",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_programs(case: str) -> None:
    services, dockerfiles, said = CASES[case]
    paths = tuple(each.encode() for each in dockerfiles)
    graph = ServiceGraph(services=tuple(services), edges=(), uses=(), dockerfiles=paths)
    assert programs_text(graph) == said


def test_images_alone_beside_declared_programs_are_for_work() -> None:
    services = (service("kafka-ui", COMPOSE, image="acme/ui"),)
    programs = (Program("go-main", "api", Evidence(b"main.go", 1, "")),)
    graph = ServiceGraph(services=services, edges=(), uses=(), programs=programs)
    assert programs_text(graph) == ""


def program(form: str, name: str, place: str) -> Program:
    path, _, line = place.partition(":")
    return Program(form, name, Evidence(path.encode(), int(line), ""))


SAID = (
    "Among the programs that code and build files declare, tests, benchmarks, samples, "
    "documentation, hidden files and folders apart: "
)
DECLARED: dict[str, tuple[list[Program], str]] = {
    "nothing": ([], ""),
    "one of Cargo": (
        [program("cargo-bin", "shop", "Cargo.toml:3")],
        SAID + "1 Cargo binary, shop (Cargo.toml:3).",
    ),
    "a place that has the name in it": (
        [
            program("go-main", "api", "cmd/api/main.go:12"),
            program("php-script", "bin/console", "bin/console:1"),
            program("app of celery", "app/tasks.py", "app/tasks.py:9"),
        ],
        SAID + "1 folder of Go's package main, cmd/api/main.go:12; application objects in "
        "app/tasks.py:9 (celery); 1 script that PHP runs, bin/console.",
    ),
    "of what cannot be counted, some": (
        [program("npm-start", f"x{at}", f"p{at}/package.json:4") for at in range(7)],
        SAID + "`npm start` runs x0 (p0/package.json:4), x1 (p1/package.json:4), x2 "
        "(p2/package.json:4), x3 (p3/package.json:4), x4 (p4/package.json:4), x5 "
        "(p5/package.json:4) and others.",
    ),
    "what a package is called stands before its manifest": (
        [program("npm-start", "shop", "shop/package.json:4")],
        SAID + "`npm start` runs shop (shop/package.json:4).",
    ),
    "more than are named, what helps to write the rest last": (
        [
            program("cargo-bin", "gen", "tools/Cargo.toml:1"),
            *(program("cargo-bin", f"x{at}", f"b{at}/Cargo.toml:1") for at in range(6)),
        ],
        SAID + "7 Cargo binaries, x0 (b0/Cargo.toml:1), x1 (b1/Cargo.toml:1), x2 (b2/Cargo.toml:1),"
        " x3 (b3/Cargo.toml:1), x4 (b4/Cargo.toml:1) and 2 more.",
    ),
}


@pytest.mark.parametrize("case", DECLARED)
def test_declared_programs(case: str) -> None:
    programs, said = DECLARED[case]
    graph = ServiceGraph(services=(), edges=(), uses=(), programs=tuple(programs))
    assert declared_text(graph) == said
