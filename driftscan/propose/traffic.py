"""Imports between units of modules, counted: what every proposal is judged by."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from driftscan.graph.components import NOBODY
from driftscan.graph.system import SystemGraph
from driftscan.model.graph import CODE_KINDS, Kind
from driftscan.propose.folders import statements

ALL_KINDS = CODE_KINDS
RUNTIME = frozenset([Kind.IMPORT])

Pair = tuple[int, int]


class Traffic(Struct, frozen=True):
    """names: of the units. statements, dependencies: how many import statements and how many
    dependencies between modules lead from one unit to another, for pairs that have any."""

    names: tuple[str, ...]
    statements: Mapping[Pair, int]
    dependencies: Mapping[Pair, int]

    @property
    def total(self) -> int:
        """Import statements between different units."""
        return sum(self.statements.values())

    def count(self, wanted: Callable[[int, int], bool]) -> tuple[int, int]:
        """Statements and dependencies of the pairs that are wanted."""
        pairs = [pair for pair in self.statements if wanted(*pair)]
        return (
            sum(self.statements[pair] for pair in pairs),
            sum(self.dependencies[pair] for pair in pairs),
        )

    def out_of(self, unit: int) -> int:
        """Import statements that lead out of a unit."""
        return sum(count for (source, _), count in self.statements.items() if source == unit)

    def into(self, unit: int) -> int:
        """Import statements that lead into a unit."""
        return sum(count for (_, target), count in self.statements.items() if target == unit)

    def weights(self, units: Sequence[int]) -> dict[int, dict[int, int]]:
        """Statements by source, then target, among some units."""
        rows: dict[int, dict[int, int]] = {unit: {} for unit in sorted(units)}
        for (source, target), count in sorted(self.statements.items()):
            if source in rows and target in rows:
                rows[source][target] = count
        return rows


def traffic(
    graph: SystemGraph,
    names: Sequence[str],
    unit_of: Sequence[int],
    kinds: frozenset[Kind] = ALL_KINDS,
) -> Traffic:
    """unit_of: for each module the index of its unit in names, or NOBODY."""
    counts: Counter[Pair] = Counter()
    dependencies: Counter[Pair] = Counter()
    for dependency in graph.internal:
        source, target = unit_of[dependency.source], unit_of[dependency.target]
        if source != target and NOBODY not in (source, target) and dependency.kind in kinds:
            counts[source, target] += statements(dependency)
            dependencies[source, target] += 1
    return Traffic(tuple(names), counts, dependencies)


def targets_of(graph: SystemGraph, inside: Sequence[int]) -> dict[int, int]:
    """For each of these modules that is imported from outside: by how many statements."""
    own = set(inside)
    found: dict[int, int] = defaultdict(int)
    for dependency in graph.internal:
        if dependency.target in own and dependency.source not in own:
            found[dependency.target] += statements(dependency)
    return found
