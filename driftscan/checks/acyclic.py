"""acyclic: no dependency cycle among components, or among siblings at every depth of one."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from driftscan.checks.findings import direct_finding, steps_of
from driftscan.checks.question import CheckInput, kinds_of
from driftscan.checks.wording import counted, verb
from driftscan.graph.adjacency import Adjacency
from driftscan.graph.breakers import cycle_breakers
from driftscan.graph.components import NOBODY
from driftscan.graph.cycles import cycle_through, cyclic_components
from driftscan.graph.siblings import sibling_graphs
from driftscan.model.finding import Finding
from driftscan.model.rule import Acyclic

Edge = tuple[int, int]


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
        parts = question.package_tree(rule.inside).parts
        for graph in sibling_graphs(adjacency, parts):
            names = [".".join((*graph.package, name)) for name in graph.names]
            yield from _check_units(question, rule, adjacency, _Units(names, graph.edges))
    else:
        yield from _check_units(question, rule, adjacency, _member_units(question, rule, adjacency))


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
    for source, target in _breakers(adjacency, units, successors):
        cycle = cycle_through(successors, source, target)
        yield from _breaker_findings(question, rule, adjacency, units, cycle)


def _breakers(
    adjacency: Adjacency, units: _Units, successors: Mapping[int, Sequence[int]]
) -> list[Edge]:
    weights: dict[int, dict[int, int]] = {}
    for component in cyclic_components(successors):
        for source in component:
            weights[source] = {
                target: sum(adjacency.statements(*edge) for edge in units.edges[source, target])
                for target in successors[source]
                if target in component
            }
    return cycle_breakers(weights)


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
