"""What a check may ask: the graph, the territory of its components, and cached views of them."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, get_args

from msgspec import Struct, field
from msgspec.structs import replace

from driftscan.graph.adjacency import Adjacency
from driftscan.graph.components import Territory
from driftscan.graph.names import ModuleNames, Names
from driftscan.graph.packages import PackageTree
from driftscan.graph.system import SystemGraph
from driftscan.graph.without_tests import without_tests_inside
from driftscan.model.capability import NO_USES, Uses
from driftscan.model.finding import Step
from driftscan.model.graph import (
    CODE_KINDS,
    KIND_LABELS,
    SERVICE_KINDS,
    Access,
    Door,
    Kind,
    Unmet,
)
from driftscan.model.location import Location
from driftscan.model.rule import (
    CapabilityUse,
    Every,
    Expect,
    NoDuplicates,
    NoSharedData,
    OneDefinition,
    OneImplementation,
    OneOwner,
    Private,
    Public,
    Rule,
    TermOwner,
)
from driftscan.model.spec import Spec

if TYPE_CHECKING:  # most runs know of no service
    from driftscan.model.family import Family
    from driftscan.model.service_graph import Service
    from driftscan.model.term import Vocabulary

# What a rule without `via` speaks of.
ALL_KINDS = CODE_KINDS
KIND_BY_LABEL = {label: kind for kind, label in KIND_LABELS.items()}
_SERVICE_LABELS = frozenset(KIND_LABELS[kind] for kind in SERVICE_KINDS)

_OF_DATA = NoSharedData | OneOwner
_OF_PLACES = NoDuplicates | OneDefinition | TermOwner | OneImplementation | CapabilityUse | _OF_DATA
# By the word that each begins with in the spec, as findings have it.
CHECKS_OF_PLACES = frozenset(str(each.__struct_config__.tag) for each in get_args(_OF_PLACES))

NO_SPEC = Spec()


class CheckInput(Struct, frozen=True, eq=False, dict=True):
    """The graph and the declared components; equal questions are answered once.

    spec_file: shown path of the spec, the place to look at for what is absent.
    accepted: identities in the baseline. What breaks a rule does not depend on them; of several
        ways to name it, that of the baseline is preferred.
    involved: where it is given, a check whose findings show one chain of many adds the lines of
        all of them. Findings do not depend on it.
    today: the day that dates are judged by; None where no date counts.
    spec: what rules about the spec itself speak of.
    component_owner: who owns a component by name; None for what its description says.
    whole: where some code takes no part (tests, generated code), the question in which all does.
    absent: positions of the modules that take no part.
    names: reads which names modules take from each other; only some rules need to know.
    steps: of chains, made once: most chains to one place end alike.
    services: the question with services in the graph, for rules that speak of those by `via`;
        None where no rule of the spec does. callers, called: in it the positions of what can
        depend on a service, and of the services; accesses: what they use of data stores; doors:
        who answers; unmet: contracts with one side; found: the services by position.
    path_owner: the owners of a path by CODEOWNERS.
    uses: who uses which package for what; empty where no rule asks for it.
    vocabulary: what components say of terms; families: code that is alike, across components;
        None where no rule of the spec asks that. silenced: places that comments and exceptions
        take out of the question.
    newness: how new a place is against the commit that is compared with (newness.py); what breaks
        a rule does not depend on it, only where a finding points.
    """

    graph: SystemGraph
    territory: Territory
    spec_file: str = ""
    accepted: frozenset[str] = frozenset()
    involved: set[Location] | None = None
    today: datetime.date | None = None
    spec: Spec = NO_SPEC
    component_owner: Callable[[str], str] | None = None
    whole: "CheckInput | None" = None
    absent: frozenset[int] = frozenset()
    names: Names | None = None
    services: "CheckInput | None" = None
    callers: frozenset[int] = frozenset()
    called: frozenset[int] = frozenset()
    accesses: tuple[Access, ...] = ()
    doors: tuple[Door, ...] = ()
    unmet: tuple[Unmet, ...] = ()
    found: Mapping[int, "Service"] = {}
    path_owner: Callable[[bytes], str] | None = None
    uses: Uses = NO_USES
    vocabulary: "Vocabulary | None" = None
    families: "tuple[Family, ...] | None" = None
    silenced: frozenset[Location] = frozenset()
    newness: Callable[[Location], int] | None = None
    _adjacency: dict[frozenset[Kind], Adjacency] = field(default_factory=dict)
    steps: dict[tuple[frozenset[Kind], int, int], Step] = field(default_factory=dict)
    _trees: dict[str, PackageTree] = field(default_factory=dict)
    _narrowed: dict[tuple[frozenset[int], bool], "CheckInput"] = field(default_factory=dict)

    def about(self, graph: SystemGraph) -> "CheckInput":
        """The same question about another graph; nothing that was answered before is taken over."""
        # What begins with _ is a cache.
        kept = {name: getattr(self, name) for name in self.__struct_fields__ if name[0] != "_"}
        return CheckInput(**{**kept, "graph": graph, "involved": None, "steps": {}})

    def asked_by(self, rule: Rule) -> "CheckInput":
        """The question as a rule puts it: with test code and generated code, or without."""
        return self.scene(rule)._asked(rule)

    def scene(self, rule: Rule) -> "CheckInput":
        """The question with all code, and with services if the rule speaks of them."""
        return self.services if self.services and speaks_of_services(rule) else self

    def _asked(self, rule: Rule) -> "CheckInput":
        absent: frozenset[int] = frozenset()
        if not rule.head.tests:
            absent |= self._tests
        if not rule.head.generated:
            absent |= self._generated
        inside = not rule.head.tests and bool(self.graph.tests_inside)
        if not absent and not inside:
            return self
        if (absent, inside) not in self._narrowed:
            self._narrowed[absent, inside] = self._without(absent, inside)
        return self._narrowed[absent, inside]

    def evaluates(self, rule: Rule) -> bool:
        """Whether anything can be said about a rule: it has not ended, and its kinds are known."""
        return self.can_check(rule) and not self.has_ended(rule)

    def can_check(self, rule: Rule) -> bool:
        """Whether this version finds the kinds of dependency that the rule speaks of.

        Enough for most rules is one known kind. That something is absent can only be said when all
        of the rule's kinds are known.
        """
        if speaks_of_families(rule):
            return self.families is not None
        if speaks_of_terms(rule):
            return self.vocabulary is not None
        via, unseen = _via(rule), self.unseen_kinds(rule)
        return not unseen if isinstance(rule, Expect) else not via or len(unseen) < len(via)

    def unseen_kinds(self, rule: Rule) -> list[str]:
        """The kinds a rule speaks of that are not looked for."""
        known = set(KIND_BY_LABEL)
        if not self.services or isinstance(rule, Public | Private):
            known -= _SERVICE_LABELS
        return [label for label in _via(rule) if label not in known]

    def has_ended(self, rule: Rule) -> bool:
        """Whether the last day of a rule is over."""
        until = rule.head.until
        return until is not None and self.today is not None and until < self.today

    def owner_of(self, component: str) -> str:
        """Who decides about a component; '' for nobody."""
        if self.component_owner:
            return self.component_owner(component)
        return self.territory.components[self.territory.index_by_name[component]].owner

    def takes_part(self, position: int) -> bool:
        """Whether a module has any part in the rule."""
        return position not in self.absent

    @cached_property
    def _tests(self) -> frozenset[int]:
        return frozenset(at for at, module in enumerate(self.graph.modules) if module.is_test)

    @cached_property
    def _generated(self) -> frozenset[int]:
        return frozenset(at for at, module in enumerate(self.graph.modules) if module.is_generated)

    def _without(self, absent: frozenset[int], inside: bool) -> "CheckInput":
        """inside: also without what other modules hold for tests alone."""
        graph = (without_tests_inside(self.graph) if inside else self.graph).without(absent)
        return replace(
            self,
            graph=graph,
            territory=self.territory.without(absent),
            whole=self,
            absent=absent,
            steps={},
            _adjacency={},
            _trees={},
            _narrowed={},
        )

    def adjacency(self, kinds: frozenset[Kind] = ALL_KINDS) -> Adjacency:
        """Neighbours over these kinds, built once for each set of kinds."""
        if kinds not in self._adjacency:
            self._adjacency[kinds] = Adjacency(self.graph, kinds)
        return self._adjacency[kinds]

    def package_tree(self, component: str) -> PackageTree:
        """The packages inside a component, nested components included."""
        if component not in self._trees:
            self._trees[component] = PackageTree(self.graph, self.territory.extent(component))
        return self._trees[component]

    def names_of(self, positions: Iterable[int]) -> Mapping[int, ModuleNames]:
        """What these modules take from others by name, and what they export.

        Only what the graph has a dependency for: a rule may look at a graph without some.
        """
        assert self.names is not None, "a rule about names needs files to read them from"
        wanted = list(positions)
        found, stated = self.names.of(wanted), self.adjacency()
        return {
            position: ModuleNames(
                tuple(
                    use
                    for use in found[position].uses
                    if any(use.line in d.lines for d in stated.between(position, use.target))
                ),
                found[position].exports,
            )
            for position in wanted
        }

    def may_define(self, position: int, name: str) -> bool:
        """Whether a line of a module looks as if it defined the name."""
        assert self.names is not None, "a rule about names needs files to read them from"
        return self.names.may_define(position, name)

    def locations(self, source: int, lines: Iterable[int]) -> tuple[Location, ...]:
        """Evidence lines of a module as locations."""
        path = self.graph.modules[source].path
        return tuple(Location(path, line) for line in lines)


def kinds_of(via: tuple[str, ...]) -> frozenset[Kind]:
    """The kinds a rule speaks of that this version knows; no label means every kind of import."""
    if not via:
        return ALL_KINDS
    found = frozenset(KIND_BY_LABEL[label] for label in via if label in KIND_BY_LABEL)
    return found | {Kind.RUNS} if found & SERVICE_KINDS else found


def speaks_of_capabilities(rule: Rule) -> bool:
    """Whether a rule is about what packages are used for."""
    return isinstance(rule, OneImplementation | CapabilityUse)


def speaks_of_services(rule: Rule) -> bool:
    """Whether a rule can only be checked on a graph with services in it."""
    if isinstance(rule, Public | Private):  # of modules and names, which services do not have
        return False
    if isinstance(rule, Every):
        return bool(rule.service)
    return not _SERVICE_LABELS.isdisjoint(_via(rule))


def speaks_of_terms(rule: Rule) -> bool:
    """Whether a rule can only be checked where definitions have been read."""
    return isinstance(rule, OneDefinition | TermOwner)


def speaks_of_families(rule: Rule) -> bool:
    """Whether a rule can only be checked where functions have been compared."""
    return isinstance(rule, NoDuplicates)


def speaks_of_data(rule: Rule) -> bool:
    """Whether a rule is about what several components do with the same data."""
    return isinstance(rule, _OF_DATA)


def speaks_of_places(rule: Rule) -> bool:
    """Whether a finding of a rule rests on several files of equal standing, of which an exception
    may name one."""
    return isinstance(rule, _OF_PLACES)


def speaks_of_services_only(rule: Rule) -> bool:
    """Whether imports say nothing about a rule."""
    return speaks_of_services(rule) and not kinds_of(_via(rule)) & CODE_KINDS


def _via(rule: Rule) -> tuple[str, ...]:
    via: tuple[str, ...] = getattr(rule, "via", ())
    return via
