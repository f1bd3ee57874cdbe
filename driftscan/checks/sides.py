"""The two sides of an arrow as disjoint units of modules."""

from msgspec import Struct

from driftscan.checks.question import CheckInput
from driftscan.graph.components import NOBODY
from driftscan.model.rule import Side


class Sides(Struct, frozen=True):
    """Units of both sides: components, and one more for 'everything else' where a side is '*'.

    A component named on either side keeps its modules for itself, also where it is nested in
    another one that is named: with `deny: child -> parent`, what child's modules do among
    themselves is no business of the rule.
    """

    names: tuple[str, ...]
    unit_of: list[int]
    sources: frozenset[int]
    targets: frozenset[int]


def divide_sides(question: CheckInput, source: Side, target: Side) -> Sides:
    """Units of a rule `source -> target`; '*' on both sides means every pair of components."""
    everything = source.everything or target.everything
    both = source.everything and target.everything
    named = {*source.components, *target.components, *(question.territory.names if both else ())}
    names = sorted(named)
    rest = len(names)
    unit_of = question.territory.divide(names, nobody=rest if everything else NOBODY)

    def units(side: Side) -> frozenset[int]:
        if side.everything:
            return frozenset(range(rest + 1))
        return frozenset(unit for unit, name in enumerate(names) if name in side.components)

    return Sides(
        (*names, "*") if everything else tuple(names), unit_of, units(source), units(target)
    )
