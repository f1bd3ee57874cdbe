"""Findings held against those of a base: which were there before, and which are gone."""

from collections.abc import Sequence

from msgspec.structs import replace

from driftscan.model.baseline import AcceptedFinding, Baseline
from driftscan.model.finding import DUPLICATE, Finding
from driftscan.model.scan import Comparison
from driftscan.stages.terms import Before


def marked(findings: Sequence[Finding], before: Before) -> tuple[Finding, ...]:
    """The findings, those with status 'before' that would count but were there already."""
    known = before.identities | _edited(findings, before).keys()
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
    present = {finding.id for finding in findings} | {*_edited(findings, before).values()}
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


def _edited(findings: Sequence[Finding], before: Before) -> dict[str, str]:
    """Findings about copies that were edited all at once, by id, and what their id was before.

    The identity of a copy is its content, so a bug that was mended in all of them would make a
    family that is new. It is the one that has gone if it is in the same files, under the same
    names.
    """
    present = {finding.id for finding in findings}
    gone: dict[tuple[str, frozenset[str], frozenset[bytes]], str] = {}
    for finding in (*before.findings, *before.accepted):
        if finding.kind == DUPLICATE and finding.id not in present:
            gone.setdefault(_ends(finding), finding.id)
    was = {finding.id for finding in (*before.findings, *before.accepted)}
    return {
        finding.id: gone.pop(_ends(finding))
        for finding in findings
        if finding.kind == DUPLICATE and finding.id not in was and _ends(finding) in gone
    }


def _ends(finding: Finding) -> tuple[str, frozenset[str], frozenset[bytes]]:
    return (
        finding.rule,
        frozenset((finding.source, finding.target)),
        frozenset(place.path for place in finding.evidence),
    )


def _missing(one: Baseline, other: Baseline) -> tuple[AcceptedFinding, ...]:
    """Entries of one that the other lacks."""
    known = {entry.id for entry in other.findings}
    return tuple(entry for entry in one.findings if entry.id not in known)
