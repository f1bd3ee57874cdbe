"""Components for what is around the product, and for all that no other component holds."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from driftscan.graph.components import NOBODY, Territory
from driftscan.graph.paths import parse_pattern
from driftscan.propose.areas import DOCS, EXAMPLES, TESTS, VENDORED
from driftscan.propose.component import (
    AROUND,
    PACKAGES,
    PROJECTS,
    ProposedComponent,
    gathered_patterns,
    patterns,
)
from driftscan.propose.finds import Finds
from driftscan.propose.folders import folders_above, is_below_any
from driftscan.propose.naming import Naming

# Modules around the product are a component of their own if there are at least so many.
_OWN_AREA = 5
# What is left in a folder of such a name is product: nobody calls scripts and settings so.
_PRODUCT_FOLDERS = frozenset(b"app lib src".split())


def area_components(
    finds: Finds, others: Sequence[ProposedComponent], naming: Naming
) -> Iterator[ProposedComponent]:
    """Tests, docs and examples. Those of a project stay with it, unless they use another one."""
    whole = [p.folder for p in finds.projects if p not in finds.divided]
    by_sort: dict[str, list[bytes]] = defaultdict(list)
    for folder, sort in finds.areas.items():
        is_project_s = is_below_any(folder, whole)
        if _is_inside(folder, others):
            continue  # a rule that names the package means its tests too
        if not is_project_s or (finds.tests_apart and sort == TESTS):
            by_sort[sort].append(folder)
    for sort in (TESTS, DOCS, EXAMPLES, VENDORED):
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


def _is_inside(folder: bytes, components: Iterable[ProposedComponent]) -> bool:
    """Whether a folder stands in a package that is a component as a whole."""
    return any(
        claim.is_literal and claim.matches(folder)
        for component in components
        if component.group not in (PROJECTS, AROUND) and not component.is_rest
        for claim in map(parse_pattern, component.paths)
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


def left_over(
    finds: Finds, found: Sequence[ProposedComponent], naming: Naming
) -> Iterator[ProposedComponent]:
    """Components for all that has none yet: what stands beside projects, then the rest."""
    groups = _homeless(finds, found)
    beside = {folder for folder in groups if b"/" in folder}
    shared = {folder for folder in groups if folder and _has_others(folder, found)} - beside
    for folder in sorted(groups):
        if folder in beside:
            yield _left_folder(folder, naming, "no manifest of its own, beside projects")
        elif folder in shared:
            yield _left_folder(
                folder, naming, "what stands beside its packages", PACKAGES, is_rest=True
            )
        elif folder and groups[folder] >= _OWN_AREA:
            is_product = folder in _PRODUCT_FOLDERS
            yield _left_folder(folder, naming, "", PACKAGES if is_product else AROUND)
    small = [
        folder
        for folder in sorted(groups)
        if folder and folder not in beside | shared and groups[folder] < _OWN_AREA
    ]
    used = [folder for folder in small if _is_used(folder, finds)]
    if used:
        yield _small_packages(used, naming)
    paths = patterns(tuple(folder for folder in small if folder not in used))
    if b"" in groups:
        paths += _root_files(finds)
    if paths:
        yield ProposedComponent(
            name=naming.called("project-files"),
            kind="module",
            paths=paths,
            why="scripts and settings around the code",
            around=True,
            group=AROUND,
        )


def _small_packages(folders: Sequence[bytes], naming: Naming) -> ProposedComponent:
    """Too small to stand alone, each; one by itself has its own name."""
    alone = naming.for_path(folders[0]) if len(folders) == 1 else ""
    return ProposedComponent(
        name=alone or naming.called("small-packages"),
        kind="module",
        paths=patterns(tuple(folders)),
        why="" if alone else "packages that are too small to stand alone",
        around=True,
        group=AROUND,
    )


def _is_used(folder: bytes, finds: Finds) -> bool:
    """Whether code outside that is no test uses what lies there: scripts are run, and packages
    imported."""
    inside, tests = set(finds.folders.below[folder]), finds.folders.looks_like_test
    return any(
        each.target in inside and each.source not in inside and not tests[each.source]
        for each in finds.folders.graph.internal
    )


def _root_files(finds: Finds) -> tuple[str, ...]:
    """The modules at the root: a pattern for each ending, and the names without one."""
    names = [path for path in finds.folders.paths if b"/" not in path]
    endings = {name.rpartition(b".")[2] for name in names if b"." in name}
    found = [f"*.{pattern}" for pattern in patterns(tuple(sorted(endings)))]
    return (*found, *patterns(tuple(sorted(name for name in names if b"." not in name))))


def _left_folder(
    folder: bytes,
    naming: Naming,
    why: str,
    group: str = PROJECTS,
    *,
    is_rest: bool = False,
) -> ProposedComponent:
    return ProposedComponent(
        name=naming.for_path(folder),
        kind="module",
        paths=patterns((folder,)),
        why=why,
        around=group == AROUND,
        is_left=group == AROUND,
        is_rest=is_rest,
        group=group,
    )


def _has_others(folder: bytes, components: Iterable[ProposedComponent]) -> bool:
    """Whether paths of components stand inside a folder."""
    claims = [parse_pattern(path) for component in components for path in component.paths]
    return any(claim.text.startswith(folder + b"/") for claim in claims)


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
