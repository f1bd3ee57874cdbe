"""Rules about services against a table of cases: what the shop becomes, rules in, findings out."""

import datetime
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from driftscan.checks.evaluate import evaluate
from driftscan.checks.matching import unmatched_declarations
from driftscan.checks.suppressed_calls import beside_calls
from driftscan.checks.suppressions import read_suppressions
from driftscan.extract.python.extractor import extract
from tests.checks.test_check_cases import details_of, shown
from tests.checks.tiny_system import question_of, spec_of

FOLDER = Path(__file__).parent
SHOP: dict[str, str] = yaml.safe_load((FOLDER / "shop.yaml").read_text("utf-8"))
CASES: list[dict[str, Any]] = yaml.safe_load((FOLDER / "rules.cases.yaml").read_text("utf-8"))
COMPONENTS = {
    "gateway": {"path": "gateway"},
    "web": {"path": "services/web", "kind": "service"},
    "catalogue": {"path": "services/catalogue", "kind": "service"},
    "billing": {"path": "services/billing", "kind": "service"},
    "store": {"services": ["shop-db"]},
    "bus": {"services": ["kafka"]},
}
TODAY = datetime.date(2026, 11, 22)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    tree = SHOP | case.get("tree", {})
    sections = {key: case[key] for key in ("rules", "layers", "data") if case.get(key)}
    spec = spec_of({"components": COMPONENTS | case.get("components", {}), **sections})
    question = question_of(spec, tree)
    folders = [path.rpartition("/")[0].encode() + b"/." for path in tree]
    messages = unmatched_declarations(question, spec.rules, folders)
    unmatched = [re.sub(r"^[^:]+:\d+: ", "", message) for message in messages]
    assert unmatched == case.get("unmatched", [])
    if unmatched:
        return
    comments = {p.encode(): extract(t.encode()).suppressions for p, t in tree.items() if ".py" in p}
    read = read_suppressions(comments, [rule.head for rule in spec.rules], TODAY)
    if question.services:
        read = beside_calls(read, spec.rules, question.services)
    outcomes = evaluate(question, spec.rules, read.by_rule)
    assert not [s for outcome in outcomes for s in outcome.unused]
    assert all(outcome.checked for outcome in outcomes)
    findings = {shown(f): details_of(f) for o in outcomes for f in o.findings}
    expected = [{"finding": e} if isinstance(e, str) else e for e in case["findings"]]
    at_spec = re.compile(r"at driftscan.yaml:\d+")
    found = {at_spec.sub("at driftscan.yaml:1", name): each for name, each in findings.items()}
    assert sorted(found) == sorted(e["finding"] for e in expected)
    for entry in expected:
        rest = {key: value for key, value in entry.items() if key != "finding"}
        assert {key: found[entry["finding"]][key] for key in rest} == rest
