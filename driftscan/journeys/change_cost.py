"""Ask a system what its changes cost, what that says of its findings, and how true it was."""

from typing import TYPE_CHECKING

from msgspec.structs import replace

from driftscan.model.backtest import Backtest
from driftscan.model.cost import CostTable
from driftscan.model.ranking import FirstThings
from driftscan.pipeline import map_system
from driftscan.stages.caches import open_caches
from driftscan.stages.judgement import judge_system
from driftscan.stages.past import open_past
from driftscan.stages.progress import Progress, advance, step
from driftscan.stages.request import Request
from driftscan.stages.target import find_place
from driftscan.stages.terms import Terms

if TYPE_CHECKING:
    from driftscan.stages.deployed_code import Deployed


def cost_of_change(
    request: Request, progress: Progress | None = None, with_services: bool = False
) -> CostTable:
    """What changes cost, by the history of the request's revision; HEAD where it names none.

    with_services: sums are over the services that are found, not over those of the spec alone.
    """
    from driftscan.stages.hotspots import cost_table

    place = find_place(request.path, request.config)
    caches = open_caches(place.root, request.use_cache)
    past = open_past(place.root, request.revision)
    services = _services(replace(request, revision=past.tip), progress) if with_services else None
    with step(progress, "Reading the history"):
        return cost_table(place, past, caches, advance(progress), services)


def ranking(
    request: Request,
    progress: Progress | None = None,
    with_findings: bool | None = None,
    with_services: bool = False,
) -> tuple[CostTable, FirstThings | None]:
    """What changes cost; and with findings, these by what they cost and what changes together.

    with_findings: None for whether there is a spec beside the code that findings could come of.
    The commit that is ranked is the one that is scanned, so that both speak of the same files.
    """
    if with_findings is None:
        with_findings = bool(find_place(request.path, request.config).spec_file)
    if not with_findings:
        return cost_of_change(request, progress, with_services), None
    from driftscan.stages.first_things import first_things
    from driftscan.stages.worked import worked_of

    past = open_past(find_place(request.path, request.config).root, request.revision)
    asked = replace(request, revision=past.tip)
    system = map_system(asked, progress)
    services = _services(asked, progress) if with_services else None
    with step(progress, "Reading the history"):
        worked, table = worked_of(system, past, advance(progress), services)
    found = judge_system(system, Terms(today=request.today)) if system.spec.file else None
    return table, first_things(system, found, worked)


def _services(request: Request, progress: Progress | None) -> "Deployed":
    from driftscan.journeys.services import deployed  # most runs ask for none

    return deployed(request, progress)


def hindsight(request: Request, progress: Progress | None = None) -> Backtest:
    """What the ranking by expected change cost, and others, foretold in the past."""
    from driftscan.stages.testing_history import backtest_of

    place = find_place(request.path, request.config)
    caches = open_caches(place.root, request.use_cache)
    past = open_past(place.root, request.revision)
    with step(progress, "Reading the history"):
        return backtest_of(place, past, caches, advance(progress))
