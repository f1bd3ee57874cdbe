"""What a system has twice: functions, ways of doing something, definitions of a term."""

from driftscan.history.product_files import product_roots
from driftscan.model.cost import CostTable
from driftscan.model.family import Criteria
from driftscan.model.twice import Twice
from driftscan.stages.copied import copied_of
from driftscan.stages.definitions import definitions_of
from driftscan.stages.duplicates import duplicates_of
from driftscan.stages.map import Map
from driftscan.stages.oddities import with_differences
from driftscan.stages.side_by_side import side_by_side
from driftscan.stages.sprawl import Costs, known_capabilities, sprawl_of

_BESIDE = 40  # families whose functions are shown side by side


def twice_of(system: Map, table: CostTable | None, why: str) -> Twice:
    """By the components of the system. why: there are no costs, if there are none."""
    found = duplicates_of(system, Criteria())
    duplicates = with_differences(found, system.source, system.caches, _BESIDE)
    costs = Costs({file.path: file.cost for file in table.files}) if table else Costs(None, why)
    product = product_roots(system.graph.modules, costs.by_path)
    return Twice(
        duplicates=duplicates,
        beside=side_by_side(duplicates, system.source, _BESIDE),
        sprawl=sprawl_of(system, known_capabilities(system, ()), costs),
        definitions=definitions_of(system),
        product=product,
        copied=copied_of(found, system.source, product),
    )
