"""Findings held against those of a base: which were there before, and which are gone."""

from collections.abc import Sequence

from msgspec.structs import replace

from driftscan.model.baseline import AcceptedFinding, Baseline
from driftscan.model.finding import Finding
from driftscan.model.scan import Comparison
from driftscan.stages.terms import Before


def marked(findings: Sequence[Finding], before: Before) -> tuple[Finding, ...]:
    """The findings, those with status 'before' that would count but were there already."""
    known = before.identities
    return tuple(
        replace(finding, status="before")
        if finding.status == "new" and finding.id in known
        else finding
        for finding in findings
    )


def comparison(
    findings: Sequence[Finding], before: Before, baseline: Baseline, revision: str
) -> Comparison:
    """What changed since the base. revision: the commit that was checked, '' for the index."""
    present = {finding.id for finding in findings}
    return Comparison(
        base=before.base,
        called=before.called,
        commit=before.commit,
        is_head=revision == before.commit,
        fixed=tuple(finding for finding in before.findings if finding.id not in present),
        unread=before.unread,
        grown=_missing(baseline, before.baseline) if before.baseline is not None else (),
        shrunk=_missing(before.baseline, baseline) if before.baseline is not None else (),
    )


def _missing(one: Baseline, other: Baseline) -> tuple[AcceptedFinding, ...]:
    """Entries of one that the other lacks."""
    known = {entry.id for entry in other.findings}
    return tuple(entry for entry in one.findings if entry.id not in known)
