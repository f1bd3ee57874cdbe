"""The measures of a system at one moment: counting, nothing else."""

from collections.abc import Iterable, Iterator, Sequence

from driftscan.drift.knots import Knots
from driftscan.graph.components import NOBODY, Claims, Territory
from driftscan.graph.cycles import Successors, cyclic_components
from driftscan.graph.shared_sets import shared_sets
from driftscan.graph.system import SystemGraph
from driftscan.model.graph import CODE_KINDS
from driftscan.model.scan import Coverage
from driftscan.model.service_graph import ServiceGraph
from driftscan.model.spec import Component
from driftscan.model.trend import Reading

_OWN = frozenset({"service", "frontend", "job", "gateway"})
_CALLS = frozenset({"http", "grpc", "rpc"})


def code_readings(
    graph: SystemGraph,
    territory: Territory,
    ends: Sequence[tuple[int, int]],
    coverage: Coverage,
    findings: int,
    knots: Knots,
) -> Iterator[Reading]:
    """Those that the code alone tells. ends: see crossing(). knots: of graphs that were looked at
    before."""
    pairs = set(ends)
    yield Reading("findings", findings)
    yield Reading("cross_component_dependencies", len(ends))
    yield Reading("component_dependencies", len(pairs))
    yield Reading("cyclic_components", _cyclic(_successors(len(territory.names), pairs)))
    yield Reading("cyclic_modules", knots.count(graph))
    yield Reading("modules", len(graph.modules))
    yield Reading("external_packages", sum(not each.standard for each in graph.externals))
    yield Reading("assigned", coverage.assigned, coverage.modules)
    yield Reading("unresolved", coverage.unresolved, coverage.references)
    yield Reading("unread_files", coverage.files - coverage.checked)


def service_readings(graph: ServiceGraph) -> Iterator[Reading]:
    """Those of services."""
    own = {at for at, each in enumerate(graph.services) if each.kind in _OWN}
    calls = {(e.source, e.target) for e in graph.edges if e.kind in _CALLS and e.source in own}
    yield Reading("services", len(own))
    yield Reading("service_calls", len(calls))
    yield Reading("shared_data_sets", len(shared_sets(graph)))


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


def crossing(graph: SystemGraph, territory: Territory) -> list[tuple[int, int]]:
    """The components of both ends of each dependency that leads from one to another."""
    home, modules = territory.home, graph.modules
    found: list[tuple[int, int]] = []
    for position, targets in enumerate(graph.targets(CODE_KINDS)):
        source = home[position]
        if source == NOBODY or modules[position].is_test:
            continue
        found += [
            (source, target)
            for target in [home[each] for each in targets]
            if target not in (source, NOBODY)
        ]
    return found


def _successors(count: int, edges: set[tuple[int, int]]) -> Successors:
    found: dict[int, list[int]] = {node: [] for node in range(count)}
    for source, target in sorted(edges):
        found[source].append(target)
    return found


def _cyclic(successors: Successors) -> int:
    """How many nodes are on a cycle with another."""
    return sum(len(group) for group in cyclic_components(successors) if len(group) > 1)
