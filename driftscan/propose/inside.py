"""Rules about the inside of components: an order of their packages, or at least no cycles."""

from collections.abc import Iterator, Mapping, Sequence

from driftscan.graph.adjacency import Adjacency
from driftscan.graph.components import NOBODY
from driftscan.graph.cycles import cyclic_components
from driftscan.graph.siblings import SiblingGraph, sibling_graphs
from driftscan.notation.words import counted
from driftscan.propose.component import PROJECTS
from driftscan.propose.landscape import Landscape
from driftscan.propose.layering import Layering, layers_rule
from driftscan.propose.order import find_order
from driftscan.propose.rule import ProposedRule
from driftscan.propose.traffic import ALL_KINDS, traffic

_MOST_RULES = 4
_MOST_ACYCLIC = 3
_LEAST_LEVELS = 3
_MOST_UNITS = 12
_LEAST_PACKAGES = 3
_LEAST_PACKAGES_OF_PROJECT = 2
_LEAST_IMPORTS = 12
_LEAST_IMPORTS_OF_PROJECT = 6
_LEAST_MODULES = 6
# At most this share of the units may have no place in the order.
_MOST_TANGLED = 0.25


def inner_rules(land: Landscape) -> Iterator[ProposedRule]:
    """Layers inside the components where they are clearest, then acyclic ones among the others."""
    whole = [c for c in land.product if len(c.paths) == 1]
    names = [c.name for c in whole if land.size[c.name] >= _LEAST_MODULES]
    own = {c.name for c in whole if c.group == PROJECTS}
    found = [
        (layering, name) for name in names if (layering := _inner_order(land, name, name in own))
    ]
    found.sort(key=lambda each: (-each[0].counts()[0], each[1]))
    chosen = found[:_MOST_RULES]
    for layering, name in chosen:
        yield layers_rule(layering, "", name)
    others = [name for name in names if name not in {name for _, name in chosen}]
    yield from _acyclic(land, others)


def _inner_order(land: Landscape, name: str, is_project: bool) -> Layering | None:
    """is_project: less is enough for an order of what stands for itself."""
    tree = land.tree(name)
    children = [child for child in tree.children() if child.isidentifier()]
    while len(children) > 2:
        units = tree.find(children)
        children = [c for c in children if units[c] and not _are_tests(land, units[c])]
        if len(children) > _MOST_UNITS:
            return None
        units = tree.find(children)
        found = _order_of(land, units, children)
        if not found or not _is_telling(land, found, units, is_project):
            return None
        placed = sorted(found.names(found.order.units))
        if placed == children:
            return found
        # Which units names mean depends on all names together: look again with the fewer.
        children = placed
    return None


def _are_tests(land: Landscape, positions: Sequence[int]) -> bool:
    return all(land.folders.looks_like_test[position] for position in positions)


def _order_of(land: Landscape, units: Mapping[str, list[int]], children: Sequence[str]) -> Layering:
    unit_of = [NOBODY] * len(land.graph.modules)
    for unit, child in enumerate(children):
        for position in units[child]:
            unit_of[position] = unit
    flow = traffic(land.graph, children, unit_of, ALL_KINDS)
    return Layering(flow, find_order(flow, range(len(children))))


def _is_telling(
    land: Landscape, found: Layering, units: Mapping[str, list[int]], is_project: bool
) -> bool:
    """An order of packages, with some evidence; that files happen to have one means little."""
    order = found.order
    placed = found.names(order.units)
    packages = sum(any(land.graph.modules[p].is_package for p in units[name]) for name in placed)
    return (
        len(order.levels) >= _LEAST_LEVELS
        and packages >= (_LEAST_PACKAGES_OF_PROJECT if is_project else _LEAST_PACKAGES)
        and found.counts()[0] >= (_LEAST_IMPORTS_OF_PROJECT if is_project else _LEAST_IMPORTS)
        and len(order.tangled) <= _MOST_TANGLED * (len(order.tangled) + len(placed))
    )


def _acyclic(land: Landscape, names: Sequence[str]) -> Iterator[ProposedRule]:
    adjacency = Adjacency(land.graph, ALL_KINDS)
    found = []
    for name in names:
        graphs = sibling_graphs(adjacency, land.tree(name).parts)
        count = sum(len(edges) for graph in graphs for edges in graph.edges.values())
        if count >= _LEAST_IMPORTS and not any(map(_has_cycle, graphs)):
            found.append((-count, name))
    for count, name in sorted(found)[:_MOST_ACYCLIC]:
        yield ProposedRule(
            section="rules",
            keys=(("acyclic", f"{{in: {name}}}"),),
            reason=f"When proposed, no cycle among its packages and modules, in "
            f"{counted(-count, 'dependency')} between them.",
        )


def _has_cycle(graph: SiblingGraph) -> bool:
    successors: dict[int, list[int]] = {unit: [] for unit in range(len(graph.names))}
    for source, target in sorted(graph.edges):
        successors[source].append(target)
    return bool(cyclic_components(successors))
