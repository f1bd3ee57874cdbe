"""The fixture system against what a person wrote down that must come out of it."""

import datetime
from pathlib import Path

import pytest
import yaml

from driftscan.model.finding import Finding
from driftscan.model.scan import Scan
from driftscan.pipeline import Request, scan
from driftscan.report.escape import path_text

SYSTEM = Path(__file__).parents[2] / "fixtures" / "growing_startup"
EXPECTED = yaml.safe_load((SYSTEM / "expected.yaml").read_text())


@pytest.fixture(scope="module")
def result() -> Scan:
    day = datetime.date.fromisoformat(str(EXPECTED["today"]))
    return scan(Request(path=str(SYSTEM), today=day, use_cache=False))


def _row(finding: Finding) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "check": finding.check,
        "status": finding.status,
        "severity": finding.severity,
        "kind": finding.kind,
        "from": finding.source,
        "to": finding.target,
        "from_component": finding.source_component,
        "to_component": finding.target_component,
        "evidence": [f"{path_text(place.path)}:{place.line}" for place in finding.evidence],
    }


def _chain(finding: Finding) -> list[str]:
    return [finding.chain[0].source, *(step.target for step in finding.chain)]


def test_every_expected_finding_comes_out_and_no_other(result: Scan) -> None:
    found = sorted((_row(finding) for finding in result.findings), key=str)
    expected = [{k: v for k, v in row.items() if k != "chain"} for row in EXPECTED["findings"]]
    assert found == sorted(({**row, "to": row.get("to") or ""} for row in expected), key=str)


def test_chains_are_those_a_person_sees(result: Scan) -> None:
    found = {(f.rule, f.source, f.target): _chain(f) for f in result.findings if f.chain}
    expected = [row for row in EXPECTED["findings"] if "chain" in row]
    assert expected
    for row in expected:
        assert found[row["rule"], row["from"], row["to"]] == row["chain"]


@pytest.mark.parametrize(
    "row", EXPECTED["must_not"], ids=lambda row: f"{row['rule']} {row['from']}"
)
def test_look_alikes_are_not_reported(result: Scan, row: dict[str, str]) -> None:
    found = [
        finding
        for finding in result.findings
        if row["rule"] in ("*", finding.rule)
        and row["from"] == finding.source
        and row.get("to", finding.target) == finding.target
    ]
    assert not found


def test_rules_come_out_kept_planned_or_unchecked_as_written(result: Scan) -> None:
    outcomes = {rule.name: rule.outcome for rule in result.rules}
    assert {name: outcomes[name] for name in EXPECTED["kept"]} == dict.fromkeys(
        EXPECTED["kept"], "kept"
    )
    assert [name for name, word in outcomes.items() if word == "unchecked"] == EXPECTED["unchecked"]
