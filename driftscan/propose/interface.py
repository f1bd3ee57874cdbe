"""Public modules: a component that others use through a few of its modules, or through those that
its packages declare to be for others, has an interface."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
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
    """names: dotted module names. exported: how many of them a package's own manifest names.
    through, total: import statements from outside. around: how many dependencies from outside lead
    elsewhere."""

    names: tuple[str, ...]
    exported: int
    through: int
    total: int
    around: int


def interfaces_of(land: Landscape, exported: Set[bytes]) -> Iterator[tuple[str, Interface]]:
    """The names of the components that have one, each with it. exported: paths of modules that
    packages declare to be for others."""
    for component in land.product:
        if found := _interface(land, component, exported):
            yield component.name, found


def _interface(
    land: Landscape, component: ProposedComponent, exported: Set[bytes]
) -> Interface | None:
    inside = land.territory.extent(component.name)
    used = targets_of(land.graph, inside)
    total = sum(used.values())
    if total < _LEAST_IMPORTS:
        return None
    modules = land.graph.modules
    declared = sorted(
        (at for at in inside if modules[at].path in exported), key=lambda at: modules[at].key
    )
    front = [*declared, *_most_used(land, used, declared)]
    names = [modules[at].name for at in front]
    through = sum(used[at] for at in front)
    around = _dependencies_around(land, inside, front)
    is_small = len(names) <= _MOST_OF_ALL * len(inside)
    is_used = through >= _LEAST_SHARE * total and around <= _MOST_AROUND
    if not all(map(str.isprintable, names)):
        return None  # bytes that no spec can hold
    if not _are_plain(land, inside, front):
        return None
    if not (is_small and is_used and _hides(land, inside, front)):
        return None
    return Interface(tuple(names), len(declared), through, total, around)


def _most_used(land: Landscape, used: Mapping[int, int], declared: Collection[int]) -> list[int]:
    """What else has to be public for most imports to go there: nothing, where what is declared to
    be is enough."""
    total, through = sum(used.values()), sum(used[at] for at in declared)
    modules = land.graph.modules
    others = sorted(used.keys() - set(declared), key=lambda at: (-used[at], modules[at].key))
    found: list[int] = []
    for position in others[:_MOST_MODULES]:
        if through >= _LEAST_SHARE * total or used[position] < _TELLING * total:
            break
        found.append(position)
        through += used[position]
    return found


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


def _dependencies_around(land: Landscape, inside: Iterable[int], front: Iterable[int]) -> int:
    """How many dependencies from outside lead to other modules than these."""
    own, public = set(inside), {land.graph.modules[at].name for at in front}
    return sum(
        dependency.target in own
        and dependency.source not in own
        and land.graph.modules[dependency.target].name not in public
        for dependency in land.graph.internal
    )
