"""The rules of the spec as reporting descriptors."""

import hashlib

from driftscan.model.finding import Finding
from driftscan.model.scan import RuleSummary, Scan
from driftscan.report.escape import name_text
from driftscan.report.sarif.document import Configuration, Descriptor, Tags, Text
from driftscan.report.sarif.message import description

# Longer names of rules are cut; a hash keeps them apart.
_LONGEST_ID = 200


def rule_descriptors(scan: Scan) -> tuple[list[Descriptor], dict[str, int]]:
    """A descriptor for each rule, in the order of the spec, and the place of each by name.

    Findings of no rule of the spec (an exception that has ended) come last.
    """
    finding_of = {finding.rule: finding for finding in reversed(scan.findings)}
    summaries = {rule.name: rule for rule in scan.rules}
    for name, finding in sorted(finding_of.items()):
        summaries.setdefault(name, _summary(finding))
    descriptors = [_descriptor(rule, finding_of.get(name)) for name, rule in summaries.items()]
    return descriptors, {name: index for index, name in enumerate(summaries)}


def rule_id(name: str) -> str:
    """The name of a rule, cut if it is long; different names have different ids."""
    plain = name_text(name)
    if len(plain) <= _LONGEST_ID:
        return plain or "rule"
    digest = hashlib.sha256(plain.encode()).hexdigest()[:12]
    return f"{plain[:_LONGEST_ID]}... ({digest})"


def _summary(finding: Finding) -> RuleSummary:
    return RuleSummary(
        name=finding.rule,
        check=finding.check,
        outcome="broken",
        findings=1,
        severity=finding.severity,
        reason=finding.reason,
        line=finding.spec_line,
    )


def _descriptor(rule: RuleSummary, finding: Finding | None) -> Descriptor:
    reason = rule.reason or (finding.reason if finding else "")
    said = [("Owner", finding.owner), ("Decided in", finding.adr)] if finding else []
    parts = [
        reason or "The spec gives no reason for this rule.",
        *[f"{word}: {text}." for word, text in said if text],
        "`driftscan explain` with the id of a finding shows its chain and its cheapest cut; "
        "`driftscan baseline --accept` accepts it.",
    ]
    identity = rule_id(rule.name)
    return Descriptor(
        id=identity,
        short_description=Text(description(identity)),
        full_description=Text(description(reason or identity)),
        help=Text(description(" ".join(parts))),
        default_configuration=Configuration(rule.severity),
        properties=Tags(["architecture", rule.check]),
    )
