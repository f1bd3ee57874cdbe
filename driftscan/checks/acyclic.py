"""acyclic: no dependency cycle among components, or among siblings at every depth of one."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from driftscan.checks.findings import direct_finding, identity, involve, steps_of
from driftscan.checks.question import CheckInput, kinds_of
from driftscan.checks.wording import counted, verb
from driftscan.graph.adjacency import Adjacency
from driftscan.graph.breakers import cycle_breakers
from driftscan.graph.components import NOBODY
from driftscan.graph.cycles import cycle_through, cyclic_components
from driftscan.graph.packages import Parts
from driftscan.graph.siblings import sibling_graphs
from driftscan.model.finding import Finding
from driftscan.model.graph import Dependency
from driftscan.model.rule import Acyclic

Edge = tuple[int, int]

_CONCEDED = 1  # the cost of a cut that the baseline has accepted in full
_TIES = 20  # bits below the number of statements, for what decides between equal numbers


class _Units(Struct, frozen=True):
    """Units that must have no cycle, and the dependencies between their modules, ascending."""

    names: Sequence[str]
    edges: Mapping[Edge, Sequence[Edge]]


def check(question: CheckInput, rule: Acyclic) -> Iterator[Finding]:
    """One finding for each module dependency that would have to go to leave no cycle.

    Which ones is a choice: the cheapest set, by import statements. One finding for a whole knot
    of cycles would hide that the knot grows, once it is accepted in the baseline; with one for
    each dependency, another import against the grain is a new finding. Its chain is an example:
    the shortest cycle between units that it closes, with one dependency for each step.
    """
    adjacency = question.adjacency(kinds_of(rule.via))
    if rule.inside:
        # Of nested components the inner one is looked at twice.
        found = (_check_inside(question, rule, adjacency, name) for name in rule.inside)
        yield from {finding.id: finding for each in found for finding in each}.values()
    else:
        yield from _check_units(question, rule, adjacency, _member_units(question, rule, adjacency))


def _check_inside(
    question: CheckInput, rule: Acyclic, adjacency: Adjacency, component: str
) -> Iterator[Finding]:
    tree = question.package_tree(component)
    for graph in sibling_graphs(adjacency, tree.parts):
        if _is_looked_at(rule, graph.package, len(tree.base)):
            names = [".".join((*graph.package, name)) for name in graph.names]
            yield from _check_units(question, rule, adjacency, _Units(names, graph.edges))


def _is_looked_at(rule: Acyclic, package: Parts, base: int) -> bool:
    """Whether cycles between the children of a package matter; base: the length of the top one."""
    if rule.depth is not None and len(package) - base >= rule.depth:
        return False
    skipped = (tuple(name.split(".")) for name in rule.besides)
    return not any(package[: len(above)] == above for above in skipped)


def _member_units(question: CheckInput, rule: Acyclic, adjacency: Adjacency) -> _Units:
    unit_of = question.territory.divide(rule.members)
    edges: dict[Edge, list[Edge]] = defaultdict(list)
    for source, unit in enumerate(unit_of):
        if unit != NOBODY:
            for target in adjacency.successors[source]:
                if unit_of[target] not in (unit, NOBODY):
                    edges[unit, unit_of[target]].append((source, target))
    return _Units(rule.members, edges)


def _check_units(
    question: CheckInput, rule: Acyclic, adjacency: Adjacency, units: _Units
) -> Iterator[Finding]:
    successors: dict[int, list[int]] = {unit: [] for unit in range(len(units.names))}
    for source, target in sorted(units.edges):
        successors[source].append(target)

    def cost(edge: Edge) -> int:
        return _cost(question, rule, adjacency, units.edges[edge])

    knots = cyclic_components(successors)
    involve(question, adjacency, lambda: _edges_in(knots, units))
    for source, target in _breakers(cost, successors, knots):
        cycle = cycle_through(successors, source, target)
        yield from _breaker_findings(question, rule, adjacency, units, cycle)


def _cost(question: CheckInput, rule: Acyclic, adjacency: Adjacency, pairs: Sequence[Edge]) -> int:
    """What it takes to cut a unit's dependency on another: the statements not accepted yet.

    What the baseline concedes costs nothing more. Otherwise a few new imports could turn the
    cheapest cut around, and old ones be reported that nobody touched. Of equal cuts the one that
    was conceded before comes first.
    """
    modules = question.graph.modules
    fresh, conceded = 0, False
    for source, target in pairs:
        for dependency in adjacency.between(source, target):
            keys = modules[source].key, modules[target].key
            if question.accepted and _identity(rule, keys, dependency) in question.accepted:
                conceded = True
            else:
                fresh += len(dependency.lines) or 1
    return max(_CONCEDED, (fresh << _TIES) + (0 if conceded else 1))


def _identity(rule: Acyclic, keys: tuple[str, str], dependency: Dependency) -> str:
    return identity(rule.head.name, *keys, dependency.kind.label)


def _edges_in(knots: Iterable[Sequence[int]], units: _Units) -> Iterator[Edge]:
    """The dependencies between modules that take part in some cycle of units."""
    knot_of = {unit: number for number, knot in enumerate(knots) for unit in knot}
    for (source, target), pairs in units.edges.items():
        if source in knot_of and knot_of[source] == knot_of.get(target):
            yield from pairs


def _breakers(
    cost: Callable[[Edge], int],
    successors: Mapping[int, Sequence[int]],
    knots: Iterable[Sequence[int]],
) -> list[Edge]:
    found: list[Edge] = []
    for component in knots:
        within = set(component)
        found += _breakers_of_knot(
            {
                source: {t: cost((source, t)) for t in successors[source] if t in within}
                for source in component
            }
        )
    return sorted(found)


def _breakers_of_knot(costs: Mapping[int, Mapping[int, int]]) -> list[Edge]:
    """The cheapest cuts. In a large knot they are found by a heuristic, which must not prefer new
    ones as long as those in the baseline are enough."""
    found = cycle_breakers(costs)
    if all(costs[source][target] == _CONCEDED for source, target in found):
        return found
    rest = {s: [t for t, cost in row.items() if cost != _CONCEDED] for s, row in costs.items()}
    if cyclic_components(rest):
        return found
    return [(s, t) for s, row in costs.items() for t, cost in row.items() if cost == _CONCEDED]


def _breaker_findings(
    question: CheckInput,
    rule: Acyclic,
    adjacency: Adjacency,
    units: _Units,
    cycle: Sequence[int],
) -> Iterator[Finding]:
    modules = question.graph.modules
    closed = (*cycle, cycle[0])
    shown = " -> ".join(units.names[unit] for unit in closed)
    edges = units.edges[cycle[0], cycle[1]]
    source_name, target_name = units.names[cycle[0]], units.names[cycle[1]]
    remedy = (
        f"cutting {counted(len(edges), 'dependency')} of {source_name} on {target_name} opens it"
    )
    rest = steps_of(question, adjacency, [units.edges[pair][0] for pair in pairwise(closed[1:])])
    for source, target in edges:
        for dependency in adjacency.between(source, target):
            does = f"{modules[source].id} {verb(dependency.kind)} {modules[target].id}"
            message = f"{does}, which closes the cycle {shown}; {remedy}."
            finding = direct_finding(question, rule, dependency, message)
            yield replace(finding, chain=finding.chain + rest)
