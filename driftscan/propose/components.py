"""The components of a system, proposed from its folders, its manifests and its imports."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from driftscan.graph.components import NOBODY, Territory
from driftscan.graph.system import SystemGraph
from driftscan.propose.areas import DOCS, EXAMPLES, TESTS, find_areas
from driftscan.propose.component import (
    AROUND,
    PROJECTS,
    ProposedComponent,
    gathered_patterns,
    patterns,
)
from driftscan.propose.evidence import Evidence
from driftscan.propose.folders import Folders, folders_above, is_below, is_below_any, statements
from driftscan.propose.kinds import kind_of_other_code, kinds_of_projects
from driftscan.propose.naming import Naming
from driftscan.propose.parts import MOST, Part, divided, top_parts
from driftscan.propose.projects import Project, find_other_code, find_projects
from driftscan.propose.words import counted

# Modules around the product are a component of their own if there are at least so many.
_OWN_AREA = 5
# A project is looked into if it has this share of the product, and at least so many modules.
_DOMINANT = 0.5
_LARGE = 20
# A top-level package is product if others import it so often, or if it is this large.
_USED = 3
_MAIN = 0.25
# A package with an index file is product if it is this large, measured by the largest.
_BESIDE = 0.1
_ELSEWHERE = -1
ROOT_FILES = "*.py"
_MOST_PATHS = 4
# Parts of packages get what room the projects leave.
MOST_COMPONENTS = 24
_LEAST_ROOM = 8


class Finds(Struct, frozen=True):
    """What the tree shows, before anything has a name."""

    folders: Folders
    areas: Mapping[bytes, str]
    projects: tuple[Project, ...]
    root: tuple[int, ...]


def propose_components(graph: SystemGraph, evidence: Evidence) -> tuple[ProposedComponent, ...]:
    """Components that hold every module of the graph."""
    folders = Folders(graph)
    areas = find_areas(folders, evidence)
    projects = find_projects(folders, evidence, areas)
    finds = Finds(folders, areas, projects, _root_modules(folders, areas, projects))
    naming = Naming()
    inside = _divided_projects(finds)
    found = [*_project_components(finds, inside, naming)]
    found += _other_components(finds, evidence, naming)
    room = max(_LEAST_ROOM, MOST_COMPONENTS - len(found))
    for project in inside:
        found += _part_components(finds, project, naming, room)
    found += _root_components(finds, naming, room)
    found += _area_components(finds, inside, found, naming)
    found = _each_path_once(found)
    found += _each_path_once(_left_over(finds, found, naming), found)
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


def _root_modules(
    folders: Folders, areas: Mapping[bytes, str], projects: Sequence[Project]
) -> tuple[int, ...]:
    away = [*areas, *(project.folder for project in projects)]
    return tuple(
        position
        for position, path in enumerate(folders.paths)
        if not any(is_below(path, folder) for folder in away)
    )


def _divided_projects(finds: Finds) -> list[Project]:
    """Projects so large that one component for each says too little."""
    total = len(finds.root) + sum(len(project.modules) for project in finds.projects)
    return [
        project
        for project in finds.projects
        if len(project.modules) >= max(_LARGE, _DOMINANT * total) and not project.is_several
    ]


def _project_components(
    finds: Finds, inside: Sequence[Project], naming: Naming
) -> Iterable[ProposedComponent]:
    verdicts = kinds_of_projects(finds.folders, finds.projects)
    apart = _tests_use_other_projects(finds)
    for project, verdict in zip(finds.projects, verdicts, strict=True):
        is_rest = project in inside
        more = "; what its packages below do not take" if is_rest else ""
        yield ProposedComponent(
            name=naming.for_path(project.folder),
            kind=verdict.kind,
            paths=_project_paths(finds, project, apart),
            why=verdict.why + more,
            is_rest=is_rest,
            group=PROJECTS,
        )


def _project_paths(finds: Finds, project: Project, apart: bool) -> tuple[str, ...]:
    """The folder of a project; where tests are to stand apart, the folders of its code.

    Rules take a component with all that is below its paths, so tests must not be below them.
    """
    whole = patterns((project.folder,))
    if not apart:
        return whole
    code: set[tuple[bytes, bytes]] = set()
    for position in project.modules:
        path = finds.folders.paths[position]
        member = max((m for m in project.members if is_below(path, m)), key=len)
        first, slash, _ = path[len(member) + 1 :].partition(b"/")
        code.add((member, first if slash else b""))
    if any(not first for _, first in code):
        return whole
    if project.is_several and len({first for _, first in code}) == 1:
        return tuple(f"{whole[0]}/*/{name}" for name in patterns((next(iter(code))[1],)))
    paths = patterns(tuple(sorted(member + b"/" + first for member, first in code)))
    return paths if len(paths) <= _MOST_PATHS else whole


def _other_components(
    finds: Finds, evidence: Evidence, naming: Naming
) -> Iterable[ProposedComponent]:
    for code in find_other_code(finds.folders, evidence, finds.projects):
        verdict = kind_of_other_code(code)
        yield ProposedComponent(
            name=naming.for_path(code.folder),
            kind=verdict.kind,
            paths=patterns((code.folder,)),
            why=verdict.why,
            group=PROJECTS,
        )


def _part_components(
    finds: Finds, project: Project, naming: Naming, room: int
) -> Iterable[ProposedComponent]:
    graph = finds.folders.graph
    main = _main_parts(graph, top_parts(graph, project.modules))
    group = f"Packages of {patterns((project.folder,))[0]}, the largest and most connected"
    for part in divided(graph, [p for p in main if p.is_package], min(room, MOST)):
        # Its own folder is the project's rest already.
        if part.folder != project.folder or not part.is_rest:
            yield _component_of(part, group, naming)


def _root_components(finds: Finds, naming: Naming, room: int) -> Iterable[ProposedComponent]:
    graph = finds.folders.graph
    parts = top_parts(graph, finds.root)
    users = [p for project in finds.projects for p in project.modules]
    main = _main_parts(graph, parts, users)
    if not finds.projects and not any(part.is_package for part in main):
        main = parts if 1 < len(parts) <= MOST else []
    total = len(finds.root) + len(users)
    # Beside projects the root is one of several; without them it is all there is.
    if not finds.projects or len(finds.root) >= max(_LARGE, _DOMINANT * total):
        main = divided(graph, main, min(room, MOST))
    for part in main:
        yield _component_of(part, "Packages", naming)


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
        name = naming.called(f"{'.'.join(part.name)}-base")
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
        name=naming.for_module(part.name, part.folder),
        kind="module",
        paths=patterns(part.paths),
        why=why,
        is_rest=part.is_rest,
        group=group,
    )


def _area_components(
    finds: Finds,
    inside: Sequence[Project],
    others: Sequence[ProposedComponent],
    naming: Naming,
) -> Iterable[ProposedComponent]:
    """Tests, docs and examples. Those of a project stay with it, unless they use another one."""
    whole = [p.folder for p in finds.projects if p not in inside]
    by_sort: dict[str, list[bytes]] = defaultdict(list)
    apart = _tests_use_other_projects(finds)
    for folder, sort in finds.areas.items():
        is_project_s = any(is_below(folder, project) for project in whole)
        if not is_project_s or (apart and sort == TESTS):
            by_sort[sort].append(folder)
    for sort in (TESTS, DOCS, EXAMPLES):
        found = _worth_naming(finds, by_sort[sort])
        if found:
            name = naming.for_path(found[0]) if len(found) == 1 else naming.called(sort)
            yield ProposedComponent(
                name=name,
                kind="module",
                paths=gathered_patterns(found, others),
                around=True,
                group=AROUND,
            )


def _worth_naming(finds: Finds, areas: Sequence[bytes]) -> list[bytes]:
    """Without what is small and stands alone somewhere: that is left for the rest."""
    projects = [project.folder for project in finds.projects]
    return [
        folder
        for folder in areas
        if len(finds.folders.below[folder]) >= _OWN_AREA
        or is_below_any(folder, projects)
        or (finds.areas[folder] == TESTS and b"/" not in folder)
    ]


def _tests_use_other_projects(finds: Finds) -> bool:
    home: dict[int, bytes] = {}
    for project in finds.projects:
        home.update(dict.fromkeys(finds.folders.below[project.folder], project.folder))
    tests = {
        position
        for folder, sort in finds.areas.items()
        if sort == TESTS
        for position in finds.folders.below[folder]
    }
    return any(
        dependency.source in tests
        and dependency.source in home
        and home.get(dependency.target, home[dependency.source]) != home[dependency.source]
        for dependency in finds.folders.graph.internal
    )


def _left_over(
    finds: Finds, found: Sequence[ProposedComponent], naming: Naming
) -> Iterable[ProposedComponent]:
    """Components for all that has none yet: what stands beside projects, then the rest."""
    groups = _homeless(finds, found)
    beside = {folder for folder in groups if b"/" in folder}
    for folder in sorted(groups):
        if folder in beside:
            yield _left_folder(folder, naming, "no manifest of its own, beside projects", False)
        elif folder and groups[folder] >= _OWN_AREA:
            yield _left_folder(folder, naming, "", True)
    small = [f for f in sorted(groups) if f and f not in beside and groups[f] < _OWN_AREA]
    paths = patterns(tuple(small))
    if b"" in groups:
        paths += (ROOT_FILES,)
    if paths:
        yield ProposedComponent(
            name=naming.called("project-files"),
            kind="module",
            paths=paths,
            why="scripts and settings around the code",
            around=True,
            group=AROUND,
        )


def _left_folder(folder: bytes, naming: Naming, why: str, around: bool) -> ProposedComponent:
    return ProposedComponent(
        name=naming.for_path(folder),
        kind="module",
        paths=patterns((folder,)),
        why=why,
        around=around,
        group=AROUND if around else PROJECTS,
    )


def _homeless(finds: Finds, found: Sequence[ProposedComponent]) -> Counter[bytes]:
    """Modules without a component, by the outermost folder that has no project in it; b'' for
    files at the root."""
    territory = Territory([c.declared() for c in found], finds.folders.graph.modules)
    shared = {b"", *(f for project in finds.projects for f in folders_above(project.folder))}
    groups: Counter[bytes] = Counter()
    for path, home in zip(finds.folders.paths, territory.home, strict=True):
        if home == NOBODY:
            above = [folder for folder in folders_above(path) if folder not in shared]
            # A file in a folder of projects has no folder but that one.
            groups[above[0] if above else path.rpartition(b"/")[0]] += 1
    return groups
