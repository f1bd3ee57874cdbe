"""Facts that nobody would write: linking stays within seconds, and never raises."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from driftscan.model.service_fact import (
    AccessFact,
    CallFact,
    HostFact,
    MarkFact,
    Need,
    Piece,
    ServiceFacts,
    StoreFact,
    Text,
    ValueFact,
    Variable,
    WorkloadFact,
)
from driftscan.model.service_graph import ServiceCoverage, ServiceGraph
from driftscan.report import service_json
from driftscan.report.terminal import data, services
from driftscan.report.view import View
from driftscan.services.facts import FactFile, TreeFacts
from driftscan.services.link import link
from tests.bounded import bounded
from tests.services.tiny_tree import graph_of, write_tree

MANY = 3_000


def text(words: str) -> Text:
    return (Piece("text", words),)


def tree(*files: FactFile) -> TreeFacts:
    manifests = {file.path: () for file in files if file.path.endswith(b"pom.xml")}
    return TreeFacts(tuple(sorted(files, key=lambda file: file.path)), manifests, frozenset())


def file(path: str, extractor: str = "", **facts: Sequence[object]) -> FactFile:
    found = {name: tuple(each) for name, each in facts.items()}
    return FactFile(path.encode(), extractor, ServiceFacts(**found))  # type: ignore[arg-type]


def compose(count: int, fact: Callable[[int], WorkloadFact]) -> FactFile:
    return file("compose.yml", "compose", workloads=[fact(number) for number in range(count)])


def homes(count: int) -> Iterator[FactFile]:
    for number in range(count):
        call = CallFact("http", text(f"http://home{number // 2}/x"), 1)
        yield file(f"home{number}/Dockerfile", "dockerfile", marks=[MarkFact("image", "python", 1)])
        yield file(
            f"home{number}/app.py",
            calls=[call],
            stores=[StoreFact("mysql", text("mysql://localhost/shop"), 2)],
            accesses=[AccessFact("sql", text("orders"), "r", 3)],
        )


def one_service(*files: FactFile) -> TreeFacts:
    return tree(file("pom.xml"), file("Dockerfile", "dockerfile", marks=[_PYTHON]), *files)


_PYTHON = MarkFact("image", "python", 1)


def _linked_workload(number: int) -> WorkloadFact:
    other = f"s{number * 7 % 1000}"
    return WorkloadFact(
        "compose",
        f"s{number}",
        number + 1,
        image=text(f"acme/i{number}"),
        env=(Variable("OTHER", text(f"http://{other}:80"), 1),),
        needs=(Need("link", other, 1),),
    )


def _in_kubernetes() -> FactFile:
    return file(
        "k8s.yml",
        "kubernetes",
        workloads=[
            WorkloadFact(
                "kubernetes", f"s{n}", n, image=text(f"a/i{n}"), labels=(("app", f"s{n}"),)
            )
            for n in range(MANY)
        ],
        hosts=[HostFact(f"h{n}", (("app", f"s{n}"),), ((80, 80),), n) for n in range(MANY)],
    )


def _circle() -> Iterator[ValueFact]:
    for number in range(9):
        pieces = tuple(Piece("env", f"V{(number + step) % 9}") for step in range(20))
        yield from [ValueFact("env", f"V{number}", pieces, 1)] * 10


def _laughter() -> Iterator[ValueFact]:
    for number in range(8):
        yield ValueFact("env", f"V{number}", tuple([Piece("env", f"V{number + 1}")] * 100), 1)
    yield ValueFact("env", "V8", text("http://ha"), 1)


def _asks_for(*names: str) -> FactFile:
    return file("a.py", calls=[CallFact("http", (Piece("env", name),), 1) for name in names])


def _same_names() -> Iterator[FactFile]:
    for number in range(MANY):
        yield file(
            f"p{number}/a.py",
            values=[ValueFact("code", "ROOT_ADDR", text(f"http://x{number}"), 1)],
            calls=[CallFact("http", (Piece("name", "conf.ROOT_ADDR"), Piece("unknown", "")), 2)],
        )


_ODD = (
    *("", " ", ".", "/", "//", "http://", "http:///x", "://", ":80", "http://:80", "a:99999999999"),
    *("http://[", "jdbc:", "jdbc:mysql://", "mysql://@/", ",", ";", "=", "\x00", "http://\x00/"),
    *("@", "#", "lb://", "jdbc:oracle:thin:@", "http://a,b,:1/", "\udcff", "ü" * 10_000),
)
SYSTEMS: dict[str, Callable[[], TreeFacts]] = {
    "100,000 services in one file": lambda: tree(
        compose(100_000, lambda n: WorkloadFact("compose", f"s{n}", n, image=text("acme/one")))
    ),
    "20,000 of a product": lambda: tree(
        compose(20_000, lambda n: WorkloadFact("compose", f"s{n}", n, image=text("redis:7")))
    ),
    "one name written in 50,000 ways": lambda: tree(
        compose(50_000, lambda n: WorkloadFact("compose", f"a{'-' * (n % 900)}", n, build=""))
    ),
    "services that name each other": lambda: tree(compose(MANY * 3, _linked_workload)),
    "homes": lambda: tree(*homes(MANY)),
    "homes and as many images": lambda: tree(
        *homes(MANY),
        compose(MANY, lambda n: WorkloadFact("compose", f"s{n}", n, image=text(f"acme/i{n}"))),
    ),
    "homes, all built from the top": lambda: tree(
        *homes(MANY), compose(MANY, lambda n: WorkloadFact("compose", f"home{n}-svc", n, build="."))
    ),
    "hosts of Kubernetes": lambda: tree(_in_kubernetes()),
    "variables in circles": lambda: one_service(
        file("x.env", values=list(_circle())), _asks_for(*["V0"] * 50)
    ),
    "variables that hold each other": lambda: one_service(
        file("x.env", values=list(_laughter())), _asks_for(*["V0"] * 50)
    ),
    "a .env whose variables hold each other": lambda: tree(
        file(".env", values=list(_laughter())),
        compose(9, lambda n: WorkloadFact("compose", "a", n, image=(Piece("env", "V0"),))),
    ),
    "one name in every file": lambda: one_service(*_same_names()),
    "names of 10,000 characters": lambda: tree(
        *homes(50),
        compose(100, lambda n: WorkloadFact("compose", "a-" * 5_000 + str(n), n, build="home1")),
    ),
    "hosts that are empty": lambda: one_service(
        file("a.py", calls=[CallFact("http", text(each), 1) for each in _ODD]),
        file("b.py", stores=[StoreFact("mysql", text(each), 1) for each in _ODD]),
        compose(len(_ODD), lambda n: WorkloadFact("compose", _ODD[n], n, image=text(_ODD[n]))),
    ),
}


@pytest.mark.parametrize("system", SYSTEMS)
def test_linking_stays_within_seconds(system: str) -> None:
    facts = SYSTEMS[system]()
    with bounded():
        graph = link(facts)
    with bounded():
        for report in reports(graph):
            report.encode()


def reports(graph: ServiceGraph) -> Iterator[str]:
    yield services.render(graph, ServiceCoverage(1), View(color=False, verbose=True))
    yield data.render(graph, ServiceCoverage(1), View(color=False, verbose=True))
    yield service_json.render(graph, ServiceCoverage(1), ".", "")


def test_paths_that_are_no_text(tmp_path: Path) -> None:
    write_tree(tmp_path, {"compose.yml": "services:\n  b: {image: acme/b}\n"})
    folder = tmp_path.joinpath("c\udcff\n")
    folder.mkdir()
    (folder / "Dockerfile").write_text("FROM python:3.12\n")
    (folder / "requirements.txt").write_text("flask\n")
    (folder / "a.py").write_text('import flask, requests\nrequests.get("http://b/x")\n')
    graph = graph_of(tmp_path)
    assert [service.folder for service in graph.services if service.folder] == [b"c\xff\n"]
    assert len(graph.edges) == 1
    assert all("\udcff" not in each and "\xff" not in each for each in reports(graph))
