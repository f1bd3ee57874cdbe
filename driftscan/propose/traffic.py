"""Imports between units of modules, counted: what every proposal is judged by."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from driftscan.graph.components import NOBODY
from driftscan.graph.system import SystemGraph
from driftscan.model.graph import CODE_KINDS, Dependency, Kind

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
    between = [
        dependency
        for dependency in graph.internal
        if dependency.kind in kinds
        and NOBODY != unit_of[dependency.source] != unit_of[dependency.target] != NOBODY
    ]
    for (source, target), count in _stated(between).items():
        counts[unit_of[source], unit_of[target]] += count
    loaded = {(each.source, each.target): each for each in between if each.kind == Kind.IMPORT}
    for dependency in between:
        if _is_said_beside(dependency, loaded.get((dependency.source, dependency.target))):
            continue
        dependencies[unit_of[dependency.source], unit_of[dependency.target]] += 1
    return Traffic(tuple(names), counts, dependencies)


def _is_said_beside(dependency: Dependency, loading: Dependency | None) -> bool:
    """Whether every line that asks for types loads something of the same module, too: a check has
    one finding of them (checks/once_a_line.py)."""
    if loading is None or dependency.kind != Kind.TYPE_ONLY:
        return False
    return set(loading.lines).issuperset(dependency.lines)


def _stated(dependencies: Iterable[Dependency]) -> dict[Pair, int]:
    """By pair of modules how many import statements join them, at least 1: one that takes a type
    and something else is one."""
    lines: dict[Pair, set[int]] = defaultdict(set)
    for each in dependencies:
        lines[each.source, each.target].update(each.lines)
    return {pair: len(stated) or 1 for pair, stated in lines.items()}


def targets_of(graph: SystemGraph, inside: Sequence[int]) -> dict[int, int]:
    """For each of these modules that is imported from outside: by how many statements."""
    own = set(inside)
    found: dict[int, int] = defaultdict(int)
    from_outside = (d for d in graph.internal if d.target in own and d.source not in own)
    for (_, target), count in _stated(from_outside).items():
        found[target] += count
    return found
