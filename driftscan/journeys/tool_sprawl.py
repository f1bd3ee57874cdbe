"""Ask a system in how many ways it does each thing."""

from collections.abc import Sequence

from driftscan.model.sprawl import Sprawl
from driftscan.pipeline import map_system
from driftscan.stages.progress import Progress, advance, step
from driftscan.stages.request import Request
from driftscan.stages.sprawl import costs_at, known_capabilities, sprawl_of


def tool_sprawl(
    request: Request,
    progress: Progress | None = None,
    only: Sequence[str] = (),
    across_languages: bool = False,
    with_costs: bool = True,
) -> Sprawl:
    """In how many ways the system does each thing. only: of these capabilities. with_costs: also
    what the files cost that would have to change, where there is a history."""
    system = map_system(request, progress)
    wanted = known_capabilities(system, only)
    with step(progress, "Reading the history"):
        costs = costs_at(system, request, advance(progress)) if with_costs else None
    with step(progress, "Comparing"):
        return sprawl_of(system, wanted, costs, across_languages)
