"""Renewing a baseline: what is new is accepted, what vanished is dropped, the rest stays."""

import datetime
from collections.abc import Collection, Iterable

from driftscan.errors import BaselineError
from driftscan.model.baseline import Acceptance, AcceptedFinding, Baseline
from driftscan.model.finding import Finding

# The spec or a comment in the code says why these do not count, and until when.
_SETTLED = frozenset({"excepted", "planned"})


def accept(
    baseline: Baseline,
    findings: Iterable[Finding],
    reason: str,
    today: datetime.date,
    vanished: Collection[str] | None = None,
) -> Acceptance:
    """The baseline that accepts all findings of a scan.

    findings: all of the scan, whatever their status. Entries already there keep their reason and
    date. vanished: identities of entries that no longer occur; only they are dropped, for entries
    of a rule that was not checked may still stand. None: all without a finding have vanished.
    Raises BaselineError when there is something to add but no reason.
    """
    present = {finding.id: finding for finding in findings}
    known = {entry.id for entry in baseline.findings}
    added = [
        _entry(finding, reason, today)
        for finding in present.values()
        if finding.id not in known and finding.status not in _SETTLED
    ]
    if added and not reason.strip():
        raise BaselineError("a finding is accepted only with a reason; give one")
    gone = known - present.keys() if vanished is None else set(vanished) - present.keys()
    kept = [entry for entry in baseline.findings if entry.id not in gone]
    dropped = [entry for entry in baseline.findings if entry.id in gone]
    return Acceptance(Baseline(in_order([*kept, *added])), in_order(added), in_order(dropped))


def in_order(entries: Iterable[AcceptedFinding]) -> tuple[AcceptedFinding, ...]:
    """Entries of one rule stand together, so that a merge request shows what it adds to which."""
    return tuple(sorted(entries, key=lambda e: (e.rule, e.source, e.target, e.kind, e.id)))


def _entry(finding: Finding, reason: str, today: datetime.date) -> AcceptedFinding:
    return AcceptedFinding(
        id=finding.id,
        rule=finding.rule,
        source=finding.source,
        target=finding.target,
        kind=finding.kind,
        reason=reason.strip(),
        accepted=today,
    )
