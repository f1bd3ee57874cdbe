"""Evaluates rules one by one; the order of the outcomes is that of the spec."""

from collections.abc import Iterable

from msgspec import Struct

from driftscan.checks import CHECKS
from driftscan.checks.ended_rule import ended_finding
from driftscan.checks.question import CheckInput, is_checkable
from driftscan.model.finding import Finding
from driftscan.model.rule import Rule


class RuleOutcome(Struct, frozen=True):
    """What a rule says about the graph.

    checked: False where no extractor finds the kinds of dependency that the rule speaks of, and
    for a rule that has ended, whose one finding is that.
    findings: sorted, each identity once.
    """

    rule: Rule
    checked: bool
    findings: tuple[Finding, ...] = ()


def evaluate(question: CheckInput, rules: Iterable[Rule]) -> list[RuleOutcome]:
    """The outcome of every rule, sorted by their lines in the spec, then by name."""
    ordered = sorted(rules, key=lambda rule: (rule.head.line, rule.head.name))
    return [_outcome(question, rule) for rule in ordered]


def sort_key(finding: Finding) -> tuple[str, ...]:
    """Order of findings in every result: by rule, then by what depends on what."""
    return finding.rule, finding.source, finding.target, finding.kind, finding.id


def _outcome(question: CheckInput, rule: Rule) -> RuleOutcome:
    if question.has_ended(rule):
        return RuleOutcome(rule, checked=False, findings=(ended_finding(question, rule),))
    if not is_checkable(rule):
        return RuleOutcome(rule, checked=False)
    findings = CHECKS[type(rule)](question.asked_by(rule), rule)
    return RuleOutcome(rule, True, tuple(sorted(findings, key=sort_key)))
