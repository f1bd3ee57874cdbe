"""Public modules: a component that others use through a few of its modules has an interface."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from driftscan.graph.packages import PackageTree
from driftscan.propose.component import ProposedComponent
from driftscan.propose.landscape import Landscape
from driftscan.propose.traffic import targets_of

# An interface is so few modules, which are at most this share of the component's, and takes at
# least this share of the imports from outside, of which there are so many.
_MOST_MODULES = 3
_MOST_OF_ALL = 0.34
_LEAST_SHARE = 0.9
_LEAST_IMPORTS = 20
# What is behind an interface is used by it; what is only asked for less often is not behind it.
_LEAST_BEHIND = 0.5
# A module with less of the imports is no part of an interface.
_TELLING = 0.1
_MOST_AROUND = 30


class Interface(NamedTuple):
    """names: dotted module names. through, total: import statements from outside. around: how many
    dependencies from outside lead elsewhere."""

    names: tuple[str, ...]
    through: int
    total: int
    around: int


def interfaces_of(land: Landscape) -> Iterator[tuple[str, Interface]]:
    """The names of the components that have one, each with it."""
    for component in land.product:
        if found := _interface(land, component):
            yield component.name, found


def _interface(land: Landscape, component: ProposedComponent) -> Interface | None:
    inside = land.territory.extent(component.name)
    used = targets_of(land.graph, inside)
    total = sum(used.values())
    if total < _LEAST_IMPORTS:
        return None
    modules = land.graph.modules
    ranked = sorted(used, key=lambda position: (-used[position], modules[position].key))
    names: list[str] = []
    through = 0
    for position in ranked[:_MOST_MODULES]:
        if used[position] < _TELLING * total:
            break
        names.append(modules[position].name)
        through += used[position]
        if through >= _LEAST_SHARE * total:
            break
    around = _dependencies_around(land, inside, names)
    is_small = len(names) <= _MOST_OF_ALL * len(inside)
    is_used = through >= _LEAST_SHARE * total and around <= _MOST_AROUND
    if not all(map(str.isprintable, names)):
        return None  # bytes that no spec can hold
    if not _are_plain(land, inside, ranked[: len(names)]):
        return None
    if not (is_small and is_used and _hides(land, inside, ranked[: len(names)])):
        return None
    return Interface(tuple(names), through, total, around)


def _are_plain(land: Landscape, inside: Collection[int], front: Sequence[int]) -> bool:
    """Whether a spec can say these modules by name: two packages of one component may both call
    their folder `src`, and then a name in it means neither."""
    parts = PackageTree(land.graph, inside).parts
    return all(".".join(parts[at]) == land.graph.modules[at].name for at in front)


def _hides(land: Landscape, inside: Collection[int], front: Sequence[int]) -> bool:
    """Whether most of the other modules are there for these: they use them, directly or not."""
    own, reached = set(inside), set(front)
    pending = list(front)
    while pending:
        further = own.intersection(land.graph.reached(pending.pop())) - reached
        reached |= further
        pending += further
    behind, others = len(reached) - len(front), len(own) - len(front)
    return behind >= _LEAST_BEHIND * others


def _dependencies_around(land: Landscape, inside: Iterable[int], names: Iterable[str]) -> int:
    """How many dependencies from outside lead to other modules than these."""
    own, public = set(inside), set(names)
    return sum(
        dependency.target in own
        and dependency.source not in own
        and land.graph.modules[dependency.target].name not in public
        for dependency in land.graph.internal
    )
