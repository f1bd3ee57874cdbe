"""Ask a system for functions that solve the same problem."""

from driftscan.model.family import Criteria, Duplicates
from driftscan.pipeline import map_manifests
from driftscan.stages.duplicates import duplicates_of
from driftscan.stages.oddities import with_differences
from driftscan.stages.progress import Progress, step
from driftscan.stages.request import Request


def map_duplicates(
    request: Request, criteria: Criteria, progress: Progress | None = None, explained: int = 0
) -> Duplicates:
    """Functions of a system that solve the same problem. explained: of how many families it is
    told what differs."""
    system = map_manifests(request, progress)
    with step(progress, "Comparing functions"):
        found = duplicates_of(system, criteria)
    return with_differences(found, system.source, system.caches, explained)
