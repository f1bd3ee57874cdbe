"""Which findings an argument means: the beginning of an identity, or the name of a rule."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from driftscan.errors import UsageError
from driftscan.model.finding import Finding
from driftscan.model.rule import plain_rule_name
from driftscan.model.scan import RuleSummary, Scan

# A shorter beginning could soon mean something else.
SHORTEST = 4


def by_identity(findings: Iterable[Finding], beginning: str) -> Finding:
    """The one finding whose identity begins like this; UsageError if none or several do."""
    if len(beginning) < SHORTEST:
        raise UsageError(f"'{beginning}' is too short: give at least {SHORTEST} digits of the id")
    found = [finding for finding in findings if finding.id.startswith(beginning.lower())]
    if not found:
        raise UsageError(
            f"no finding has an id that begins with '{beginning}'; see driftscan check -v"
        )
    if len(found) > 1:
        ids = ", ".join(finding.id for finding in found)
        raise UsageError(f"'{beginning}' could mean each of {ids}; give more digits")
    return found[0]


def rule_named(scan: Scan, name: str) -> RuleSummary | None:
    """The rule of this name (spaces don't count), None if the spec has none."""
    wanted = plain_rule_name(name)
    return next((rule for rule in scan.rules if plain_rule_name(rule.name) == wanted), None)


def findings_meant(scan: Scan, name: str) -> Sequence[Finding]:
    """All findings of the rule of this name (perhaps none), else the one with this identity."""
    if rule := rule_named(scan, name):
        return [finding for finding in scan.findings if finding.rule == rule.name]
    if name and set(name.lower()) <= set("0123456789abcdef"):
        return [by_identity(scan.findings, name)]
    rules = [rule.name for rule in scan.rules]
    close = get_close_matches(name, rules, n=1, cutoff=0.5)
    hint = f"did you mean '{close[0]}'?" if close else "driftscan check -v lists what there is"
    raise UsageError(f"'{name}' is neither the id of a finding nor a rule; {hint}")
