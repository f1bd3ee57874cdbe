"""Comments that silence a rule: what then stands, what is silenced, and what is told about them."""

import datetime
import random
from collections.abc import Callable, Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct

from driftscan.checks.evaluate import RuleOutcome, evaluate
from driftscan.checks.status import Judgement, judge
from driftscan.checks.suppressions import Suppressions, complaint_lines, read_suppressions
from driftscan.extract.python.extractor import extract
from driftscan.model.finding import Finding
from driftscan.model.spec import Spec
from tests.checks.tiny_system import question_of, spec_of

TODAY = datetime.date(2026, 11, 20)
COMPONENTS = {"a": {"path": "a"}, "b": {"path": "b"}, "c": {"path": "c"}}
TARGETS = {"b/x.py": "", "b/y.py": ""}
DENY: dict[str, object] = {"deny": "a -> b"}
THROUGH: dict[str, object] = {"deny": "a -> b", "through_others": True}


class Judged(Struct, frozen=True):
    """What a tree comes to."""

    outcome: RuleOutcome
    judgement: Judgement
    complaints: tuple[str, ...]


def _read(spec: Spec, tree: Mapping[str, str]) -> Suppressions:
    found = {path.encode(): extract(text.encode()).suppressions for path, text in tree.items()}
    facts = {path: own for path, own in found.items() if own}
    return read_suppressions(facts, [rule.head for rule in spec.rules], TODAY)


def _judged(
    rule: dict[str, object], tree: Mapping[str, str], accepted: Mapping[str, str] = {}
) -> Judged:
    spec = spec_of({"components": COMPONENTS, "rules": [rule]})
    comments = _read(spec, tree)
    (outcome,) = evaluate(question_of(spec, tree), spec.rules, comments.by_rule)
    judgement = judge([outcome], accepted, [], TODAY, spec.file)
    return Judged(outcome, judgement, complaint_lines(comments, outcome.unused))


def _shown(finding: Finding) -> str:
    lines = " ".join(str(place.line) for place in finding.evidence)
    note = f": {finding.note}" if finding.note else ""
    return f"{finding.status} {finding.source} -> {finding.target} at {lines}{note}"


CASES: list[tuple[str, dict[str, object], dict[str, str], list[str]]] = [
    (
        "a name that is passed on, silenced where it is taken",
        {**DENY, "through_others": "reexports"},
        {
            "a/x.py": "from c.types import Bill  # driftscan: allow deny a -> b -- old\n",
            "a/y.py": "from c.types import Bill\n",
            "b/x.py": "class Bill: pass\n",
            "c/types.py": "from b.x import Bill\n",
        },
        ["excepted a.x -> b at 1: old (a/x.py:1)", "new a.y -> b at 1"],
    ),
    (
        "one occurrence silenced, the other stays",
        DENY,
        {"a/x.py": "import b.x  # driftscan: allow deny a -> b -- old\ndef f():\n  import b.x\n"},
        ["new a.x -> b.x at 3"],
    ),
    (
        "all occurrences silenced",
        DENY,
        {
            "a/x.py": "import b.x  # driftscan: allow deny a->b -- old\n"
            "# driftscan: allow deny a -> b until 2026-11-20 -- new\nimport b.x\n"
        },
        ["excepted a.x -> b.x at 1 3: old (a/x.py:1); new (until 2026-11-20, a/x.py:2)"],
    ),
    (
        "only that statement, only that module",
        DENY,
        {
            "a/x.py": "import b.x  # driftscan: allow deny a->b -- old\nimport b.y\n",
            "a/y.py": "import b.x\n",
        },
        [
            "excepted a.x -> b.x at 1: old (a/x.py:1)",
            "new a.x -> b.y at 2",
            "new a.y -> b.x at 1",
        ],
    ),
    (
        "an external package",
        {"deny": "a -> external:boto3"},
        {"a/x.py": "import boto3  # driftscan: allow deny a->external:boto3 -- old\n"},
        ["excepted a.x -> boto3 at 1: old (a/x.py:1)"],
    ),
    (
        "a chain, in its middle",
        THROUGH,
        {
            "a/x.py": "import c.x\n",
            "a/y.py": "import c.x\n",
            "c/x.py": "import b.x  # driftscan: allow deny a->b -- old\n",
        },
        ["excepted a.x -> b at 1: old (c/x.py:1)", "excepted a.y -> b at 1: old (c/x.py:1)"],
    ),
    (
        "a chain, where another way is left",
        THROUGH,
        {
            "a/x.py": "import c.x, c.y\n",
            "c/x.py": "import b.x  # driftscan: allow deny a->b -- old\n",
            "c/y.py": "import b.x\n",
        },
        ["new a.x -> b at 1"],
    ),
    (
        "two ways, each with its own comment: the second is only seen without the first",
        THROUGH,
        {
            "a/x.py": "import c.x, c.y\n",
            "c/x.py": "import b.x  # driftscan: allow deny a->b -- one\n",
            "c/y.py": "import b.x  # driftscan: allow deny a->b -- two\n",
        },
        ["excepted a.x -> b at 1: one (c/x.py:1)"],
    ),
    (
        "another way, longer than one that stands, though it is not in the finding's chain",
        THROUGH,
        {
            "a/x.py": "import c.x, c.y\n",
            "c/x.py": "import b.x\n",
            "c/y.py": "import c.z\n",
            "c/z.py": "import b.x  # driftscan: allow deny a->b -- long way\n",
        },
        ["new a.x -> b at 1"],
    ),
    (
        "a cycle",
        {"acyclic": ["a", "b"]},
        {
            "a/x.py": "import b.x  # driftscan: allow acyclic a, b -- old\n",
            "b/x.py": "import a.x\nimport a\n",
        },
        ["excepted a.x -> b.x at 1: old (a/x.py:1)"],
    ),
]


@pytest.mark.parametrize(
    ("rule", "tree", "expected"), [pytest.param(*c[1:], id=c[0]) for c in CASES]
)
def test_what_is_silenced_and_what_stands(
    rule: dict[str, object], tree: dict[str, str], expected: list[str]
) -> None:
    judged = _judged(rule, TARGETS | tree)
    assert list(map(_shown, judged.judgement.findings)) == expected
    assert judged.complaints == ()


COMPLAINTS = [
    (
        "import c  # driftscan: allow deny a->b -- old",
        "a/x.py:1: suppression: no finding of 'deny a->b' rests on the import in line 1; if it "
        "was mended, remove the comment, else check the rule's name and the place",
    ),
    (
        "x = 1  # driftscan: allow deny a->b -- old",
        "a/x.py:1: suppression: there is no import statement on its line or right below it; move "
        "the comment to the import it is for, or remove it",
    ),
    (
        "\nimport b.x  # driftscan: allow deny a->c -- old",
        "a/x.py:2: suppression: the spec has no rule called 'deny a->c'; did you mean 'deny a->b'?",
    ),
    (
        "import b.x  # driftscan: allow usage -- old",
        "a/x.py:1: suppression: the spec has no rule called 'usage'; `driftscan check -v` shows "
        "them all",
    ),
    (
        "import b.x  # driftscan: allow deny a->b",
        "a/x.py:1: suppression: it gives no reason; write `driftscan: allow RULE -- reason` or "
        "`driftscan: allow RULE until DATE -- reason`",
    ),
    (
        "import c  # driftscan: allow deny a->b until 2026-01-01 -- old",
        "a/x.py:1: suppression: no finding of 'deny a->b' rests on the import in line 1; if it "
        "was mended, remove the comment, else check the rule's name and the place",
    ),
]


@pytest.mark.parametrize(("text", "message"), COMPLAINTS)
def test_a_comment_that_does_nothing_is_told(text: str, message: str) -> None:
    judged = _judged(DENY, {**TARGETS, "a/x.py": text, "c/__init__.py": ""})
    assert judged.complaints == (message,)


def test_a_comment_for_a_rule_that_is_not_evaluated_is_not_judged() -> None:
    tree = TARGETS | {"a/x.py": "import b.x  # driftscan: allow deny a->b -- old"}
    judged = _judged({**DENY, "via": "deploy-time"}, tree)
    assert (judged.outcome.checked, judged.complaints) == (False, ())


@pytest.mark.parametrize("severity", ["error", "warning"])
def test_a_comment_that_has_ended_is_a_finding(severity: str) -> None:
    line = "import b.x  # driftscan: allow deny a->b until 2026-11-19 -- old\n"
    tree = TARGETS | {"a/x.py": f"\n{line}", "a/y.py": line + line.replace("b.x", "b.y")}
    judged = _judged({**DENY, "severity": severity}, tree)
    assert [_shown(f) for f in judged.judgement.findings if f.rule == "deny a->b"] == [
        "new a.x -> b.x at 2",
        "new a.y -> b.x at 1",
        "new a.y -> b.y at 2",
    ]
    one, two = [f for f in judged.judgement.findings if f.rule == "exceptions"]
    assert (one.check, one.severity, one.where.line) == ("expired suppression", severity, 2)
    assert one.message == (
        "The suppression of 'deny a->b' in a/x.py ended on 2026-11-19; "
        "1 finding it was made for still stands."
    )
    assert two.message == (
        "2 suppressions of 'deny a->b' in a/y.py ended, the first on 2026-11-19; "
        "2 findings they were made for still stand."
    )
    assert judged.complaints == ()
    again = _judged(DENY, {**tree, "a/x.py": f"\n\n{line}"}, {one.id: "known"})
    assert [f.note for f in again.judgement.findings if f.status == "accepted"] == ["known"]


def test_a_comment_goes_before_the_baseline() -> None:
    tree = TARGETS | {"a/x.py": "import b.x\n"}
    (finding,) = _judged(DENY, tree).judgement.findings
    silenced = tree | {"a/x.py": "import b.x  # driftscan: allow deny a->b -- old\n"}
    (judged,) = _judged(DENY, silenced, {finding.id: "as found"}).judgement.findings
    assert (judged.id, judged.status) == (finding.id, "excepted")


_RULES: Sequence[dict[str, object]] = (
    {"deny": "a -> b, external:boto3"},
    THROUGH,
    {"allow_only": "a, b -> external:none"},
    {"independent": ["a", "b", "c"]},
    {"independent": ["a", "b", "c"], "through_others": True},
    {"acyclic": ["a", "b", "c"]},
    {"acyclic": "components", "via": "type-only import"},
)
_MODULES = [f"{folder}.m{number}" for folder in "abcd" for number in range(3)]


def _random_tree(chance: random.Random, rule: str) -> dict[str, str]:
    tree = {}
    for module in _MODULES:
        targets = chance.sample([*_MODULES, "boto3"], chance.randint(0, 4))
        lines = ["from typing import TYPE_CHECKING"]
        for target in targets:
            comment = f"  # driftscan: allow {rule} -- why" if chance.random() < 0.4 else ""
            guard = "if TYPE_CHECKING: " if chance.random() < 0.2 else ""
            lines.append(f"{guard}import {target}{comment}")
        tree[module.replace(".", "/") + ".py"] = "\n".join(lines) + "\n"
    return tree


def _blanked(tree: Mapping[str, str], wanted: Callable[[str, int], bool]) -> dict[str, str]:
    """The tree without the import statements that a comment silences, if they are wanted so."""
    return {
        path: "\n".join(
            "" if "# driftscan" in line and wanted(path, number) else line
            for number, line in enumerate(text.split("\n"), 1)
        )
        for path, text in tree.items()
    }


def _findings_of(spec: Spec, tree: Mapping[str, str]) -> list[Finding]:
    return list(evaluate(question_of(spec, tree), spec.rules)[0].findings)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(_RULES), st.integers(0, 10**9))
def test_as_if_the_statements_were_not_there(rule: dict[str, object], seed: int) -> None:
    components = {name: {"path": name} for name in "abc"}
    spec = spec_of({"components": components, "rules": [{**rule, "name": "R"}]})
    tree = _random_tree(random.Random(seed), "R")
    (outcome,) = evaluate(question_of(spec, tree), spec.rules, _read(spec, tree).by_rule)
    standing = [finding for finding in outcome.findings if finding.status != "excepted"]
    assert standing == _findings_of(spec, _blanked(tree, lambda path, line: True))
    # Nothing changes where a comment is removed that silences nothing.
    unused = {(s.path.decode(), s.fact.line) for s in outcome.unused}
    assert standing == _findings_of(spec, _blanked(tree, lambda *place: place not in unused))
    left = {finding.id for finding in standing}
    gone = {finding.id for finding in _findings_of(spec, tree)} - left
    silenced = {finding.id for finding in outcome.findings if finding.status == "excepted"}
    if "acyclic" not in rule:  # there, a cut may give way to another
        assert silenced == gone
    assert not silenced & left
