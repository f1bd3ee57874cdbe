"""Ask a system what its components say of one term."""

from driftscan.model.term import Definitions
from driftscan.pipeline import map_manifests
from driftscan.stages.definitions import definitions_of
from driftscan.stages.progress import Progress, step
from driftscan.stages.request import Request


def map_definitions(request: Request, progress: Progress | None = None) -> Definitions:
    """What the components of a system say of each term that several of them define."""
    system = map_manifests(request, progress)
    with step(progress, "Reading definitions"):
        return definitions_of(system)
