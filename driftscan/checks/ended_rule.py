"""A rule whose last day is over: it is not evaluated, and that is one finding in its place."""

from msgspec.structs import replace

from driftscan.checks.findings import End, finding_of, spec_location
from driftscan.checks.question import CheckInput
from driftscan.model.finding import Finding
from driftscan.model.rule import Rule

EXPIRED_RULE = "expired rule"


def ended_finding(question: CheckInput, rule: Rule) -> Finding:
    """The finding that a rule has ended, as severe as the rule; its identity holds no date."""
    name, until = rule.head.name, rule.head.until
    finding = finding_of(
        rule,
        (End(name, EXPIRED_RULE), End("", "")),
        EXPIRED_RULE,
        f"The rule '{name}' ended on {until.isoformat() if until else ''} and is checked no more; "
        "give it a later `until`, or remove it.",
        spec_location(question, rule.head.line),
    )
    return replace(finding, check=EXPIRED_RULE)
