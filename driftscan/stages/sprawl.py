"""Tool sprawl: in how many ways a system does each thing, and what it would cost to converge."""

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from driftscan.capabilities.sprawl import Ground, ways_taken
from driftscan.checks.wording import suggestion
from driftscan.errors import HistoryError, NothingMatchedError, UsageError
from driftscan.history.parts import parts_of
from driftscan.model.sprawl import Sprawl
from driftscan.spec.catalogue.folder import capability_names
from driftscan.stages.capabilities import lookup_for, uses_in
from driftscan.stages.known_commits import Advance
from driftscan.stages.map import Map
from driftscan.stages.past import open_past
from driftscan.stages.request import Request
from driftscan.stages.worked import worked_of

NOBODY = "(no component)"


class Costs(Struct, frozen=True):
    """by_path: None where there are none, for the reason in missing."""

    by_path: Mapping[bytes, float] | None
    missing: str = ""


def known_capabilities(system: Map, only: Sequence[str]) -> frozenset[str]:
    """The capabilities that are asked for; () for all. UsageError: there is none of a name."""
    known = sorted({*capability_names(), *(each.capability for each in system.spec.packages)})
    for name in only:
        if name not in known:
            raise UsageError(f"the catalogue has no capability '{name}'{suggestion(name, known)}")
    return frozenset(only or known)


def costs_at(system: Map, request: Request, advance: Advance) -> Costs:
    """What each file is expected to cost, by the history up to what is scanned."""
    try:
        past = open_past(system.place.root, request.revision)
        _, table = worked_of(system, past, advance)
    except (HistoryError, NothingMatchedError) as missing:
        return Costs(None, str(missing))
    return Costs({file.path: file.cost for file in table.files})


def sprawl_of(
    system: Map, wanted: frozenset[str], costs: Costs | None = None, across_languages: bool = False
) -> Sprawl:
    """In how many ways a system does each of these things. costs: None if nobody asks for them."""
    ground = Ground(
        system.graph.modules,
        _component_of(system),
        system.ownership.of_module,
        lookup_for(system).capabilities,
        costs.by_path if costs else None,
    )
    uses = uses_in(system)
    uses = replace(uses, found=tuple(u for u in uses.found if u.capability in wanted))
    ways = ways_taken(uses, ground, across_languages)
    return Sprawl(
        components=tuple(sorted({user.component for way in ways for user in way.users})),
        ways=ways,
        by_folder=not system.spec.components,
        modules=len(system.graph.modules),
        no_costs=costs.missing if costs else "",
    )


def _component_of(system: Map) -> Callable[[int], str]:
    """The component of a module; without a spec, its folder stands for one."""
    if system.spec.components:
        return lambda position: system.territory.home_name(position) or NOBODY
    parts = parts_of([module.path for module in system.graph.modules])
    return lambda position: parts[position].rstrip(b"/").decode("utf-8", "replace") or "."
