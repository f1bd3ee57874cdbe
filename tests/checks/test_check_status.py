"""Which findings count: baseline, exceptions and dates."""

import datetime

import pytest

from driftscan.checks.evaluate import RuleOutcome, evaluate
from driftscan.checks.status import EXCEPTIONS_RULE, Judgement, judge
from driftscan.model.finding import Finding
from tests.checks.tiny_system import question_of, spec_of

TODAY = datetime.date(2026, 11, 20)
TREE = {"a/x.py": "import b.x", "a/y.py": "import b.x", "b/x.py": ""}
COMPONENTS = {"a": {"path": "a"}, "b": {"path": "b"}}


def _judge(
    rule: dict[str, object],
    exceptions: list[dict[str, object]],
    accepted: dict[str, str] | None = None,
) -> Judgement:
    spec = spec_of({"components": COMPONENTS, "rules": [rule], "exceptions": exceptions})
    outcomes = evaluate(question_of(spec, TREE, TODAY), spec.rules)
    return judge(outcomes, accepted or {}, spec.exceptions, TODAY, spec.file)


def _outcome() -> RuleOutcome:
    spec = spec_of({"components": COMPONENTS, "rules": [{"deny": "a -> b"}]})
    return evaluate(question_of(spec, TREE), spec.rules)[0]


def _exception(where: str, until: datetime.date | None = None, **more: object) -> dict[str, object]:
    entry: dict[str, object] = {"finding": "deny a->b", "where": where, "reason": "later", **more}
    return entry | ({"until": until} if until else {})


def _statuses(findings: tuple[Finding, ...]) -> list[tuple[str, str, str]]:
    return [(f.source, f.status, f.note) for f in findings if f.rule != EXCEPTIONS_RULE]


EXCEPTIONS = [
    ([], [("a.x", "new", ""), ("a.y", "new", "")]),
    ([_exception("a/x.py")], [("a.x", "excepted", "later"), ("a.y", "new", "")]),
    ([_exception("a")], [("a.x", "excepted", "later"), ("a.y", "excepted", "later")]),
    ([_exception("**")], [("a.x", "excepted", "later"), ("a.y", "excepted", "later")]),
    (
        [_exception("a/?.py", finding="deny a  -> b")],
        [("a.x", "excepted", "later"), ("a.y", "excepted", "later")],
    ),
    (
        [_exception("a/x.py", TODAY)],
        [("a.x", "excepted", "later (until 2026-11-20)"), ("a.y", "new", "")],
    ),
    (
        [_exception("a/x.py", TODAY - datetime.timedelta(1))],
        [("a.x", "new", ""), ("a.y", "new", "")],
    ),
]


@pytest.mark.parametrize(("exceptions", "expected"), EXCEPTIONS)
def test_exceptions(
    exceptions: list[dict[str, object]], expected: list[tuple[str, str, str]]
) -> None:
    judgement = _judge({"deny": "a -> b"}, exceptions)
    assert _statuses(judgement.findings) == expected
    assert judgement.unmatched == ()


@pytest.mark.parametrize("severity", ["error", "warning"])
def test_an_expired_exception_is_a_finding_of_its_own(severity: str) -> None:
    rule: dict[str, object] = {"deny": "a -> b", "severity": severity}
    judgement = _judge(rule, [_exception("a/x.py", datetime.date(2026, 1, 1))])
    (expired,) = [f for f in judgement.findings if f.rule == EXCEPTIONS_RULE]
    assert expired.message == (
        "The exception from 'deny a->b' for a/x.py ended on 2026-01-01; "
        "1 finding it was made for still stands."
    )
    assert (expired.severity, expired.status, expired.check) == (
        severity,
        "new",
        "expired exception",
    )
    assert (expired.where.path, expired.where.line) == (b"driftscan.yaml", expired.spec_line)
    again = _judge(rule, [_exception("a/x.py", datetime.date(2026, 1, 1))], {expired.id: "known"})
    assert [f.status for f in again.findings if f.id == expired.id] == ["accepted"]


@pytest.mark.parametrize("until", [None, datetime.date(2026, 1, 1)])
def test_an_exception_that_fits_nothing_is_told(until: datetime.date | None) -> None:
    judgement = _judge({"deny": "a -> b"}, [_exception("a/z.py", until)])
    assert judgement.unmatched == (
        "driftscan.yaml:10: the exception from 'deny a->b' in 'a/z.py' fits no finding; "
        "if it was mended, remove it, else check the rule's name and the path",
    )


def test_an_exception_from_a_rule_that_is_not_checked_is_not_told() -> None:
    judgement = _judge({"deny": "a -> b", "via": "deploy-time"}, [_exception("a/x.py")])
    assert judgement == Judgement(findings=())


def test_the_baseline_accepts_by_identity() -> None:
    outcome = _outcome()
    known = outcome.findings[0]
    judged = judge([outcome], {known.id: "from before", "0" * 12: "gone"}, [], TODAY)
    assert _statuses(judged.findings) == [("a.x", "accepted", "from before"), ("a.y", "new", "")]


def test_an_exception_goes_before_the_baseline() -> None:
    accepted = {finding.id: "from before" for finding in _outcome().findings}
    judged = _judge({"deny": "a -> b"}, [_exception("a/x.py")], accepted)
    assert [status for _, status, _ in _statuses(judged.findings)] == ["excepted", "accepted"]


@pytest.mark.parametrize(
    ("by", "status", "note"),
    [
        (datetime.date(2026, 11, 21), "planned", "due 2026-11-21"),
        (TODAY, "new", ""),
        (None, "new", ""),
    ],
)
def test_an_absence_counts_from_its_day_on(
    by: datetime.date | None, status: str, note: str
) -> None:
    rule: dict[str, object] = {"expect": "b -> a"} | ({"by": by} if by else {})
    assert _statuses(_judge(rule, []).findings) == [("b", status, note)]


PAST = TODAY - datetime.timedelta(1)


@pytest.mark.parametrize(
    ("rule", "severity"),
    [
        ({"deny": "a -> b"}, "error"),
        ({"deny": "a -> b", "severity": "warning"}, "warning"),
        ({"deprecate": "a -> b", "by": datetime.date(2026, 1, 1)}, "warning"),
        ({"expect": "a -> b", "by": datetime.date(2030, 1, 1)}, "error"),
        ({"covered": "nowhere"}, "error"),
    ],
)
def test_a_rule_that_has_ended_is_one_finding_in_its_place(
    rule: dict[str, object], severity: str
) -> None:
    (finding,) = _judge({**rule, "name": "r", "until": PAST}, []).findings
    assert (finding.rule, finding.check, finding.severity) == ("r", "expired rule", severity)
    assert (finding.source, finding.target, finding.status) == ("r", "", "new")
    assert finding.message == (
        "The rule 'r' ended on 2026-11-19 and is checked no more; give it a later `until`, or "
        "remove it."
    )
    assert finding.where.line == finding.spec_line > 0
    earlier = _judge({**rule, "name": "r", "until": PAST - datetime.timedelta(90)}, [])
    assert [found.id for found in earlier.findings] == [finding.id]


def test_on_its_last_day_a_rule_still_holds() -> None:
    findings = _judge({"deny": "a -> b", "until": TODAY}, []).findings
    assert [finding.check for finding in findings] == ["deny", "deny"]


@pytest.mark.parametrize("until", [None, datetime.date(2026, 1, 1)])
@pytest.mark.parametrize("where", ["a/x.py", "", "driftscan.yaml"])
def test_an_exception_from_a_rule_that_has_ended_fits_nothing_and_that_is_well(
    where: str, until: datetime.date | None
) -> None:
    exception = _exception(where, until)
    if not where:
        del exception["where"]
    judgement = _judge({"deny": "a -> b", "until": PAST}, [exception])
    assert [(f.check, f.status) for f in judgement.findings] == [("expired rule", "new")]
    assert judgement.unmatched == ()


def test_the_end_of_a_rule_can_be_accepted() -> None:
    rule: dict[str, object] = {"deny": "a -> b", "until": PAST}
    (finding,) = _judge(rule, []).findings
    (again,) = _judge(rule, [], {finding.id: "until the audit"}).findings
    assert (again.status, again.note) == ("accepted", "until the audit")


def test_a_deprecation_keeps_its_identity_when_it_turns_into_an_error() -> None:
    warned = _judge({"deprecate": "a -> b", "by": TODAY}, []).findings
    failed = _judge({"deprecate": "a -> b", "by": PAST}, []).findings
    assert [f.id for f in warned] == [f.id for f in failed]
    assert {(f.severity, f.note) for f in warned} == {("warning", "an error after 2026-11-20")}
    assert {(f.severity, f.note) for f in failed} == {("error", "was to be gone by 2026-11-19")}
