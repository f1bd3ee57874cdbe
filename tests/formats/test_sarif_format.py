"""SARIF: what code scanning needs is there, links lead somewhere, limits hold."""

import gzip
import json
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

import jsonschema
import msgspec
import pytest

from driftscan.model.location import Location
from driftscan.model.scan import Scan
from driftscan.report import sarif
from driftscan.report.sarif.limits import fitting
from driftscan.report.sarif.message import uri
from tests.formats.published import SARIF, published

LINK = re.compile(r"(?<!\\)\[(?:[^\[\]\\]|\\.)*\]\((\d+)\)")


def run_of(scan: Scan) -> dict[str, Any]:
    document = json.loads(sarif.render(scan))
    assert document["version"] == "2.1.0"
    assert document["$schema"]
    (run,) = document["runs"]
    assert isinstance(run, dict)
    return run


@pytest.mark.parametrize("name", ["example", "hostile_scan", "clean_scan", "nothing_read"])
def test_official_schema(request: pytest.FixtureRequest, schemas: Path, name: str) -> None:
    schema = json.loads(published(SARIF, schemas))
    validator = jsonschema.validators.validator_for(schema)(schema)
    document = json.loads(sarif.render(request.getfixturevalue(name)))
    assert [error.message for error in validator.iter_errors(document)] == []
    document["runs"][0]["tool"]["driver"]["bogus"] = 1
    assert not validator.is_valid(document), "the schema checks nothing"


@pytest.mark.parametrize("name", ["example", "hostile_scan"])
def test_what_code_scanning_needs(request: pytest.FixtureRequest, name: str) -> None:
    scan: Scan = request.getfixturevalue(name)
    run = run_of(scan)
    rules = run["tool"]["driver"]["rules"]
    assert run["tool"]["driver"]["version"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for rule in rules:
        for key in ("shortDescription", "fullDescription", "help"):
            assert 0 < len(rule[key]["text"]) <= 1024
    fingerprints = set()
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        (place,) = result["locations"]
        region = place["physicalLocation"]["region"]
        assert 1 <= region["startLine"] == region["endLine"]
        assert region["startColumn"] == 1
        fingerprints.add(result["partialFingerprints"]["primaryLocationLineHash"])
    assert len(fingerprints) == len(run["results"])
    assert len(run["results"]) == sum(found.status == "new" for found in scan.findings)


@pytest.mark.parametrize("name", ["example", "hostile_scan"])
def test_links_lead_to_related_locations(request: pytest.FixtureRequest, name: str) -> None:
    for result in run_of(request.getfixturevalue(name))["results"]:
        ids = [place["id"] for place in result.get("relatedLocations", [])]
        linked = [int(number) for number in LINK.findall(result["message"]["text"])]
        assert linked == ids[: len(linked)]
        assert bool(linked) == bool(ids)


def test_chain_is_a_code_flow(example: Scan) -> None:
    flows = [r["codeFlows"] for r in run_of(example)["results"] if "codeFlows" in r]
    ((flow,),) = flows
    texts = [step["location"]["message"]["text"] for step in flow["threadFlows"][0]["locations"]]
    assert texts == ["analytics.report -> common.usage", "common.usage -> integrations.export"]


def test_only_new_findings_and_the_others_are_counted(example: Scan) -> None:
    run = run_of(example)
    notes = [n["message"]["text"] for n in run["invocations"][0]["toolExecutionNotifications"]]
    assert "1 finding accepted in the baseline: no result." in notes
    assert "1 finding planned for later: no result." in notes
    assert run["invocations"][0]["executionSuccessful"] is True
    assert [r["level"] for r in run["results"]] == ["error", "error", "error", "warning"]


def test_a_scan_of_nothing_is_no_success(nothing_read: Scan) -> None:
    invocation = run_of(nothing_read)["invocations"][0]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["level"] == "error"


@pytest.mark.parametrize(
    ("root", "spec", "expected", "project"),
    [
        (".", "driftscan.yaml", ["src/a.py", "driftscan.yaml"], "driftscan/root/"),
        (
            "shop",
            "shop/driftscan.yaml",
            ["shop/src/a.py", "shop/driftscan.yaml"],
            "driftscan/shop/",
        ),
        ("./x/shop/", "s.yaml", ["x/shop/src/a.py", "s.yaml"], "driftscan/x/shop/"),
        ("/ci/shop", "/ci/shop/driftscan.yaml", ["src/a.py", "driftscan.yaml"], "driftscan/shop/"),
        ("/ci/shop", "/etc/s.yaml", ["src/a.py", "file:///etc/s.yaml"], "driftscan/shop/"),
        ("../..", "../../driftscan.yaml", ["src/a.py", "driftscan.yaml"], "driftscan/root/"),
    ],
)
def test_paths_are_of_the_repository(
    scan_of: Callable[..., Scan],
    example: Scan,
    root: str,
    spec: str,
    expected: list[str],
    project: str,
) -> None:
    first, second = example.findings[:2]
    found = (
        msgspec.structs.replace(first, where=Location(b"src/a.py", 1)),
        msgspec.structs.replace(second, where=Location(spec.encode(), 1)),
    )
    run = run_of(scan_of(found, root=root, spec_file=spec))
    places = [result["locations"][0]["physicalLocation"] for result in run["results"]]
    assert [place["artifactLocation"]["uri"] for place in places] == expected
    assert run["automationDetails"]["id"] == project


def test_uris_are_percent_encoded_and_read_back() -> None:
    path = bytes(range(1, 256)).replace(b"/", b"") + b"/a b.py"
    encoded = uri(path)
    assert re.fullmatch(r"(?:[A-Za-z0-9/._~-]|%[0-9A-F]{2})+", encoded)
    assert unquote_to_bytes(encoded) == path


def test_30_000_findings(huge_scan: Scan) -> None:
    text = sarif.render(huge_scan)
    run = json.loads(text)["runs"][0]
    assert len(gzip.compress(text.encode())) <= 10_000_000
    results = run["results"]
    assert 5_000 < len(results) <= 25_000
    left = 30_000 - len(results)
    note = run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    assert note.startswith(f"{left:,} new findings left out")
    # The costliest are the last that were made.
    kept = {result["partialFingerprints"]["primaryLocationLineHash"][:12] for result in results}
    costly = {found.id for found in huge_scan.findings[-len(results) + 10 :]}
    assert costly <= kept


def test_what_does_not_compress_is_cut_by_size() -> None:
    lines = [random.Random(number).randbytes(750).hex() for number in range(25_000)]
    count = fitting(lines)
    assert 5_000 < count < 25_000
    size = len(gzip.compress("\n".join(lines[:count]).encode()))
    assert 8_500_000 < size < 10_000_000
    assert fitting(lines[:100]) == 100
