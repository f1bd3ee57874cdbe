"""Where a finding points that is new because of one of several places, and what an exception for
one of them leaves: rules about copies, capabilities and terms, over two commits of real git."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from driftscan.cli.run import run
from tests.making_history import Row, repository_of

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "new_places.cases.yaml").read_text("utf-8")
)
PARTS = {name: {"path": name, "kind": "service"} for name in ("a", "b", "c")}


def _spec(case: dict[str, Any]) -> str:
    rules = [{**rule, "name": "the rule"} for rule in case["rules"]]
    name = "the rule"
    more: dict[str, Any] = {}
    for section, prefix in (("capabilities", "capability"), ("definitions", "definition")):
        if section in case:
            more[section] = case[section]
            name = f"{prefix} {next(iter(case[section]))}"
    excepted = [
        {"finding": name, "reason": "for now", **each} for each in case.get("exceptions", ())
    ]
    stated = {"driftscan": 1, "components": PARTS, "rules": rules, **more, "exceptions": excepted}
    return yaml.safe_dump(stated, sort_keys=False)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_is_new_is_told(
    case: dict[str, Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DRIFTSCAN_CACHE_DIR", str(tmp_path / "cache"))
    first = {**case["before"], "driftscan.yaml": _spec(case)}
    rows = [Row(1, "ann", first), Row(2, "ann", case["after"])]
    place = repository_of(tmp_path / "system", rows[:1])
    if case.get("accept"):
        assert run(["baseline", str(place), "--reason", "as it was"]) == 0
        kept = {"driftscan-baseline.json": (place / "driftscan-baseline.json").read_text()}
        rows = [Row(1, "ann", {**first, **kept}), rows[1]]
    place = repository_of(tmp_path / "both", rows)
    capfd.readouterr()
    words = ["check", str(place), "--base", "HEAD~1", "--output-format", "json"]
    code = run(words)
    out, error = capfd.readouterr()
    if "error" in case:
        assert code == 2
        assert case["error"] in error
        return
    said = json.loads(out)
    found = [
        f"{each['status']} {each['from']} -> {each['to']} at "
        f"{each['where']['path']}:{each['where']['line']}"
        for each in said["findings"]
    ]
    assert sorted(found) == sorted(case["findings"]), error
    assert len(said["comparison"]["fixed"]) == case.get("fixed", 0)
