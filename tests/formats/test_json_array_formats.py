"""GitLab Code Quality and rdjson, held against the fields that their readers document."""

import json
from collections.abc import Callable

import msgspec
import pytest

from driftscan.model.location import Location
from driftscan.model.scan import Scan
from driftscan.report import code_quality, rdjson
from driftscan.report.escape import path_text
from driftscan.report.repository import repository_path

SCANS = ["example", "hostile_scan", "clean_scan", "huge_scan"]


@pytest.mark.parametrize("name", SCANS)
def test_code_quality_fields(request: pytest.FixtureRequest, name: str) -> None:
    scan: Scan = request.getfixturevalue(name)
    text = code_quality.render(scan)
    assert not text.startswith("\ufeff")
    entries = json.loads(text)
    assert isinstance(entries, list)
    for entry in entries:
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert entry["location"]["lines"]["begin"] >= 1
        assert not entry["location"]["path"].startswith("/")
    new = [found for found in scan.findings if found.status == "new"]
    assert len({entry["fingerprint"] for entry in entries}) == len(entries) == len(new)


def test_fingerprints_know_no_line_but_the_project(
    scan_of: Callable[..., Scan], example: Scan
) -> None:
    def prints(scan: Scan) -> list[str]:
        return [entry["fingerprint"] for entry in json.loads(code_quality.render(scan))]

    first = example.findings[0]
    moved = msgspec.structs.replace(first, where=Location(b"other.py", 99))
    assert prints(scan_of((first,))) == prints(scan_of((moved,)))
    assert prints(scan_of((first,))) != prints(scan_of((first,), root="other"))
    assert len(set(prints(scan_of((first, first))))) == 2


@pytest.mark.parametrize("name", SCANS)
def test_rdjson_fields(request: pytest.FixtureRequest, name: str) -> None:
    scan: Scan = request.getfixturevalue(name)
    document = json.loads(rdjson.render(scan))
    assert document["source"] == {"name": "driftscan"}
    for diagnostic in document["diagnostics"]:
        assert set(diagnostic) == {"message", "location", "severity", "code"}
        assert diagnostic["severity"] in {"ERROR", "WARNING", "INFO"}
        assert diagnostic["location"]["path"]
        assert diagnostic["location"].get("range", {"start": {"line": 1}})["start"]["line"] >= 1
    paths = {path_text(repository_path(scan, found.where)) for found in scan.findings}
    assert {each["location"]["path"] for each in document["diagnostics"]} <= paths
    new = [found for found in scan.findings if found.status == "new"]
    assert len(document["diagnostics"]) == len(new)
