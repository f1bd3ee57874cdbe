"""Where change costs most: a history, the formula, and what costs are summed up over."""

from collections.abc import Sequence
from operator import attrgetter

from msgspec.structs import replace

from driftscan.errors import DriftscanError, HistoryError, NothingMatchedError
from driftscan.history.costs import file_costs
from driftscan.history.suitability import notes, refusal
from driftscan.model.cost import CostTable, FileCost
from driftscan.model.spec import Spec
from driftscan.notation.words import counted
from driftscan.rank.sums import part_costs
from driftscan.stages.assigned import below, components_of, owners_of, services_among, spec_for
from driftscan.stages.caches import Caches
from driftscan.stages.deployed_code import Deployed
from driftscan.stages.known_commits import Advance
from driftscan.stages.past import Past
from driftscan.stages.spec_reading import Stated
from driftscan.stages.standing import Standing, standing_of
from driftscan.stages.target import Place

_ATTRIBUTE = {
    "cost": "cost",
    "density": "density",
    "changes": "changes_per_quarter",
    "lines": "lines_per_change",
    "fixes": "fixes",
    "owners": "owners",
    "ripple": "ripple",
    "loc": "loc",
}
SORTS = tuple(_ATTRIBUTE)


def cost_table(
    place: Place, past: Past, caches: Caches, advance: Advance, deployed: Deployed | None = None
) -> CostTable:
    """Every file and component with its expected cost. HistoryError: the past is too short.

    deployed: how files are summed up over services; without it, those of the spec are the services.
    """
    return standing_and_costs(place, past, caches, advance, deployed)[1]


def standing_and_costs(
    place: Place,
    past: Past,
    caches: Caches,
    advance: Advance,
    deployed: Deployed | None = None,
    drafted: Spec | None = None,
    tests: frozenset[bytes] = frozenset(),
) -> tuple[Standing, CostTable]:
    """The same, with the changes that it follows from. drafted: stands in for a spec. tests: see
    standing_of."""
    reading = Stated(drafted) if drafted else spec_for(place, past, caches)
    standing = standing_of(past, reading.sources, caches, advance, tests)
    if not standing.population.files:
        raise _nothing_to_rank(place, past, standing.population.unread)
    if refused := refusal(standing.extent):
        raise HistoryError(refused)
    spec = reading.spec
    component = components_of(spec, standing.population, past.repository.inside)
    files = file_costs(
        standing.columns,
        standing.loc,
        component,
        standing.fixes,
        standing.extent.has_lines,
    )
    services = (
        deployed(below(standing.population.files, past.repository.inside))
        if deployed
        else services_among(spec, component, standing.population)
    )
    owners = owners_of(spec, component, standing.population, past)
    return standing, _table(past, standing, files, (component, services, owners))


def _nothing_to_rank(place: Place, past: Past, unread: int) -> DriftscanError:
    tip = past.tip[:12]
    if unread:
        return HistoryError(
            f"This clone has none of the contents of {counted(unread, 'file')} of code at {tip}, "
            f"so no size is known. `git checkout {tip}` brings them, `git fetch --refetch "
            "--no-filter` brings everything."
        )
    return NothingMatchedError(
        f"{place.root} holds no source code of a product at {tip}: tests, documentation and "
        "generated files are not ranked"
    )


def _table(
    past: Past,
    standing: Standing,
    files: Sequence[FileCost],
    names: tuple[Sequence[str], Sequence[str], Sequence[str]],
) -> CostTable:
    columns = standing.columns
    components, services, owners = (
        part_costs(columns, files, each, standing.fixes) if any(each) else [] for each in names
    )
    inside = past.repository.inside
    cut = len(inside) + 1 if inside else 0
    shown = [replace(file, path=file.path[cut:]) for file in files]
    return CostTable(
        revision=past.tip,
        cut=columns.cut,
        has_lines=standing.extent.has_lines,
        commits=len(columns.commits),
        first=standing.extent.first,
        files=sorted(shown, key=lambda file: (-file.cost, file.path)),
        components=components,
        services=services,
        owners=owners,
        omitted=columns.omitted,
        merges=standing.extent.merges,
        reverts=standing.extent.reverts,
        unwritten=standing.population.unwritten,
        unread=standing.population.unread,
        notes=list(notes(standing.extent)),
    )


def ordered_by(files: Sequence[FileCost], sort: str) -> list[FileCost]:
    """The files in another order, the most first. sort: one of SORTS."""
    value = attrgetter(_ATTRIBUTE[sort])
    return sorted(files, key=lambda file: (-value(file), file.path))
