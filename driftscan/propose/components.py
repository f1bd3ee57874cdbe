"""The components of a system, proposed from its folders, its manifests and its imports."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from driftscan.graph.system import SystemGraph
from driftscan.propose.around_components import area_components, left_over
from driftscan.propose.component import AROUND, PROJECTS, ProposedComponent
from driftscan.propose.evidence import Evidence
from driftscan.propose.finds import find
from driftscan.propose.naming import Naming
from driftscan.propose.package_components import part_components, root_components
from driftscan.propose.project_components import other_components, project_components

# Parts of packages get what room the projects leave.
_MOST_COMPONENTS = 24
_LEAST_ROOM = 8


def propose_components(graph: SystemGraph, evidence: Evidence) -> tuple[ProposedComponent, ...]:
    """Components that hold every module of the graph."""
    finds = find(graph, evidence)
    naming = Naming()
    found = [*project_components(finds, naming), *other_components(finds, evidence, naming)]
    room = max(_LEAST_ROOM, _MOST_COMPONENTS - len(found))
    for project in finds.divided:
        found += part_components(finds, project, naming, room)
    found += root_components(finds, naming, room)
    found += area_components(finds, found, naming)
    found = _each_path_once(found)
    found += _each_path_once(left_over(finds, found, naming), found)
    return tuple(sorted(found, key=_rank))


def _rank(component: ProposedComponent) -> int:
    """Projects first, what is around the product last; else as they were found."""
    return {PROJECTS: 0, AROUND: 2}.get(component.group, 1)


def _each_path_once(
    components: Iterable[ProposedComponent], before: Sequence[ProposedComponent] = ()
) -> list[ProposedComponent]:
    """Two folders whose names a spec cannot spell may have one pattern: the first keeps it."""
    taken = {path for component in before for path in component.paths}
    found = []
    for component in components:
        paths = tuple(path for path in component.paths if path not in taken)
        taken.update(paths)
        if paths:
            found.append(replace(component, paths=paths))
    return found
