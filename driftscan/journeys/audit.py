"""Ask repositories that nobody has described for all that can be found out of them."""

from collections.abc import Sequence

from driftscan.pipeline import map_system
from driftscan.report.audit.audited import Audit
from driftscan.stages.audit import audit_of, looked_at
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
    found = [looked_at(*each, lambda asked: map_system(asked, progress)) for each in named]
    looked, maps = zip(*found, strict=True)
    with step(progress, "Finding services"):
        services = services_of(parts_of(maps), maps[0].caches, requests[0].workers)
    with step(progress, "Reading the history"):
        return audit_of(looked, services, advance(progress))
