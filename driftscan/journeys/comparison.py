"""Ask what differs between a system and its base."""

from msgspec import Struct
from msgspec.structs import replace

from driftscan.model.diff import Diff
from driftscan.pipeline import map_at_base, map_system
from driftscan.stages.before import judge_base
from driftscan.stages.difference import difference, with_cost, with_services, with_terms
from driftscan.stages.judgement import judge_system
from driftscan.stages.progress import Progress, step
from driftscan.stages.request import Request
from driftscan.stages.target import no_target
from driftscan.stages.terms import Terms


class Wanted(Struct, frozen=True, kw_only=True):
    """What is compared besides imports and findings, each of which takes a journey of its own.

    exactly: from the base itself, not from where the histories parted.
    """

    exactly: bool = False
    services: bool = False
    definitions: bool = False
    cost: bool = False


def compare(request: Request, progress: Progress | None, wanted: Wanted) -> Diff:
    """What differs between a system and its base. Without a revision the work tree counts."""
    system = map_system(replace(request, base=""), progress)
    if not system.spec.file:
        raise no_target(system.place)
    terms = Terms(select=request.select, ignore=request.ignore, today=request.today)
    head = request.base if wanted.exactly else request.revision or "HEAD"
    earlier, source = map_at_base(system, request, head, progress)
    with step(progress, "Comparing"):
        before = judge_base(earlier, source, system, request.base, terms)
        result = judge_system(system, terms, before)
        found = difference(earlier, system, source, result, request.base)
    if wanted.services:
        with step(progress, "Comparing services"):
            found = with_services(found, earlier, system)
    if wanted.definitions:
        with step(progress, "Comparing definitions"):
            found = with_terms(found, earlier, system)
    if wanted.cost:
        with step(progress, "Reading the history"):
            found = with_cost(found, earlier, system, source)
    return found
