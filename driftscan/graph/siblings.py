"""Dependencies between siblings at every depth of a package tree.

Each dependency between two modules joins siblings at one place only: below the package where
their names part. Modules of the package itself (`__init__`) and of what is inside it are no
siblings of each other, so a dependency between a package and its own content counts nowhere.
"""

from collections import defaultdict
from collections.abc import Mapping

from msgspec import Struct

from driftscan.graph.adjacency import Adjacency
from driftscan.graph.packages import Parts

Edge = tuple[int, int]


class SiblingGraph(Struct, frozen=True):
    """The children of one package, each seen as one unit, and the module edges between them.

    names: the children, sorted; units are positions in it. edges: for each pair of units the
    dependencies between their modules, ascending.
    """

    package: Parts
    names: tuple[str, ...]
    edges: Mapping[tuple[int, int], tuple[Edge, ...]]


def sibling_graphs(adjacency: Adjacency, parts: Mapping[int, Parts]) -> list[SiblingGraph]:
    """One graph for each package with dependencies between its children; sorted by package.

    parts: position of each module that counts to the parts of its name.
    """
    by_package: dict[Parts, dict[tuple[str, str], list[Edge]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for source in sorted(parts):
        own = parts[source]
        for target in adjacency.successors[source]:
            other = parts.get(target)
            if other is None:
                continue
            for depth, (mine, its) in enumerate(zip(own, other, strict=False)):
                if mine != its:
                    by_package[own[:depth]][mine, its].append((source, target))
                    break
    return [_sibling_graph(package, by_package[package]) for package in sorted(by_package)]


def _sibling_graph(package: Parts, edges: Mapping[tuple[str, str], list[Edge]]) -> SiblingGraph:
    names = tuple(sorted({name for pair in edges for name in pair}))
    unit = {name: position for position, name in enumerate(names)}
    return SiblingGraph(
        package,
        names,
        {(unit[source], unit[target]): tuple(found) for (source, target), found in edges.items()},
    )
