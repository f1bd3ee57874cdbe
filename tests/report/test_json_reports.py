"""The JSON documents: what their keys say, their schemas, and that docs/json.md has every key."""

import inspect
import json
import os
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from driftscan.graph.system import SystemGraph
from driftscan.model.finding import Finding
from driftscan.model.graph import Dependency, Kind, Module
from driftscan.model.location import Location
from driftscan.model.scan import Scan
from driftscan.report import (
    backtest_json,
    capabilities_json,
    check_json,
    component_json,
    definitions_json,
    diff_json,
    duplicates_json,
    explanation_json,
    graph_json,
    hotspots_json,
    owners_json,
    service_json,
    trend_json,
)
from driftscan.report.audit import documents
from driftscan.report.escape import HAZARDS
from driftscan.report.picture import Picture

ROOT = Path(__file__).parents[2]
SCHEMAS = ROOT / "driftscan" / "report" / "schemas"
NASTY = '\x1b[31m\u202e"\\\n</script>\x7f\U000e0041'

DOCUMENTS: dict[str, list[type[msgspec.Struct]]] = {
    "audit": [documents.AuditJson],
    "backtest": [backtest_json.BacktestJson],
    "capabilities": [capabilities_json.CapabilitiesJson],
    "check": [check_json.CheckJson],
    "definitions": [definitions_json.DefinitionsJson],
    "explain": [explanation_json.ExplanationJson, service_json.ServiceEdgesJson],
    "graph": [graph_json.ModuleGraphJson, component_json.ComponentGraphJson],
    "hotspots": [hotspots_json.HotspotsJson],
    "services": [service_json.ServiceGraphJson],
    "owners": [owners_json.OwnersJson],
    "diff": [diff_json.DiffJson],
    "duplicates": [duplicates_json.DuplicatesJson],
    "trend": [trend_json.TrendJson],
}

MakeScan = Callable[..., Scan]
MakeFinding = Callable[..., Finding]
MakePicture = Callable[..., Picture]


def generated(name: str) -> str:
    documents, parts = msgspec.json.schema_components(
        DOCUMENTS[name], ref_template="#/$defs/{name}"
    )
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"driftscan {name} --output-format json",
        "oneOf": list(documents),
        "$defs": parts,
    }
    return json.dumps(_unindented(schema), indent=1) + "\n"


def _unindented(value: Any) -> Any:
    """Descriptions come from docstrings, which Python 3.13 stores without their indentation."""
    if isinstance(value, dict):
        return {
            key: inspect.cleandoc(part)
            if key == "description" and isinstance(part, str)
            else _unindented(part)
            for key, part in value.items()
        }
    return [_unindented(part) for part in value] if isinstance(value, list) else value


def schema_of(name: str) -> Any:
    return json.loads((SCHEMAS / f"{name}.json").read_text())


@pytest.mark.parametrize("name", DOCUMENTS)
def test_schema_file_is_up_to_date(name: str) -> None:
    if os.environ.get("UPDATE_GOLDEN") == "1":
        (SCHEMAS / f"{name}.json").write_text(generated(name))
    assert (SCHEMAS / f"{name}.json").read_text() == generated(name)
    jsonschema.Draft202012Validator.check_schema(schema_of(name))


def test_golden_json(scan_of: MakeScan, golden: Callable[[str, str], None]) -> None:
    golden("check.json", check_json.render(scan_of()))


def test_golden_graph(picture_of: MakePicture, golden: Callable[[str, str], None]) -> None:
    golden("graph-module.json", graph_json.render(picture_of()))
    golden("graph-component.json", component_json.render(picture_of()))


def test_documents_fit_their_schemas(scan_of: MakeScan, picture_of: MakePicture) -> None:
    finding = scan_of().findings[1]
    for name, text in [
        ("check", check_json.render(scan_of())),
        ("explain", explanation_json.render([finding], {finding.where: "import x"})),
        ("graph", graph_json.render(picture_of())),
        ("graph", component_json.render(picture_of())),
    ]:
        jsonschema.validate(json.loads(text), schema_of(name))


@pytest.mark.parametrize(
    "damage",
    [
        lambda document: document.pop("summary"),
        lambda document: document["findings"][0].pop("from"),
        lambda document: document["findings"][0].update(status="fine"),
        lambda document: document["findings"][0]["evidence"][0].update(line="3"),
    ],
)
def test_schema_notices_damage(scan_of: MakeScan, damage: Callable[[Any], object]) -> None:
    document = json.loads(check_json.render(scan_of()))
    damage(document)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, schema_of("check"))


def test_check_has_the_promised_keys(scan_of: MakeScan) -> None:
    document = json.loads(check_json.render(scan_of()))
    assert document["schema"] == "driftscan.check/1"
    finding = document["findings"][0]
    assert finding["from"] == "analytics.report"
    assert finding["to"] == "billing.models"
    assert finding["evidence"] == [
        {"path": "services/analytics/analytics/report.py", "line": 12},
        {"path": "services/analytics/analytics/report.py", "line": 30},
    ]
    assert document["summary"]["new"] == 2
    assert document["coverage"]["checked"] == 61


def test_graph_has_the_promised_keys(picture_of: MakePicture) -> None:
    document = json.loads(graph_json.render(picture_of()))
    assert document["schema"] == "driftscan.graph/1"
    assert document["modules"][3] == {
        "id": "setup",
        "path": "setup.py",
        "language": "python",
        "component": None,
        "test": False,
        "generated": False,
    }
    assert {"source", "target", "kind", "confidence", "evidence"} <= document["edges"][0].keys()
    ids = {module["id"] for module in document["modules"]}
    assert {edge["target"] for edge in document["edges"]} <= ids


def test_component_filter_keeps_both_ends(picture_of: MakePicture) -> None:
    picture = picture_of(only=frozenset({"analytics"}))
    document = json.loads(graph_json.render(picture))
    assert [module["id"] for module in document["modules"]] == [
        "analytics.report",
        "analytics.export",
        "billing.models",
    ]
    assert len(document["edges"]) == 4
    assert [package["name"] for package in document["external_packages"]] == ["json"]
    names = [c["name"] for c in json.loads(component_json.render(picture))["components"]]
    assert names == ["billing", "analytics"]


def test_hostile_names_survive_and_do_no_harm(scan_of: MakeScan, finding_of: MakeFinding) -> None:
    finding = finding_of(source=NASTY, message=NASTY + "\udcff", where=Location(b"a\n\xff", 1))
    text = check_json.render(scan_of(findings=(finding,), notes=(NASTY,)))
    assert not re.search(f"[{HAZARDS}]", text.replace("\n", ""))
    document = json.loads(text)
    assert document["findings"][0]["from"] == NASTY
    assert document["findings"][0]["message"] == NASTY + r"\xff"
    assert document["findings"][0]["where"]["path"] == r"a\x0a\xff"
    assert document["notes"] == [NASTY]


def test_a_large_graph_is_fast(picture_of: MakePicture) -> None:
    names = [f"homeassistant.components.part_{number}.sensor" for number in range(6_700)]
    modules = [Module(n, n, n.encode(), "python", n, "root") for n in names]
    edges = [
        Dependency(n % 6_700, n * 7 % 6_700, Kind.IMPORT, (n % 50 + 1,)) for n in range(39_000)
    ]
    picture = picture_of(
        graph=SystemGraph(modules, [], edges, []), component_of=[""] * 6_700, components=()
    )
    seconds = []
    for _ in range(3):
        start = time.process_time()
        graph_json.render(picture)
        seconds.append(time.process_time() - start)
    assert min(seconds) < 0.5


def keys_of(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        for part in schema.values():
            yield from keys_of(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from keys_of(part)


def test_every_key_is_documented() -> None:
    text = (ROOT / "docs" / "json.md").read_text()
    documented = set(re.findall(r"`([a-z_]+)`", text))
    for name in DOCUMENTS:
        assert set(keys_of(schema_of(name))) <= documented
