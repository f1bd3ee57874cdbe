"""Exceptions that name dependencies: the rule does not see them, chains over them included."""

import datetime

import pytest

from driftscan.checks.evaluate import evaluate
from driftscan.checks.status import judge
from driftscan.checks.unseen import idle_messages
from tests.checks.tiny_system import question_of, spec_of

TREE = {
    "a/x.py": "import m.one\nimport m.two\n",
    "a/y.py": "import b.x\nimport yaml\n",
    "m/one.py": "import b.x\n",
    "m/two.py": "import b.x\n",
    "b/x.py": "",
}
RULES = [
    {"deny": {"from": ["a"], "to": ["b", "external:yaml"]}, "through_others": True, "name": "r"}
]
COMPONENTS = {"a": {"path": "a"}, "b": {"path": "b"}}

DIRECT = ("a.y", "b.x")
PACKAGE = ("a.y", "yaml")
CHAIN = ("a.x", "b")

CASES = [
    (["a.y -> b.x"], {DIRECT}),
    (["a.y -> yaml"], {PACKAGE}),
    (["a.* -> b.*"], {DIRECT}),
    # The chain has a way around.
    (["m.one -> b.x"], set()),
    (["m.one -> b.x", "m.two -> b.x"], {CHAIN}),
    (["m.** -> b.**"], {CHAIN}),
    (["a.x -> m.*"], {CHAIN}),
    (["** -> **"], {DIRECT, PACKAGE, CHAIN}),
]


@pytest.mark.parametrize(("imports", "excepted"), CASES)
def test_excepted(imports: list[str], excepted: set[tuple[str, str]]) -> None:
    exceptions = [{"finding": "r", "imports": imports, "reason": "later"}]
    spec = spec_of({"components": COMPONENTS, "rules": RULES, "exceptions": exceptions})
    question = question_of(spec, TREE)
    outcomes = evaluate(question, spec.rules, exceptions=spec.exceptions)
    judgement = judge(outcomes, {}, spec.exceptions, datetime.date(2026, 11, 20), spec.file)
    found = {(f.source, f.target): (f.status, f.note) for f in judgement.findings}
    assert {pair for pair, status in found.items() if status == ("excepted", "later")} == excepted
    assert found.keys() == {DIRECT, PACKAGE, CHAIN}
    assert judgement.unmatched == ()
    assert idle_messages(question.graph, spec.exceptions, spec.file) == []


def test_after_its_last_day_it_excepts_nothing_and_is_a_finding() -> None:
    exceptions = [
        {"finding": "r", "imports": "a.y -> b.x", "reason": "later", "until": "2026-11-19"}
    ]
    spec = spec_of({"components": COMPONENTS, "rules": RULES, "exceptions": exceptions})
    outcomes = evaluate(question_of(spec, TREE), spec.rules)
    judgement = judge(outcomes, {}, spec.exceptions, datetime.date(2026, 11, 20), spec.file)
    assert [f.message for f in judgement.findings if f.rule == "exceptions"] == [
        "The exception from 'r' for a.y -> b.x ended on 2026-11-19; 1 finding it was made for "
        "still stands."
    ]


def test_an_arrow_that_fits_nothing_is_told_with_its_line() -> None:
    exceptions = [{"finding": "r", "imports": ["a.y -> b.x", "a.y -> b.gone"], "reason": "later"}]
    spec = spec_of({"components": COMPONENTS, "rules": RULES, "exceptions": exceptions})
    (message,) = idle_messages(question_of(spec, TREE).graph, spec.exceptions, spec.file)
    assert "the exception from 'r' for 'a.y -> b.gone' fits no dependency" in message
    assert message.startswith(f"driftscan.yaml:{spec.exceptions[0].line}: ")
