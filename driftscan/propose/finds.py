"""What a tree shows, before anything in it has a name as a component."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from driftscan.graph.system import SystemGraph
from driftscan.propose.areas import TESTS, find_areas
from driftscan.propose.evidence import Evidence
from driftscan.propose.folders import Folders, is_below
from driftscan.propose.projects import Project, find_projects

# A project is looked into if it has this share of the product, and at least so many modules.
DOMINANT = 0.5
LARGE = 20


class Finds(Struct, frozen=True):
    """areas: folders around the product, with their sort. projects: what stands for itself.

    divided: projects so large that one component for each says too little.
    root: positions of the modules that are in neither.
    tests_apart: tests of a project use other projects, so that they are none of its own code.
    """

    folders: Folders
    areas: Mapping[bytes, str]
    projects: tuple[Project, ...]
    divided: tuple[Project, ...]
    root: tuple[int, ...]
    tests_apart: bool


def find(graph: SystemGraph, evidence: Evidence) -> Finds:
    """Look at a whole tree."""
    folders = Folders(graph)
    areas = find_areas(folders, evidence)
    projects = find_projects(folders, evidence, areas)
    root = _root_modules(folders, areas, projects)
    return Finds(
        folders,
        areas,
        projects,
        _divided(projects, len(root)),
        root,
        _tests_use_other_projects(folders, areas, projects),
    )


def _root_modules(
    folders: Folders, areas: Mapping[bytes, str], projects: Sequence[Project]
) -> tuple[int, ...]:
    away = [*areas, *(project.folder for project in projects)]
    return tuple(
        position
        for position, path in enumerate(folders.paths)
        if not any(is_below(path, folder) for folder in away)
    )


def _divided(projects: Sequence[Project], root: int) -> tuple[Project, ...]:
    total = root + sum(len(project.modules) for project in projects)
    return tuple(
        project
        for project in projects
        if len(project.modules) >= max(LARGE, DOMINANT * total) and not project.is_several
    )


def _tests_use_other_projects(
    folders: Folders, areas: Mapping[bytes, str], projects: Sequence[Project]
) -> bool:
    home: dict[int, bytes] = {}
    for project in projects:
        home.update(dict.fromkeys(folders.below[project.folder], project.folder))
    tests = {
        position
        for folder, sort in areas.items()
        if sort == TESTS
        for position in folders.below[folder]
    }
    return any(
        dependency.source in tests
        and dependency.source in home
        and home.get(dependency.target, home[dependency.source]) != home[dependency.source]
        for dependency in folders.graph.internal
    )
