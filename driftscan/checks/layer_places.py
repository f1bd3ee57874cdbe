"""Where an order of layers holds: among the components, or inside each of its containers."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec import Struct

from driftscan.checks.question import CheckInput
from driftscan.graph.components import NOBODY
from driftscan.model.rule import Layers


class LayerPlace(Struct, frozen=True, dict=True):
    """The members of an order as units of modules.

    container: '' where the members are components. names: shown names of the units.
    unit_of: for each module the unit it belongs to, or NOBODY.
    """

    container: str
    names: Sequence[str]
    unit_of: Sequence[int]

    @cached_property
    def filled(self) -> set[int]:
        """Units with a module at least."""
        return set(self.unit_of) - {NOBODY}


def member_names(rule: Layers) -> list[str]:
    """The members of all layers, from the top down."""
    return [name for layer in rule.order for name in layer.members]


def layer_places(question: CheckInput, rule: Layers) -> Iterator[LayerPlace]:
    """One place for each container, or one for all components."""
    names = member_names(rule)
    if not rule.containers:
        yield LayerPlace("", names, question.territory.divide(names))
    # The name of a unit is part of a finding's identity: in several containers they differ, also
    # in the first that a pattern makes, for a second one must not change what was known of it.
    several = len(rule.containers) > 1 or any(map(question.territory.is_made, rule.containers))
    for container in rule.containers:
        shown = [f"{name} of {container}" for name in names] if several else names
        yield LayerPlace(container, shown, _children(question, container, names))


def _children(question: CheckInput, container: str, names: Sequence[str]) -> list[int]:
    unit_of = [NOBODY] * len(question.graph.modules)
    children = question.package_tree(container).find(names)
    for unit, name in enumerate(names):
        for position in children[name]:
            unit_of[position] = unit
    return unit_of
