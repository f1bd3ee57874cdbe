"""What an order of layers names though it is not there."""

from collections.abc import Iterable, Iterator, Sequence

from driftscan.checks.layer_places import LayerPlace, layer_places, member_names
from driftscan.checks.question import CheckInput
from driftscan.checks.wording import listed, no_module, some, suggestion
from driftscan.model.rule import Layers

ENOUGH = 2  # units that a rule can hold apart


def unmatched_layers(question: CheckInput, rule: Layers, empty: set[str]) -> Iterator[str]:
    """Layers that are not optional and missing, in each container; besides that are in none.

    Where all that is there is optional, there must be two of them at one place. empty: components
    already known to have no module.
    """
    places = list(_places_to_have(question, rule, empty))
    missing = [message for place in places for message in _missing(question, rule, place, empty)]
    yield from missing
    yield from _unknown_besides(question, rule)
    few = all(len(place.filled) < ENOUGH for place in places)
    if places and few and not missing and not rule.exhaustive:
        where = f"in {listed(rule.containers)}" if rule.containers else "there"
        yield f"no two of its layers are {where}, so nothing is left to check"


def _places_to_have(question: CheckInput, rule: Layers, empty: set[str]) -> Iterator[LayerPlace]:
    """Without containers that are told elsewhere, or that a pattern made and no language reads."""
    territory = question.territory
    any_read = any(map(territory.extent, rule.containers))
    for place in layer_places(question, rule):
        name = place.container
        unread = any_read and name and territory.is_made(name) and not territory.extent(name)
        if name not in empty and not unread:
            yield place


def layers_missing(rule: Layers, place: LayerPlace, *, optional: bool) -> list[str]:
    """Members without a module, those that may be or those that may not."""
    may_miss = {name for layer in rule.order for name in layer.optional}
    return [
        name
        for unit, name in enumerate(member_names(rule))
        if unit not in place.filled and (name in may_miss) is optional
    ]


def reasons(question: CheckInput, names: Iterable[str], empty: set[str]) -> Iterator[str]:
    """Why components have nothing to check, but for those of which that is said already."""
    for name in names:
        if name in empty or name == "*":
            continue
        if question.territory.extent(name):
            yield (
                f"all modules of component '{name}' belong to components nested in it that the "
                "rule names too, so nothing is left to check"
            )
        else:
            yield nothing_in(question, name)


def absent_code(whole: CheckInput, positions: Iterable[int]) -> tuple[str, str]:
    """What code of which nothing takes part in a rule is, and what the rule says so with."""
    modules = [whole.graph.modules[position] for position in positions]
    if all(module.is_test for module in modules):
        return "test code", "tests: false"
    if all(module.is_generated for module in modules):
        return "generated code", "generated: false"
    return "test code or generated code", "tests: false, generated: false"


def nothing_in(question: CheckInput, name: str) -> str:
    """Why a component without a module that takes part in a rule gives it nothing to check."""
    if question.whole and (extent := question.whole.territory.extent(name)):
        what, said = absent_code(question.whole, extent)
        return (
            f"all modules of component '{name}' are {what}, which takes no part in this rule "
            f"({said}), so it says nothing of it"
        )
    return no_module(name)


def _missing(
    question: CheckInput, rule: Layers, place: LayerPlace, empty: set[str]
) -> Iterator[str]:
    names = layers_missing(rule, place, optional=False)
    if not place.container:
        yield from reasons(question, names, empty)
    elif not question.territory.extent(place.container):
        yield nothing_in(question, place.container)
    else:
        yield from _nothing_called(question, place.container, names)


def _nothing_called(question: CheckInput, container: str, names: Sequence[str]) -> Iterator[str]:
    known = question.package_tree(container).children()
    for name in names:
        near = suggestion(name, known)
        yield f"'{container}' has nothing called '{name}'{near}; it has {some(known)}"


def _unknown_besides(question: CheckInput, rule: Layers) -> Iterator[str]:
    """Children to be left out that no container has; that a component is known was seen before."""
    if not rule.containers:
        return
    names = member_names(rule)
    children = {
        child.name
        for container in rule.containers
        for child in question.package_tree(container).beside(names)
    }
    for name in rule.besides:
        if name not in children:
            yield (
                f"'besides' names '{name}', but {listed(rule.containers)} "
                f"{'has' if len(rule.containers) == 1 else 'have'} no such child outside the "
                f"layers{suggestion(name, sorted(children))}"
            )
