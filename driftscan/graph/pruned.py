"""The same system without some of its import statements."""

from collections.abc import Collection, Iterable, Mapping

from msgspec.structs import replace

from driftscan.graph.system import SystemGraph
from driftscan.model.graph import Dependency
from driftscan.model.location import Location


def without_statements(graph: SystemGraph, gone: Iterable[Location]) -> SystemGraph:
    """The graph as if the statements that begin on these lines weren't there.

    A dependency that loses all its lines is gone; modules and packages keep their positions.
    """
    lines: dict[bytes, set[int]] = {}
    for place in gone:
        lines.setdefault(place.path, set()).add(place.line)
    by_source = {
        position: lines[module.path]
        for position, module in enumerate(graph.modules)
        if module.path in lines
    }
    return SystemGraph(
        graph.modules,
        graph.externals,
        _rest(graph.internal, by_source),
        _rest(graph.external, by_source),
        graph.unresolved,
        graph.tests_inside,
    )


def _rest(
    dependencies: Iterable[Dependency], gone: Mapping[int, Collection[int]]
) -> list[Dependency]:
    rest: list[Dependency] = []
    for dependency in dependencies:
        if dependency.source in gone and dependency.lines:
            lost = gone[dependency.source]
            lines = tuple(line for line in dependency.lines if line not in lost)
            if lines:
                rest.append(replace(dependency, lines=lines))
        else:
            rest.append(dependency)
    return rest
