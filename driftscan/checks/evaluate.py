"""Evaluates rules one by one; the order of the outcomes is that of the spec."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from driftscan.checks import check_of
from driftscan.checks.ended_rule import ended_finding
from driftscan.checks.excepted_places import excepted_places
from driftscan.checks.once_a_line import once_a_line
from driftscan.checks.question import CheckInput
from driftscan.checks.silence import Silencer, silence
from driftscan.checks.suppressions import Suppression
from driftscan.checks.unseen import look_away
from driftscan.model.finding import Finding
from driftscan.model.rule import Rule, plain_rule_name
from driftscan.model.spec import SpecException

_NONE: Mapping[str, Sequence[Suppression]] = {}


class RuleOutcome(Struct, frozen=True):
    """What a rule says about the graph.

    checked: False where no extractor finds the kinds of dependency that the rule speaks of, and
        for a rule that has ended, whose one finding is that.
    findings: sorted, each identity once; silenced ones are 'excepted' already.
    unused, ended: suppressions that silence nothing: no finding rests on them, or their day has
        passed.
    needless: dependencies that an exception names and on which no finding would rest.
    idle: exceptions that name a place where no finding rests on anything.
    """

    rule: Rule
    checked: bool
    findings: tuple[Finding, ...] = ()
    unused: tuple[Suppression, ...] = ()
    ended: tuple[Suppression, ...] = ()
    needless: tuple[str, ...] = ()
    idle: tuple[SpecException, ...] = ()


def evaluate(
    question: CheckInput,
    rules: Iterable[Rule],
    suppressions: Mapping[str, Sequence[Suppression]] = _NONE,
    exceptions: Iterable[SpecException] = (),
) -> list[RuleOutcome]:
    """The outcome of every rule, sorted by their lines in the spec, then by name.

    suppressions: by plain_rule_name() of the rule. exceptions: those that name what a rule shall
    not see, dependencies or places; others, and those that have expired, have no business here.
    """
    ordered = sorted(rules, key=lambda rule: (rule.head.line, rule.head.name))
    unseen = list(exceptions)
    return [
        _outcome(
            question,
            rule,
            suppressions.get(plain_rule_name(rule.head.name), ()),
            [each for each in unseen if each.speaks_of(rule.head.name)],
        )
        for rule in ordered
    ]


def sort_key(finding: Finding) -> tuple[str, ...]:
    """Order of findings in every result: by rule, then by what depends on what."""
    return finding.rule, finding.source, finding.target, finding.kind, finding.id


def _outcome(
    question: CheckInput,
    rule: Rule,
    suppressions: Sequence[Suppression],
    exceptions: Sequence[SpecException],
) -> RuleOutcome:
    if question.has_ended(rule):
        return RuleOutcome(rule, checked=False, findings=(ended_finding(question, rule),))
    if not question.can_check(rule):
        return RuleOutcome(rule, checked=False)

    def find(asked: CheckInput) -> Iterable[Finding]:
        return check_of(type(rule))(asked, rule)

    seen = look_away(question.asked_by(rule), find, [e for e in exceptions if e.imports])
    places = excepted_places(seen.question, rule, exceptions)
    silencers: list[Silencer] = [*suppressions, *places]
    if not silencers:
        findings = _sorted((*once_a_line(find(seen.question), question.accepted), *seen.excepted))
        return RuleOutcome(rule, True, findings, needless=seen.needless)
    found = silence(seen.question, find, silencers)
    return RuleOutcome(
        rule,
        True,
        _sorted((*once_a_line(found.findings, question.accepted), *seen.excepted)),
        tuple(each for each in suppressions if each in found.unused),
        tuple(each for each in suppressions if each in found.ended),
        seen.needless,
        tuple(each.exception for each in places if each in found.unused),
    )


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=sort_key))
