"""What a check may ask: the graph, the territory of its components, and cached views of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from driftscan.graph.adjacency import Adjacency
from driftscan.graph.components import Territory
from driftscan.graph.packages import PackageTree
from driftscan.graph.system import SystemGraph
from driftscan.model.finding import Step
from driftscan.model.graph import KIND_LABELS, Dependency, Kind
from driftscan.model.location import Location
from driftscan.model.rule import Expect, Rule

ALL_KINDS = frozenset(Kind)
KIND_BY_LABEL = {label: kind for kind, label in KIND_LABELS.items()}


@dataclass(frozen=True)
class CheckInput:
    """The graph and the declared components; equal questions are answered once.

    spec_file: shown path of the spec, the place to look at for what is absent.
    accepted: identities in the baseline. What breaks a rule does not depend on them; of several
        ways to name it, that of the baseline is preferred.
    steps: of chains, made once: most chains to one place end alike.
    """

    graph: SystemGraph
    territory: Territory
    spec_file: str = ""
    accepted: frozenset[str] = frozenset()
    _adjacency: dict[frozenset[Kind], Adjacency] = field(
        default_factory=dict, repr=False, compare=False
    )
    steps: dict[tuple[frozenset[Kind], int, int], Step] = field(
        default_factory=dict, repr=False, compare=False
    )
    _trees: dict[str, PackageTree] = field(default_factory=dict, repr=False, compare=False)

    def adjacency(self, kinds: frozenset[Kind] = ALL_KINDS) -> Adjacency:
        """Neighbours over these kinds, built once for each set of kinds."""
        if kinds not in self._adjacency:
            self._adjacency[kinds] = Adjacency(self.graph, kinds)
        return self._adjacency[kinds]

    @cached_property
    def inward(self) -> list[list[Dependency]]:
        """For each module its dependencies on modules."""
        return self._rows(self.graph.internal)

    @cached_property
    def outward(self) -> list[list[Dependency]]:
        """For each module its dependencies on external packages."""
        return self._rows(self.graph.external)

    def _rows(self, dependencies: Iterable[Dependency]) -> list[list[Dependency]]:
        rows: list[list[Dependency]] = [[] for _ in self.graph.modules]
        for dependency in dependencies:
            rows[dependency.source].append(dependency)
        return rows

    def package_tree(self, component: str) -> PackageTree:
        """The packages inside a component, nested components included."""
        if component not in self._trees:
            self._trees[component] = PackageTree(self.graph, self.territory.extent(component))
        return self._trees[component]

    def locations(self, source: int, lines: Iterable[int]) -> tuple[Location, ...]:
        """Evidence lines of a module as locations."""
        path = self.graph.modules[source].path
        return tuple(Location(path, line) for line in lines)


def kinds_of(via: tuple[str, ...]) -> frozenset[Kind]:
    """The kinds a rule speaks of that this version knows; no label means every kind."""
    if not via:
        return ALL_KINDS
    return frozenset(KIND_BY_LABEL[label] for label in via if label in KIND_BY_LABEL)


def is_checkable(rule: Rule) -> bool:
    """Whether this version finds the kinds of dependency that the rule speaks of.

    Enough for most rules is one known kind. That something is absent can only be said when all
    of the rule's kinds are known.
    """
    via, unseen = _via(rule), unseen_kinds(rule)
    return not unseen if isinstance(rule, Expect) else not via or len(unseen) < len(via)


def unseen_kinds(rule: Rule) -> list[str]:
    """The kinds a rule speaks of that this version does not find in code."""
    return [label for label in _via(rule) if label not in KIND_BY_LABEL]


def _via(rule: Rule) -> tuple[str, ...]:
    via: tuple[str, ...] = getattr(rule, "via", ())
    return via
