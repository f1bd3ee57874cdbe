"""The measures of a system at one moment: counting, nothing else."""

from collections.abc import Iterable, Iterator, Sequence

from driftscan.graph.adjacency import Adjacency
from driftscan.graph.components import NOBODY, Claims, Territory
from driftscan.graph.cycles import Successors, cyclic_components
from driftscan.graph.system import SystemGraph
from driftscan.model.graph import CODE_KINDS
from driftscan.model.scan import Coverage
from driftscan.model.service_graph import ServiceGraph
from driftscan.model.spec import Component
from driftscan.model.trend import Reading

_OWN = frozenset({"service", "frontend", "job", "gateway"})
_CALLS = frozenset({"http", "grpc", "rpc"})


def code_readings(
    graph: SystemGraph, territory: Territory, coverage: Coverage, findings: int
) -> Iterator[Reading]:
    """Those that the code alone tells."""
    ends = list(crossing(graph, territory))
    pairs = set(ends)
    yield Reading("findings", findings)
    yield Reading("cross_component_dependencies", len(ends))
    yield Reading("component_dependencies", len(pairs))
    yield Reading("cyclic_components", _cyclic(_successors(len(territory.names), pairs)))
    yield Reading("cyclic_modules", _cyclic(_module_successors(graph)))
    yield Reading("modules", len(graph.modules))
    yield Reading("external_packages", sum(not each.standard for each in graph.externals))
    yield Reading("assigned", coverage.assigned, coverage.modules)
    yield Reading("unresolved", coverage.unresolved, coverage.references)
    yield Reading("unread_files", coverage.files - coverage.checked)


def service_readings(graph: ServiceGraph) -> Iterator[Reading]:
    """Those of services."""
    own = {at for at, each in enumerate(graph.services) if each.kind in _OWN}
    calls = {(e.source, e.target) for e in graph.edges if e.kind in _CALLS and e.source in own}
    users: dict[tuple[int, str, str], set[int]] = {}
    for use in graph.uses:
        if use.data_set and use.service in own:
            users.setdefault((use.store, use.database, use.data_set), set()).add(use.service)
    yield Reading("services", len(own))
    yield Reading("service_calls", len(calls))
    yield Reading("shared_data_sets", sum(len(each) > 1 for each in users.values()))


def change_readings(
    components: Sequence[Component], changes: Iterable[Iterable[bytes]]
) -> Iterator[Reading]:
    """Those of changes. changes: the paths that each of them touched."""
    claims = Claims(components)
    counted = across = touching = 0
    for paths in changes:
        found = {claims.foremost(path) for path in paths} - {None}
        homes = {each[0] for each in found if each}
        counted += 1
        touching += bool(homes)
        across += len(homes) > 1
    yield Reading("changes", counted)
    yield Reading("cross_component_changes", across, touching)


def crossing(graph: SystemGraph, territory: Territory) -> Iterator[tuple[int, int]]:
    """The components of both ends of each dependency that leads from one to another."""
    home, modules = territory.home, graph.modules
    last = (-1, -1)
    for dependency in graph.internal:
        ends = (dependency.source, dependency.target)
        source, target = home[ends[0]], home[ends[1]]
        if source == target or NOBODY in (source, target) or ends == last:
            continue
        if dependency.kind in CODE_KINDS and not modules[ends[0]].is_test:
            last = ends
            yield source, target


def _module_successors(graph: SystemGraph) -> Successors:
    return dict(enumerate(Adjacency(graph, CODE_KINDS).successors))


def _successors(count: int, edges: set[tuple[int, int]]) -> Successors:
    found: dict[int, list[int]] = {node: [] for node in range(count)}
    for source, target in sorted(edges):
        found[source].append(target)
    return found


def _cyclic(successors: Successors) -> int:
    """How many nodes are on a cycle with another."""
    return sum(len(group) for group in cyclic_components(successors) if len(group) > 1)
