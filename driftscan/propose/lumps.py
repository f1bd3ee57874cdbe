"""Components of several packages, which a place in an order would misrepresent.

`libs/` may hold a crate that `proto` uses and another that uses `proto`. As one component they go
against any order, though no package goes against anything: the cut makes it. Packages that are
built by themselves can be told by the root that their modules' names begin in.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from driftscan.propose.landscape import Landscape
from driftscan.propose.traffic import Pair

_Root = tuple[str, str]
_Uses = Mapping[_Root, set[_Root]]


def made_by_the_cut(land: Landscape, names: Sequence[str], against: Collection[Pair]) -> list[str]:
    """Of each pair that goes against an order, and that no package goes against, the component of
    more packages. names: of the units that the pairs speak of."""
    if not against:
        return []
    unit_of = land.territory.divide(names)
    roots = [(module.language, module.root) for module in land.graph.modules]
    uses: dict[_Root, set[_Root]] = defaultdict(set)
    steps: dict[Pair, set[tuple[_Root, _Root]]] = defaultdict(set)
    for edge in land.graph.internal:
        source, target = roots[edge.source], roots[edge.target]
        uses[source].add(target)
        steps[unit_of[edge.source], unit_of[edge.target]].add((source, target))
    packages: dict[int, set[_Root]] = defaultdict(set)
    for at, unit in enumerate(unit_of):
        packages[unit].add(roots[at])
    found = {
        names[max(pair, key=lambda unit: (len(packages[unit]), -unit))]
        for pair in against
        if not any(_leads(uses, target, source) for source, target in steps[pair])
    }
    return sorted(found)


def _leads(uses: _Uses, source: _Root, target: _Root) -> bool:
    """Whether a package uses another, directly or not; each uses itself."""
    reached, pending = {source}, [source]
    while pending:
        further = uses.get(pending.pop(), set()) - reached
        reached |= further
        pending += further
    return target in reached
