"""The proposed components laid over the graph: what every rule is looked for in."""

from collections import Counter
from collections.abc import Collection, Sequence
from functools import cached_property

from driftscan.graph.components import Territory
from driftscan.graph.packages import PackageTree
from driftscan.graph.system import SystemGraph
from driftscan.model.graph import Kind
from driftscan.propose.component import ProposedComponent
from driftscan.propose.folders import Folders
from driftscan.propose.traffic import ALL_KINDS, Traffic, traffic

_DEPLOYED = ("service", "job")


class Landscape:
    """components: in the order they are proposed."""

    def __init__(self, graph: SystemGraph, components: Sequence[ProposedComponent]) -> None:
        self.graph = graph
        self.components = tuple(components)
        self.territory = Territory([each.declared() for each in components], graph.modules)
        self.folders = Folders(graph)

    @cached_property
    def size(self) -> Counter[str]:
        """Modules of each component; those of components nested in it are not its own."""
        return Counter(self.territory.home_name(at) for at in range(len(self.graph.modules)))

    @cached_property
    def traffic(self) -> Traffic:
        """Imports between components, each module in its own."""
        return traffic(self.graph, self.territory.names, self.territory.home)

    def traffic_of(self, names: Sequence[str], kinds: frozenset[Kind] = ALL_KINDS) -> Traffic:
        """Imports between some components, as a rule that names them sees it."""
        return traffic(self.graph, names, self.territory.divide(names), kinds)

    def traffic_beside(self, names: Sequence[str]) -> Traffic:
        """The same; the last unit is everything that is in none of them."""
        unit_of = self.territory.divide(names, nobody=len(names))
        return traffic(self.graph, [*names, "*"], unit_of)

    def tree(self, name: str) -> PackageTree:
        """The packages inside a component."""
        return PackageTree(self.graph, self.territory.extent(name))

    @property
    def deployed(self) -> list[str]:
        """Services and jobs with modules, also in what is nested in them."""
        return self._with_modules(_DEPLOYED)

    @property
    def libraries(self) -> list[str]:
        """The same of libraries: a rule about them means these modules, too."""
        return self._with_modules(("library",))

    @property
    def product(self) -> list[ProposedComponent]:
        """Components with modules that a rule about the product may name: nothing around it, and
        no rest, for a rule that names a rest means all that is below it."""
        return [
            each for each in self.components if self.has(each) and not (each.around or each.is_rest)
        ]

    def has(self, component: ProposedComponent) -> bool:
        """Whether the component has modules of its own."""
        return self.size[component.name] > 0

    def _with_modules(self, kinds: Collection[str]) -> list[str]:
        return [
            each.name
            for each in self.components
            if each.kind in kinds and self.territory.extent(each.name)
        ]
