"""Units that may or may not depend on each other, and the places where one does that may not.

deny, layers and independent are the same question put to different units: which module of one
unit depends on a module of another, though the rule keeps the two apart.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial

from msgspec import Struct

from driftscan.checks.findings import chain_finding, direct_finding, involve, reexport_finding
from driftscan.checks.leaks import Leak, Passage, leaks_into
from driftscan.checks.question import CheckInput, kinds_of
from driftscan.checks.wording import counted, listed, verb
from driftscan.graph.adjacency import Adjacency
from driftscan.graph.chains import distances_through, indirect_chains
from driftscan.graph.components import NOBODY
from driftscan.graph.cuts import cheapest_cut, cuts_needed, edges_on_chains
from driftscan.model.finding import Finding
from driftscan.model.graph import Dependency
from driftscan.model.rule import Deny, Deprecate, Independent, Layers, Protect

Arrow = Deny | Layers | Independent


class Boundary(Struct, frozen=True):
    """Disjoint units of modules and what is kept apart.

    names: shown name of each unit. unit_of: for each module its unit, or NOBODY.
    forbids: may a module of the first unit not depend on one of the second? Never asked of a
    unit and itself. because: the end of a message, what the spec says about the two.
    """

    names: Sequence[str]
    unit_of: Sequence[int]
    forbids: Callable[[int, int], bool]
    because: Callable[[int, int], str]

    def members(self) -> list[list[int]]:
        """Positions of the modules of each unit, ascending."""
        members: list[list[int]] = [[] for _ in self.names]
        for position, unit in enumerate(self.unit_of):
            if unit != NOBODY:
                members[unit].append(position)
        return members


def crossings(question: CheckInput, rule: Arrow, boundary: Boundary) -> Iterator[Finding]:
    """Findings of a rule: each direct dependency, and each module that gets there through others.

    Through others there is one finding for each pair of a module that begins such a chain and the
    unit it reaches, with the canonical shortest chain. One for each pair of first and last module
    would grow with their product and say the same over and over; so it grows with the modules
    that begin a chain, and none needs to be left out. Modules in between belong to no unit of
    the rule: what leads through another unit is that unit's own matter.

    The cuts of chains to one unit are parts of one plan, the cheapest that ends them all. A
    finding lists what of the plan must go to end it; or, where that takes fewer statements, the
    dependencies of its own module that lead there.

    Of names that are only passed on there is one finding for each pair of a module that takes some
    and the unit they come from, with the shortest way of one of them.
    """
    yield from direct_crossings(question, rule, boundary)
    if rule.through_others:
        yield from _indirect(question, rule, boundary)
    if rule.reexports:
        yield from _passed_on(question, rule, boundary)


def direct_crossings(
    question: CheckInput, rule: Arrow | Protect | Deprecate, boundary: Boundary
) -> Iterator[Finding]:
    """One finding for each dependency between two modules that the boundary forbids."""
    modules, unit_of = question.graph.modules, boundary.unit_of
    kinds = kinds_of(rule.via)
    for dependency in _forbidden_dependencies(question, boundary):
        if dependency.kind in kinds:
            source, target = dependency.source, dependency.target
            because = boundary.because(unit_of[source], unit_of[target])
            does = verb(dependency.kind)
            message = f"{modules[source].id} {does} {modules[target].id}: {because}."
            yield direct_finding(question, rule, dependency, message)


def _forbidden_dependencies(question: CheckInput, boundary: Boundary) -> Iterator[Dependency]:
    unit_of, graph = boundary.unit_of, question.graph
    verdicts: dict[tuple[int, int], bool] = {}
    for position, source in enumerate(unit_of):
        if source == NOBODY:
            continue
        forbidden = set()
        targets = set(map(unit_of.__getitem__, graph.reached(position)))
        targets.difference_update((source, NOBODY))
        for target in targets:
            pair = (source, target)
            if pair not in verdicts:
                verdicts[pair] = boundary.forbids(source, target)
            if verdicts[pair]:
                forbidden.add(target)
        if forbidden:
            yield from [d for d in graph.outgoing(position) if unit_of[d.target] in forbidden]


def _indirect(question: CheckInput, rule: Arrow, boundary: Boundary) -> Iterator[Finding]:
    adjacency = question.adjacency(kinds_of(rule.via))
    outside = {module for module, unit in enumerate(boundary.unit_of) if unit == NOBODY}
    for target, members in enumerate(boundary.members()):
        goals = set(members)
        distance = distances_through(adjacency, goals, outside)
        begin = _forbidden_starts(adjacency, boundary, distance, target)
        if not begin:
            continue
        involve(question, adjacency, partial(edges_on_chains, adjacency, begin, goals, outside))
        own = {
            start: tuple((start, s) for s in adjacency.successors[start] if s in distance)
            for start in begin
        }
        cost = cache(partial(_cost, adjacency))
        plan = cheapest_cut(adjacency, begin, goals, outside)
        needed = cuts_needed(adjacency, plan, begin, outside, max(map(cost, own.values())))
        name = boundary.names[target]
        for chain in indirect_chains(adjacency, begin, goals, distance):
            start = chain[0]
            cut = min(needed.get(start, own[start]), own[start], key=cost)
            message = _chain_message(question, boundary, chain, target)
            yield chain_finding(question, rule, adjacency, chain, name, cut, message)


def _passed_on(question: CheckInput, rule: Arrow, boundary: Boundary) -> Iterator[Finding]:
    kinds, unit_of = kinds_of(rule.via), boundary.unit_of
    adjacency = question.adjacency(kinds)
    for goal, members in enumerate(boundary.members()):
        goals = set(members)
        outside = set(range(len(unit_of))) - goals
        between = frozenset(distances_through(adjacency, goals, outside))
        takers = _forbidden_starts(adjacency, boundary, between, goal)
        if not takers:
            continue
        names = question.names_of(takers | between)
        passage = Passage(question, names, unit_of, goal, kinds, between)
        for taker in sorted(takers):
            if leaks := leaks_into(passage, taker):
                _involve_all(question, taker, leaks)
                stops = (taker, *leaks[0].through, leaks[0].origin)
                message = _leak_message(question, boundary, stops, leaks)
                name = boundary.names[goal]
                yield reexport_finding(question, rule, stops, leaks[0].lines, name, message)


def _involve_all(question: CheckInput, taker: int, leaks: Sequence[Leak]) -> None:
    """The lines of every name, as the finding shows one of them only."""
    if question.involved is not None:
        for leak in leaks:
            for stop, lines in zip((taker, *leak.through), leak.lines, strict=True):
                question.involved.update(question.locations(stop, lines))


def _leak_message(
    question: CheckInput, boundary: Boundary, stops: Sequence[int], leaks: Sequence[Leak]
) -> str:
    """Which name the first of the stops takes, who passes it on, and where it comes from."""
    taker, first, *rest, origin = [question.graph.modules[stop].id for stop in stops]
    unit_of = boundary.unit_of
    name = leaks[0].name
    if len(leaks) > 1:
        name += f" (and {counted(len(leaks) - 1, 'more name')})"
    way = f" by way of {listed(rest)}" if rest else ""
    because = boundary.because(unit_of[stops[0]], unit_of[stops[-1]])
    return f"{taker} takes {name} from {first}, which passes it on{way} from {origin}: {because}."


def _cost(adjacency: Adjacency, edges: Iterable[tuple[int, int]]) -> int:
    return sum(adjacency.statements(source, target) for source, target in edges)


def _forbidden_starts(
    adjacency: Adjacency, boundary: Boundary, between: Iterable[int], target: int
) -> set[int]:
    """Modules that use one of those in between and whose unit is kept apart from the target."""
    unit_of = boundary.unit_of
    before = {m for module in between for m in adjacency.predecessors[module]}
    units = {unit_of[module] for module in before} - {NOBODY, target}
    forbidden = {unit for unit in units if boundary.forbids(unit, target)}
    return {module for module in before if unit_of[module] in forbidden}


def _chain_message(
    question: CheckInput, boundary: Boundary, chain: Sequence[int], target: int
) -> str:
    modules = question.graph.modules
    because = boundary.because(boundary.unit_of[chain[0]], target)
    others = modules[chain[1]].id
    if len(chain) > 3:
        others += f" and {counted(len(chain) - 3, 'more module')}"
    return f"{modules[chain[0]].id} reaches {boundary.names[target]} through {others}: {because}."
