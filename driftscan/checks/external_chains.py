"""Chains to external packages: who gets to one through modules that the rule does not name."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import pairwise

from driftscan.checks.externals import named_externals
from driftscan.checks.findings import (
    THROUGH_OTHERS,
    End,
    cuts_of,
    finding_of,
    involve,
    module_end,
    steps_of,
)
from driftscan.checks.question import CheckInput, kinds_of
from driftscan.checks.sides import Sides
from driftscan.checks.wording import counted
from driftscan.graph.adjacency import Adjacency
from driftscan.graph.chains import Chain, chains_into, distances_through
from driftscan.graph.components import NOBODY
from driftscan.model.finding import Cut, Finding, Step
from driftscan.model.graph import Dependency
from driftscan.model.rule import Deny


def chains_to_externals(
    question: CheckInput, rule: Deny, sides: Sides, because: str
) -> Iterator[Finding]:
    """One finding for each module of the source and each denied package that it gets to.

    The modules in between belong to no unit of the rule; direct uses are not meant here.
    """
    adjacency = question.adjacency(kinds_of(rule.via))
    outside = {at for at, unit in enumerate(sides.unit_of) if unit == NOBODY}
    sources = [at for at, unit in enumerate(sides.unit_of) if unit in sides.sources]
    for _, uses in sorted(_uses(question, rule, outside).items()):
        distance = dict.fromkeys(uses, 0)
        distance |= distances_through(adjacency, uses, outside - uses.keys())
        _involve_all(question, adjacency, (*sources, *distance), uses, distance)
        for chain in chains_into(adjacency, sources, distance):
            yield _finding(question, rule, adjacency, chain, uses[chain[-1]], distance, because)


def _involve_all(
    question: CheckInput,
    adjacency: Adjacency,
    modules: Iterable[int],
    uses: Mapping[int, Dependency],
    distance: Mapping[int, int],
) -> None:
    """The lines of every chain, as a finding shows one of them only."""
    if question.involved is None:
        return
    involve(
        question,
        adjacency,
        lambda: [(at, to) for at in modules for to in adjacency.successors[at] if to in distance],
    )
    for use in uses.values():
        question.involved.update(question.locations(use.source, use.lines))


def _uses(
    question: CheckInput, rule: Deny, outside: Collection[int]
) -> dict[int, dict[int, Dependency]]:
    """Denied package to the modules in between that use it, and how they do."""
    kinds, denied = kinds_of(rule.via), named_externals(question, rule.target)
    found: dict[int, dict[int, Dependency]] = defaultdict(dict)
    for use in question.graph.external if denied else ():
        if use.target in denied and use.source in outside and use.kind in kinds:
            found[use.target].setdefault(use.source, use)
    return found


def _finding(
    question: CheckInput,
    rule: Deny,
    adjacency: Adjacency,
    chain: Chain,
    use: Dependency,
    distance: Mapping[int, int],
    because: str,
) -> Finding:
    modules = question.graph.modules
    name = question.graph.externals[use.target].name
    evidence = question.locations(use.source, use.lines)
    steps = (
        *steps_of(question, adjacency, pairwise(chain)),
        Step(modules[use.source].id, name, evidence),
    )
    start = chain[0]
    own = [(start, other) for other in adjacency.successors[start] if other in distance]
    return finding_of(
        rule,
        (module_end(question, start), End(name, f"external:{name}")),
        THROUGH_OTHERS,
        _message(question, chain, name, because),
        steps[0].evidence[0],
        evidence=steps[0].evidence,
        chain=steps,
        cut=_cut(question, adjacency, own, distance, use, name),
    )


def _cut(
    question: CheckInput,
    adjacency: Adjacency,
    own: list[tuple[int, int]],
    distance: Mapping[int, int],
    use: Dependency,
    name: str,
) -> tuple[Cut, ...]:
    """The module's own dependencies that lead there; or the only use, where that is cheaper."""
    cuts = cuts_of(question, adjacency, own)
    users = sum(1 for steps in distance.values() if steps == 0)
    statements = len(use.lines) or 1
    if users == 1 and statements < sum(cut.statements for cut in cuts):
        return (Cut(question.graph.modules[use.source].id, name, statements),)
    return cuts


def _message(question: CheckInput, chain: Chain, name: str, because: str) -> str:
    modules = question.graph.modules
    others = modules[chain[1]].id
    if len(chain) > 2:
        others += f" and {counted(len(chain) - 2, 'more module')}"
    return f"{modules[chain[0]].id} reaches {name} through {others}: {because}."
