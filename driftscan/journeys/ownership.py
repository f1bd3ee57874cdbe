"""Ask a system who owns what."""

from msgspec.structs import replace

from driftscan.errors import HistoryError
from driftscan.model.teamwork import Owners
from driftscan.pipeline import map_system
from driftscan.stages.past import open_past
from driftscan.stages.progress import Progress, advance, step
from driftscan.stages.request import Request
from driftscan.stages.target import find_place
from driftscan.stages.teamwork import owners_with_history, owners_without_history
from driftscan.stages.worked import worked_of


def ownership(
    request: Request, progress: Progress | None = None, by: str = "", names: bool = False
) -> Owners:
    """Who owns what, and how many people work on it. by: 'owner', 'component', '' for whichever
    says more. names: also whom one could ask."""
    system = None
    try:
        past = open_past(find_place(request.path, request.config).root, request.revision)
        system = map_system(replace(request, revision=past.tip), progress)
        with step(progress, "Reading the history"):
            worked, table = worked_of(system, past, advance(progress))
    except HistoryError as missing:
        system = system or map_system(request, progress)
        return owners_without_history(system, str(missing), by)
    return owners_with_history(system, worked, table, by, names)
