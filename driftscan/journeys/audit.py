"""Ask repositories that nobody has described for all that can be found out of them."""

from collections.abc import Sequence

from msgspec.structs import replace

from driftscan.pipeline import map_system
from driftscan.report.audit.audited import Audit
from driftscan.stages.audit import audit_of, drafts_of, looked_at
from driftscan.stages.audit_depth import with_its_past, with_the_same_twice
from driftscan.stages.progress import Progress, advance, step
from driftscan.stages.request import Request
from driftscan.stages.services import parts_of, services_of


def audit(
    requests: Sequence[Request], progress: Progress | None = None, remotes: Sequence[str] = ()
) -> Audit:
    """All that can be found out of one repository, or of several as one system, without a spec.

    The newest commit of each is what is looked at. remotes: where each of them was cloned from.
    """
    named = zip(requests, remotes or [""] * len(requests), strict=True)
    both = [
        looked_at(*each, lambda asked: map_system(asked, progress, is_asked_again=True))
        for each in named
    ]
    looked, maps = zip(*both, strict=True)
    with step(progress, "Finding services"):
        services = services_of(parts_of(maps), maps[0].caches, requests[0].workers)
    drafts = drafts_of(looked, services)
    with step(progress, "Reading the history"):
        found = audit_of(looked, services, drafts, advance(progress))
    with step(progress, "Looking for the same thing twice"):
        each = map(with_the_same_twice, found.repositories, drafts)
        found = replace(found, repositories=tuple(each))
    with step(progress, "Looking at the past"):
        each = map(with_its_past, found.repositories, drafts, looked)
        return replace(found, repositories=tuple(each))
