"""What held at the commit that a run is compared with, against the target state of today."""

from driftscan.model.baseline import Baseline
from driftscan.sources.fetched import called
from driftscan.sources.merge_base import find_merge_base
from driftscan.sources.opening import existing_directory
from driftscan.sources.repository import find_repository, path_inside
from driftscan.sources.revision import RevisionSource, open_revision
from driftscan.stages.baselines import baseline_file, own_baseline
from driftscan.stages.judgement import hold, stale_findings
from driftscan.stages.map import Map
from driftscan.stages.newness import Newness
from driftscan.stages.terms import Before, Terms
from driftscan.store.baseline import baseline_of


def open_base(system: Map, base: str, head: str) -> RevisionSource:
    """The commit where the head's history parted from the base's, to be read like the head."""
    root = system.place.root
    commit = find_merge_base(root, base, head)
    repository = find_repository(existing_directory(root))
    assert repository is not None  # its merge base has just been found
    return open_revision(repository, commit, system.spec.sources)


def judge_base(
    earlier: Map, source: RevisionSource, system: Map, base: str, terms: Terms
) -> Before:
    """The findings of the base that would count today.

    What the spec names may not have been there yet, which is no error of the spec's.
    """
    baseline = own_baseline(system)
    held = hold(earlier, terms, baseline, frozenset(), is_head=False)
    there = _baseline_at(source, system)
    findings = held.judgement.findings
    if terms.strict_baseline:
        shared = {entry.id for entry in there.findings} if there else set()
        kept = tuple(entry for entry in baseline.findings if entry.id in shared)
        findings += stale_findings(earlier, held, Baseline(kept))
    return Before(
        base=base,
        called=called(source.repository, base),
        commit=source.revision,
        findings=tuple(finding for finding in findings if finding.status == "new"),
        unread=earlier.coverage.files - earlier.coverage.checked,
        baseline=there,
        accepted=tuple(finding for finding in findings if finding.status == "accepted"),
        newness=Newness(system.source, source),
    )


def _baseline_at(source: RevisionSource, system: Map) -> Baseline | None:
    """As it was committed then; an absent one is empty."""
    file = str(baseline_file(system))
    if path_inside(source.repository, file) is None:
        return None
    text = source.committed_text(file)
    return Baseline() if text is None else baseline_of(text, f"{source.revision[:12]}:{file}")
