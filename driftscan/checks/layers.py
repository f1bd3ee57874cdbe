"""layers: each layer may use those below it, never those above, none past a closed one."""

from collections.abc import Iterator

from driftscan.checks.boundary import Boundary, crossings
from driftscan.checks.exhaustive import left_out
from driftscan.checks.layer_places import LayerPlace, layer_places, member_names
from driftscan.checks.question import CheckInput
from driftscan.checks.wording import listed
from driftscan.model.finding import Finding
from driftscan.model.rule import Layers


def check(question: CheckInput, rule: Layers) -> Iterator[Finding]:
    """Findings where a layer uses a higher one, one below a closed one that lies between, or a
    member of its own layer that is independent; and what an exhaustive order does not name.

    The rule's order runs from the highest layer to the lowest. Each container is looked at by
    itself: what depends on another container is no business of the rule.
    """
    found: dict[str, Finding] = {}
    for place in layer_places(question, rule):
        for finding in crossings(question, rule, _boundary(rule, place)):
            # Where one container is nested in another, both may see the same dependency.
            found.setdefault(finding.id, finding)
    yield from found.values()
    if rule.exhaustive:
        yield from left_out(question, rule)


def _boundary(rule: Layers, place: LayerPlace) -> Boundary:
    names = member_names(rule)
    height = [level for level, layer in enumerate(rule.order) for _ in layer.members]
    walls = [level for level, layer in enumerate(rule.order) if layer.closed]
    # What is missing here cannot be the only way down.
    walls = [wall for wall in walls if wall in {height[unit] for unit in place.filled}]

    def walls_between(source: int, target: int) -> list[int]:
        return [wall for wall in walls if height[source] < wall < height[target]]

    def forbids(source: int, target: int) -> bool:
        if height[source] == height[target]:
            return rule.order[height[source]].independent
        return height[source] > height[target] or bool(walls_between(source, target))

    def because(source: int, target: int) -> str:
        one, other = names[source], names[target]
        if height[source] == height[target]:
            return f"{one} and {other} share a layer and may not use each other"
        if height[source] > height[target]:
            return f"{other} is a layer above {one}, which may not use it"
        wall = listed(rule.order[walls_between(source, target)[0]].members)
        return f"{other} is below the closed layer {wall}, and {one} may not reach past it"

    return Boundary(place.names, place.unit_of, forbids, because)
