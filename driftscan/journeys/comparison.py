"""Ask what differs between a system and its base."""

from msgspec.structs import replace

from driftscan.model.diff import Diff
from driftscan.pipeline import map_at_base, map_system
from driftscan.stages.before import judge_base
from driftscan.stages.difference import difference, with_cost
from driftscan.stages.judgement import judge_system
from driftscan.stages.progress import Progress, step
from driftscan.stages.request import Request
from driftscan.stages.target import no_target
from driftscan.stages.terms import Terms


def compare(
    request: Request,
    progress: Progress | None,
    exactly: bool,
    with_services: bool,
    with_costs: bool = False,
) -> Diff:
    """What differs between a system and its base. Without a revision the work tree counts.

    exactly: from the base itself, not from where the histories parted.
    """
    system = map_system(replace(request, base=""), progress)
    if not system.spec.file:
        raise no_target(system.place)
    terms = Terms(select=request.select, ignore=request.ignore, today=request.today)
    head = request.base if exactly else request.revision or "HEAD"
    earlier, source = map_at_base(system, request, head, progress)
    with step(progress, "Comparing"):
        before = judge_base(earlier, source, system, request.base, terms)
        result = judge_system(system, terms, before)
        found = difference(earlier, system, source, result, request.base, with_services)
    if not with_costs:
        return found
    with step(progress, "Reading the history"):
        return with_cost(found, earlier, system, source)
