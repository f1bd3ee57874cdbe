"""A new service is held to the rules of its pattern, and nobody edits the spec for it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SPEC = """\
driftscan: 1
components:
  "services/*": {path: "services/*", kind: service, owner: "@acme/services", public: [api]}
  common: {path: libs/common, kind: library, tags: [core]}
rules:
  - independent: services/*
  - deny: tag:core -> services
  - expect: services -> common
  - acyclic: {in: services}
  - covered: [services, libs]
"""
TREE = {
    "driftscan.yaml": SPEC,
    "libs/common/text.py": "",
    "services/billing/__init__.py": "",
    "services/billing/api.py": "import libs.common.text",
    "services/analytics/__init__.py": "",
    "services/analytics/api.py": "import services.billing.api, libs.common.text",
}
NEW = {
    "services/export/__init__.py": "",
    "services/export/api.py": "import services.export.b, services.billing.api",
    "services/export/b.py": "import services.export.api, services.analytics",
    "services/notes/README.md": "no code yet",
}


def _plant(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DRIFTSCAN_CACHE_DIR", str(tmp_path / "cache"))
    _plant(tmp_path / "system", TREE)
    return tmp_path / "system"


def _run(root: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "driftscan", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


def _check(root: Path, *arguments: str) -> Any:
    return json.loads(_run(root, "check", "--output-format", "json", *arguments).stdout)


def _found(result: Any) -> set[tuple[str, str, str, str]]:
    return {(each["id"], each["rule"], each["from"], each["to"]) for each in result["findings"]}


def _git(root: Path, *words: str) -> None:
    who = ("-c", "user.name=a", "-c", "user.email=a@b")
    subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True)


def test_a_new_directory_is_held_to_the_rules_of_its_pattern(system: Path) -> None:
    before = _check(system)
    assert {finding[1:] for finding in _found(before)} == {
        ("independent services/*", "services.analytics.api", "services.billing.api"),
    }
    _plant(system, NEW)
    after = _check(system)
    assert _found(before) < _found(after)
    assert {finding[1:] for finding in _found(after) - _found(before)} == {
        ("independent services/*", "services.export.api", "services.billing.api"),
        ("independent services/*", "services.export.b", "services.analytics"),
        ("public services/analytics", "services.export.b", "services.analytics"),
        ("acyclic in services", "services.export.api", "services.export.b"),
        ("expect services->common", "services/export", "common"),
        ("expect services->common", "services/notes", "common"),
    }
    assert [each["name"] for each in after["components"]] == [
        "services/analytics",
        "services/billing",
        "services/export",
        "services/notes",
        "common",
    ]


def test_a_warm_run_and_a_revision_say_the_same(system: Path) -> None:
    _git(system, "init", "-q")
    _plant(system, NEW)
    _git(system, "add", ".")
    _git(system, "commit", "-qm", "one")
    cold, warm = _check(system, "--no-cache"), _check(system)
    assert _found(cold) == _found(warm) == _found(_check(system, "--rev", "HEAD"))
    _git(system, "rm", "-rqf", "services/export")
    assert _found(_check(system, "--rev", "HEAD")) == _found(cold)
    assert not any("services.export" in finding[2] for finding in _found(_check(system)))


def test_every_command_knows_the_components_of_a_pattern(system: Path) -> None:
    drawn = json.loads(_run(system, "graph", "--output-format", "json").stdout)
    names = [each["name"] for each in drawn["components"]]
    assert names == ["services/analytics", "services/billing", "common"]
    assert _run(system, "graph", "--component", "services/billing").returncode == 0
    explained = _run(system, "explain", "independent services/*")
    assert explained.returncode == 0
    words = " ".join(explained.stdout.split())
    assert "services/analytics and services/billing must be independent of each other" in words
    assert _run(system, "baseline", "--reason", "as found").returncode == 0
    assert _run(system, "check").returncode == 0
    _plant(system, NEW)
    assert _run(system, "check", "--select", "public services/analytics").returncode == 1


def test_exceptions_name_one_component_of_a_pattern_or_all(system: Path) -> None:
    _plant(system, NEW)
    for name, excepted in [("public services/analytics", 1), ("public services/*", 1)]:
        exception = f"exceptions: [{{finding: {name}, reason: for now}}]\n"
        (system / "driftscan.yaml").write_text(SPEC + exception)
        statuses = [finding["status"] for finding in _check(system)["findings"]]
        assert statuses.count("excepted") == excepted
    exception = "exceptions: [{finding: public services/analitics, reason: for now}]\n"
    (system / "driftscan.yaml").write_text(SPEC + exception)
    result = _run(system, "check")
    assert result.returncode == 2
    assert "did you mean 'public services/analytics'?" in " ".join(result.stderr.split())


def test_what_means_nothing_is_told_and_a_graph_needs_no_rules(system: Path) -> None:
    spec = SPEC.replace("independent: services/*", "independent: [common, services/bill]")
    (system / "driftscan.yaml").write_text(spec.replace("libs/common,", "lib/common,"))
    result = _run(system, "check")
    assert result.returncode == 2
    told = " ".join(result.stderr.split())
    assert "driftscan.yaml:4: component 'common': nothing is at 'lib/common'" in told
    assert (
        "driftscan.yaml:6: rule 'independent common, services/bill': no component is called "
        "'services/bill'; did you mean 'services/billing'?"
    ) in told
    assert _run(system, "graph").returncode == 0


INSIDE = """\
driftscan: 1
components:
  "svc/*": {path: "svc/*", visible_to: [], public: [api]}
layers:
  - {in: svc/*, order: [api, {layer: store, optional: true}], through_others: true}
rules:
  - private: svc/*
"""
BILLING = {
    "driftscan.yaml": INSIDE,
    "svc/billing/__init__.py": "",
    "svc/billing/api.py": "from svc.billing.other import _x",
    "svc/billing/other/_x.py": "",
    "svc/billing/other/__init__.py": "import svc.billing.api",
    "svc/billing/store.py": "import svc.billing.other",
}


def test_what_is_known_of_the_first_service_stays_when_a_second_one_comes(system: Path) -> None:
    _plant(system, BILLING)
    first = _found(_check(system))
    assert {rule for _, rule, _, _ in first} == {"layers in svc/*", "private svc/*"}
    second = {
        name.replace("billing", "export"): text.replace("billing", "export")
        for name, text in BILLING.items()
        if name != "driftscan.yaml"
    }
    _plant(
        system,
        {**second, "svc/web/main.swift": "", "svc/export/mine.py": "import svc.billing.store"},
    )
    both = _check(system)
    assert first < _found(both)
    assert {rule for _, rule, _, _ in _found(both) - first} == {
        "layers in svc/*",
        "private svc/*",
        "public svc/billing",
        "visible_to svc/billing",
    }
    assert any("svc/web (no module" in note for note in both["notes"])
