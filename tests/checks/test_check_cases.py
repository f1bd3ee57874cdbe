"""Every kind of check against the cases that stand beside it: tiny tree in, findings out."""

from pathlib import Path
from typing import Any

import pytest
import yaml

import driftscan.checks
from driftscan.checks import CHECKS
from driftscan.checks.evaluate import evaluate
from driftscan.checks.findings import check_name
from driftscan.checks.matching import unmatched_declarations
from driftscan.model.finding import Finding
from tests.checks.tiny_system import question_of, spec_of

FOLDER = Path(driftscan.checks.__file__).parent
KINDS = sorted(CHECKS.values())


def _cases() -> list[Any]:
    return [
        pytest.param(kind, case, id=f"{kind}: {case['name']}")
        for kind in KINDS
        for case in yaml.safe_load((FOLDER / f"{kind}.cases.yaml").read_text("utf-8"))
    ]


def shown(finding: Finding) -> str:
    place = f"{finding.where.path.decode()}:{finding.where.line}"
    return f"{finding.source} -> {finding.target} ({finding.kind}) at {place}"


def _chain(finding: Finding) -> list[str]:
    return [
        f"{step.source} -> {step.target} at {' '.join(str(at.line) for at in step.evidence)}"
        for step in finding.chain
    ]


def details_of(finding: Finding) -> dict[str, object]:
    return {
        "finding": shown(finding),
        "message": finding.message,
        "nature": finding.nature,
        "severity": finding.severity,
        "note": finding.note,
        "chain": _chain(finding),
        "cut": [f"{cut.source} -> {cut.target} x{cut.statements}" for cut in finding.cut],
    }


@pytest.mark.parametrize(("kind", "case"), _cases())
def test_case(kind: str, case: dict[str, Any]) -> None:
    spec = spec_of(case["spec"])
    question = question_of(spec, case["tree"], case.get("today"))
    assert unmatched_declarations(question, spec.rules) == []
    rules = [rule for rule in spec.rules if check_name(rule) not in case.get("ignored", [])]
    outcomes = evaluate(question, rules)
    findings = [finding for outcome in outcomes for finding in outcome.findings]
    expected = [{"finding": e} if isinstance(e, str) else e for e in case["findings"]]
    assert sorted(map(shown, findings)) == sorted(e["finding"] for e in expected)
    by_name = {shown(finding): details_of(finding) for finding in findings}
    for entry in expected:
        found = by_name[entry["finding"]]
        assert {key: found[key] for key in entry} == entry
    assert [o.rule.head.name for o in outcomes if not o.checked] == case.get("unchecked", [])
    assert {o.rule.__struct_config__.tag for o in outcomes} == {kind}


@pytest.mark.parametrize("kind", KINDS)
def test_every_check_has_cases_that_pass_and_that_fail(kind: str) -> None:
    cases = yaml.safe_load((FOLDER / f"{kind}.cases.yaml").read_text("utf-8"))
    assert {bool(case["findings"]) for case in cases} == {True, False}


def test_a_finding_takes_over_what_the_rule_says() -> None:
    case = yaml.safe_load((FOLDER / "deny.cases.yaml").read_text("utf-8"))[0]
    spec = spec_of(case["spec"])
    (outcome,) = evaluate(question_of(spec, case["tree"]), spec.rules)
    (finding,) = outcome.findings
    assert (finding.reason, finding.owner, finding.adr) == (
        "Billing changes weekly.",
        "@acme/pay",
        "docs/7.md",
    )
    assert (finding.check, finding.rule, finding.severity) == (
        "deny",
        "deny analytics->billing",
        "error",
    )
    assert (finding.source_component, finding.target_component) == ("analytics", "billing")
    assert finding.spec_line == spec.rules[0].head.line > 0
