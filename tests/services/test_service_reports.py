"""What is shown of services: texts of 80 columns as golden files, documents that fit the schema."""

import json
import os
from pathlib import Path

import jsonschema
import pytest

import driftscan.report
from driftscan.model.fact import Problem
from driftscan.model.scan import SkippedFile
from driftscan.model.service_graph import ServiceCoverage, ServiceGraph
from driftscan.report import service_json
from driftscan.report.terminal import data, services
from driftscan.report.view import View
from tests.services.example import FILES
from tests.services.tiny_tree import graph_of, write_tree

GOLDEN = Path(__file__).parent / "golden"
SCHEMAS = Path(driftscan.report.__file__).parent / "schemas"
_BROKEN = SkippedFile(b"b.yml", "compose", Problem("syntax", "a tab", 2, fatal=True))
COVERAGE = ServiceCoverage(1200, (_BROKEN,))
TEXTS = {
    "services.txt": lambda graph: services.render(graph, COVERAGE, View()),
    "services-verbose.txt": lambda graph: services.render(graph, COVERAGE, View(verbose=True)),
    "data.txt": lambda graph: data.render(graph, COVERAGE, View()),
}


def validate(document: object, name: str) -> None:
    schema = json.loads((SCHEMAS / f"{name}.json").read_text())
    jsonschema.Draft202012Validator(schema).validate(document)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> ServiceGraph:
    return graph_of(write_tree(tmp_path_factory.mktemp("system"), FILES))


@pytest.mark.parametrize("name", TEXTS)
def test_text_is_as_before(name: str, graph: ServiceGraph) -> None:
    text = TEXTS[name](graph)
    if os.environ.get("UPDATE_GOLDEN") == "1":
        (GOLDEN / name).write_bytes(text.encode())
    assert text == (GOLDEN / name).read_bytes().decode()
    assert all(len(line) <= 80 for line in text.splitlines())


def test_documents_fit_the_schema(graph: ServiceGraph) -> None:
    document = json.loads(service_json.render(graph, COVERAGE, ".", ""))
    validate(document, "services")
    validate(json.loads(service_json.render_edges(graph, graph.edges)), "explain")
    assert (document["coverage"]["files"], document["coverage"]["checked"]) == (1200, 1199)
    assert [each["path"] for each in document["coverage"]["skipped"]] == ["b.yml"]
    assert [(each["host"], each["calls"]) for each in document["outside"]] == [
        ("api.stripe.example", 2)
    ]
    names = {service["name"] for service in document["services"]}
    assert {edge["target"] for edge in document["edges"]} <= names
    assert [store["name"] for store in document["datastores"]] == ["db"]
