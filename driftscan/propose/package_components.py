"""Components for the packages of one large project, or of a repository that is one project."""

from collections import Counter
from collections.abc import Iterator, Sequence

from driftscan.graph.system import SystemGraph
from driftscan.notation.words import counted
from driftscan.propose.component import PACKAGES, ProposedComponent, patterns
from driftscan.propose.finds import DOMINANT, LARGE, Finds
from driftscan.propose.folders import is_below, statements
from driftscan.propose.naming import Naming
from driftscan.propose.parts import MOST, Part, divided, narrowed, top_parts
from driftscan.propose.projects import Project

# A top-level package is product if others import it so often, or if it is this large.
_USED = 3
_MAIN = 0.25
# A package with an index file is product if it is this large, measured by the largest.
_BESIDE = 0.1
_ELSEWHERE = -1


def part_components(
    finds: Finds, project: Project, naming: Naming, room: int
) -> Iterator[ProposedComponent]:
    """The packages of a project that is looked into. room: the most components to give."""
    graph = finds.folders.graph
    main = _main_parts(graph, top_parts(graph, project.modules))
    group = f"Packages of {patterns((project.folder,))[0]}, the largest and most connected"
    for part in divided(graph, [p for p in main if p.is_package], min(room, MOST)):
        # Its own folder is the project's rest already.
        if part.folder != project.folder or not part.is_rest:
            yield _component_of(part, group, naming)


def root_components(finds: Finds, naming: Naming, room: int) -> Iterator[ProposedComponent]:
    """The packages that stand in no project."""
    graph = finds.folders.graph
    parts = top_parts(graph, finds.root)
    users = [p for project in finds.projects for p in project.modules]
    main = _main_parts(graph, parts, users)
    if not finds.projects and not any(part.is_package for part in main):
        main = parts if 1 < len(parts) <= MOST else []
    total = len(finds.root) + len(users)
    # Beside projects the root is one of several; without them it is all there is.
    if not finds.projects or len(finds.root) >= max(LARGE, DOMINANT * total):
        main = divided(graph, main, min(room, MOST))
    for part in main:
        around = any(is_below(project.folder, part.folder) for project in finds.projects)
        own = narrowed(graph, part) if around and part.is_package and not part.is_rest else part
        yield _component_of(own, PACKAGES, naming)


def _main_parts(graph: SystemGraph, parts: Sequence[Part], users: Sequence[int] = ()) -> list[Part]:
    """Top-level parts that are product; the others are scripts, settings and the like.

    Product is what is large, and what the product imports. users: product modules elsewhere.
    """
    total = sum(len(part.modules) for part in parts) + len(users)
    most = max((len(part.modules) for part in parts), default=0)
    large = max(2, _MAIN * total)
    least = large if users else min(most, large)
    main = {
        at
        for at, part in enumerate(parts)
        if len(part.modules) >= least
        or (_has_index(graph, part) and len(part.modules) >= max(2, _BESIDE * most))
    }
    uses = _imports_between(graph, parts, users)
    known = {*main, _ELSEWHERE}
    while more := {t for (s, t), count in uses.items() if s in known and count >= _USED} - known:
        known |= more
    return [part for at, part in enumerate(parts) if at in known]


def _has_index(graph: SystemGraph, part: Part) -> bool:
    names = (graph.modules[position] for position in part.modules)
    return any(module.is_package and "." not in module.name for module in names)


def _imports_between(
    graph: SystemGraph, parts: Sequence[Part], users: Sequence[int]
) -> Counter[tuple[int, int]]:
    home = dict.fromkeys(users, _ELSEWHERE)
    home.update((position, at) for at, part in enumerate(parts) for position in part.modules)
    uses: Counter[tuple[int, int]] = Counter()
    for dependency in graph.internal:
        source, target = home.get(dependency.source), home.get(dependency.target)
        if source is not None and target is not None and source != target:
            uses[source, target] += statements(dependency)
    return uses


def _component_of(part: Part, group: str, naming: Naming) -> ProposedComponent:
    if part.is_base:
        name = naming.called(f"{'.'.join(part.name) or patterns((part.folder,))[0]}-base")
        return ProposedComponent(
            name=name,
            kind="module",
            paths=patterns(part.paths),
            why="modules beside the packages, that these build on",
            group=group,
        )
    why = ""
    if part.is_rest and part.dropped:
        why = f"{counted(part.dropped, 'smaller package')} and the modules beside them"
    elif part.is_rest:
        why = "the modules beside the packages"
    return ProposedComponent(
        name=_name_of(part, naming),
        kind="module",
        paths=patterns(part.paths),
        why=why,
        is_rest=part.is_rest,
        group=group,
    )


def _name_of(part: Part, naming: Naming) -> str:
    """By its dotted name; by its folder where the two have nothing to do with each other, as with
    `Database\\Factories` in `database/factories`."""
    folder = part.folder.rpartition(b"/")[2].decode("utf-8", "replace").lower()
    if len(part.name) == 1 and part.is_package and folder and folder != part.name[0].lower():
        return naming.for_path(part.folder)
    return naming.for_module(part.name, part.folder)
