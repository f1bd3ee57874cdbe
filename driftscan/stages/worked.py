"""The changes of a system and what they lead one to expect, where a stage needs both."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from driftscan.model.cost import CostTable, FileCost
from driftscan.model.history import ChangeColumns
from driftscan.model.spec import Spec
from driftscan.stages.code_for_tests import unlike_tests
from driftscan.stages.copies import copies_in
from driftscan.stages.deployed_code import Deployed
from driftscan.stages.hotspots import standing_and_costs
from driftscan.stages.known_commits import Advance
from driftscan.stages.map import Map
from driftscan.stages.past import Past


class Worked(Struct, frozen=True):
    """places: for each file of changes its path below the scanned root. costs: by these paths."""

    changes: ChangeColumns
    places: Sequence[bytes]
    costs: Mapping[bytes, FileCost]

    @property
    def homes(self) -> list[str]:
        """The component of each file, '' for none."""
        return [self.costs[place].component for place in self.places]


def worked_of(
    system: Map,
    past: Past,
    advance: Advance,
    deployed: Deployed | None = None,
    drafted: Spec | None = None,
) -> tuple[Worked, CostTable]:
    """The past as changes, and the table made of it, without what the map calls tests or copies.
    HistoryError: it is too short. drafted: stands in for a spec."""
    inside = past.repository.inside
    tests = unlike_tests(system, inside) | _copied(system, inside)
    standing, table = standing_and_costs(
        system.place, past, system.caches, advance, deployed, drafted, tests
    )
    cut = len(inside) + 1 if inside else 0
    places = [path[cut:] for path in standing.columns.files]
    return Worked(standing.columns, places, {file.path: file for file in table.files}), table


def _copied(system: Map, inside: bytes) -> frozenset[bytes]:
    """Paths in the repository of modules in copies of packages that nothing builds."""
    prefix = inside + b"/" if inside else b""
    return frozenset(prefix + system.graph.modules[at].path for at in copies_in(system))
