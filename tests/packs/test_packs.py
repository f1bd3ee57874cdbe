"""Rule packs: each rule against the cases beside it, of which the page in docs/ is made too."""

import os
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from driftscan.checks.evaluate import evaluate
from driftscan.checks.matching import unmatched_declarations
from driftscan.cli.packs import page_of
from driftscan.errors import SpecError
from driftscan.model.finding import Finding
from driftscan.report.pack_page import render
from driftscan.spec.packs import CASES, pack_names, packs_folder, read_pack
from tests.checks.tiny_system import question_of, spec_of
from tests.packs.page import packs_page

PAGE = Path(__file__).parents[2] / "docs" / "packs.md"
RULES = [(pack, file) for pack in pack_names() for file, _ in read_pack(pack).rules]


def cases_of(pack: str, file: str) -> list[dict[str, Any]]:
    """The cases that stand beside a rule."""
    text = (packs_folder() / pack / f"{file}{CASES}").read_text("utf-8")
    found: list[dict[str, Any]] = yaml.safe_load(text)
    return found


def every_case() -> list[Any]:
    return [
        pytest.param(pack, file, case, id=f"{pack}/{file}: {case['name']}")
        for pack, file in RULES
        for case in cases_of(pack, file)
    ]


def name_of(pack: str, file: str) -> str:
    content = dict(read_pack(pack).rules)[file]
    return str(yaml.safe_load(content)["name"])


def shown(finding: Finding) -> str:
    return f"{finding.source} -> {finding.target}"


@pytest.mark.parametrize(("pack", "file", "case"), every_case())
def test_rule_of_a_pack(pack: str, file: str, case: dict[str, Any]) -> None:
    others = [name for each in read_pack(pack).rules if (name := name_of(pack, each[0]))]
    name = name_of(pack, file)
    sections = {key: case[key] for key in ("components", "rules", "exceptions") if key in case}
    rest = [each for each in others if each != name]
    include = {"pack": pack, "except": rest, "owner": "@acme"}
    spec = spec_of(sections | {"include": [include]})
    question = question_of(spec, case["tree"])
    assert unmatched_declarations(question, spec.rules) == []
    (outcome,) = [found for found in evaluate(question, spec.rules) if found.rule.head.pack == pack]
    assert outcome.rule.head.name == f"{pack}: {name}"
    assert outcome.rule.head.reason
    assert sorted(map(shown, outcome.findings)) == sorted(case["findings"])


@pytest.mark.parametrize(("pack", "file"), RULES)
def test_every_rule_has_cases_that_pass_and_that_fail(pack: str, file: str) -> None:
    assert {bool(case["findings"]) for case in cases_of(pack, file)} == {True, False}


@pytest.mark.parametrize("pack", pack_names())
def test_page_of_a_pack_fits_a_terminal(pack: str) -> None:
    text = render(page_of(pack))
    assert max(map(len, text.splitlines())) <= 100
    assert all(rule.name in text for rule in page_of(pack).rules)


def test_docs_are_made_of_the_packs() -> None:
    made = packs_page()
    if os.environ.get("UPDATE_GOLDEN"):
        PAGE.write_text(made, "utf-8")
    assert PAGE.read_text("utf-8") == made


COMPONENTS = {"a": {"path": "a"}, "b": {"path": "b"}}


@pytest.mark.parametrize(
    ("include", "message"),
    [
        ("hexagnal", "there is no rule pack 'hexagnal'; did you mean 'hexagonal'?"),
        (["no-cycles", {"pack": "no-cycles"}], "pack 'no-cycles' is included twice"),
        (
            [{"pack": "no-cycles", "except": ["no cycles between component"]}],
            "has no rule 'no cycles between component'; did you mean 'no cycles between comp",
        ),
        ("libraries", "no component has the kind library"),
        ("libraries", "or leave the rule out with {pack: libraries, except: [libraries know"),
    ],
)
def test_what_does_not_fit_is_said_at_the_include(include: object, message: str) -> None:
    with pytest.raises(SpecError) as found:
        spec_of({"components": COMPONENTS, "include": include})
    assert message in str(found.value)
    assert re.match(r"driftscan\.yaml:[6-9]: ", str(found.value))


def test_severity_of_a_whole_pack() -> None:
    spec = spec_of(
        {"components": COMPONENTS, "include": {"pack": "no-cycles", "severity": "warning"}}
    )
    assert [rule.head.severity for rule in spec.rules] == ["warning"]


def test_an_exception_names_a_rule_of_a_pack() -> None:
    name = "no-cycles: no cycles between components"
    spec = spec_of(
        {
            "components": COMPONENTS,
            "include": "no-cycles",
            "exceptions": [{"finding": name, "reason": "goes soon"}],
        }
    )
    assert [exception.finding for exception in spec.exceptions] == [name]
