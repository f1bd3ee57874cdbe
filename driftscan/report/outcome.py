"""What a scan comes to: how its findings count, and whether it may be called clean."""

from collections.abc import Iterable

from msgspec import Struct

from driftscan.model.finding import Finding
from driftscan.model.scan import Scan

CLEAN = "clean"
DRIFT = "drift"
NOTHING_READ = "nothing-read"
NO_RULES = "no-rules"
LOW_COVERAGE = "low-coverage"


class Outcome(Struct, frozen=True, kw_only=True):
    """Findings and rules of a scan, counted.

    new: findings that count (errors, neither accepted nor excepted nor planned, and not there
        before at the commit that is compared with);
    warnings: new findings of severity 'warning'; broken: rules with findings that count (that a
    rule or an exception has ended is a finding that counts, but breaks no rule).
    verdict: 'clean', 'drift', 'nothing-read' (no file was read, so nothing can be said) or
        'no-rules' (the spec states no rule that could be checked) or 'low-coverage' (less was read
        than the spec demands, so that nothing was found says little).
    """

    verdict: str
    new: int
    warnings: int
    accepted: int
    excepted: int
    planned: int
    before: int
    vanished: int
    rules: int
    kept: int
    broken: int
    unchecked: int


def outcome(scan: Scan) -> Outcome:
    """The counts and the verdict of a scan."""
    new = new_errors(scan.findings)
    results = [rule.outcome for rule in scan.rules]
    return Outcome(
        verdict=_verdict(scan, len(new), sum(result != "unchecked" for result in results)),
        new=len(new),
        warnings=len(new_warnings(scan.findings)),
        accepted=_count(scan.findings, "accepted"),
        excepted=_count(scan.findings, "excepted"),
        planned=_count(scan.findings, "planned"),
        before=_count(scan.findings, "before"),
        vanished=len(scan.vanished),
        rules=len(scan.rules),
        kept=results.count("kept"),
        broken=len({finding.rule for finding in new} & _checked(scan)),
        unchecked=results.count("unchecked"),
    )


def _checked(scan: Scan) -> set[str]:
    return {rule.name for rule in scan.rules if rule.outcome != "unchecked"}


def new_errors(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings that fail the gate."""
    return tuple(f for f in findings if f.status == "new" and f.severity == "error")


def new_warnings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """New findings that are shown but do not fail the gate."""
    return tuple(f for f in findings if f.status == "new" and f.severity != "error")


def _verdict(scan: Scan, new: int, checked_rules: int) -> str:
    # Findings come first: a rule that found something is never hidden by a lack of coverage.
    if new:
        return DRIFT
    if not scan.coverage.checked or not scan.coverage.modules:
        return NOTHING_READ
    if not checked_rules:
        return NO_RULES
    return LOW_COVERAGE if scan.shortfalls else CLEAN


def _count(findings: Iterable[Finding], status: str) -> int:
    return sum(finding.status == status for finding in findings)
