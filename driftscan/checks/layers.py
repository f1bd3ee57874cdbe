"""layers: each layer may use those below it, never those above."""

from collections.abc import Iterator

from driftscan.checks.boundary import Boundary, crossings
from driftscan.checks.question import CheckInput
from driftscan.graph.components import NOBODY
from driftscan.model.finding import Finding
from driftscan.model.rule import Layers


def check(question: CheckInput, rule: Layers) -> Iterator[Finding]:
    """Findings where a layer uses a higher one, or a member of its own layer that is independent.

    The rule's order runs from the highest layer to the lowest; a layer may skip those below it.
    """
    names = [name for layer in rule.order for name in layer.members]
    height = [level for level, layer in enumerate(rule.order) for _ in layer.members]
    apart = [layer.independent for layer in rule.order]

    def forbids(source: int, target: int) -> bool:
        if height[source] == height[target]:
            return apart[height[source]]
        return height[source] > height[target]

    def because(source: int, target: int) -> str:
        if height[source] == height[target]:
            return f"{names[source]} and {names[target]} share a layer and may not use each other"
        return f"{names[target]} is a layer above {names[source]}, which may not use it"

    unit_of = units_of_layers(question, rule, names)
    yield from crossings(question, rule, Boundary(names, unit_of, forbids, because))


def units_of_layers(question: CheckInput, rule: Layers, names: list[str]) -> list[int]:
    """For each module the index into names of the member it belongs to, or NOBODY.

    Names are components, or children of the rule's container.
    """
    if not rule.container:
        return question.territory.divide(names)
    unit_of = [NOBODY] * len(question.graph.modules)
    children = question.package_tree(rule.container).find(names)
    for unit, name in enumerate(names):
        for position in children[name]:
            unit_of[position] = unit
    return unit_of
