"""From where a file searches for absolute imports, and through which roots, stage by stage."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from driftscan.extract.python.layout import Layout, PythonFile
from driftscan.extract.python.projects import Project, normalised
from driftscan.extract.python.purpose import Purposes
from driftscan.extract.python.roots import Root, Roots, ancestors, aside, is_data, project_above


class Surroundings(Struct, frozen=True):
    """What all files share: the layout, its roots, its projects by directory, and what those ask
    external packages for.

    distributions: normalised names of the projects that files anywhere may be served by.
    libraries: directories of projects that stand aside, in tests or docs, but that a project
    elsewhere asks for.
    """

    layout: Layout
    roots: Roots
    projects: Mapping[str, Project]
    purposes: Purposes
    distributions: frozenset[str] = frozenset()
    libraries: frozenset[str] = frozenset()

    def project_of(self, directory: str) -> Project | None:
        """The project whose manifest is nearest above a directory."""
        return self.projects.get(project_above(directory, self.projects))


class Standpoint(Struct, frozen=True):
    """Files with an equal standpoint resolve absolute imports alike.

    folder: where the search starts. For a file in a package, or below a declared root, it is the
    root's directory; for a script its own folder (`python x.py` puts that first on sys.path). A
    project inside the root, such as a service whose folder has both an __init__.py and a
    requirements.txt, is run from its own directory.
    script: the folder comes before the root.
    """

    folder: str
    own: Root
    script: bool = False


class Stages(Struct, frozen=True):
    """Groups of roots in search order; a group's roots are equals, none goes before another.

    own: the file's own root. near: where it is run, the same project, every folder above.
    required: projects of the tree that the own manifest asks for. elsewhere: any other root.
    Roots in tests, docs, examples... serve only files beside them, unless they belong to a
    project that another one asks for.
    """

    own: tuple[tuple[Root, ...], ...]
    near: tuple[tuple[Root, ...], ...]
    required: tuple[tuple[Root, ...], ...]
    elsewhere: tuple[tuple[Root, ...], ...]


def surroundings_of(layout: Layout, roots: Roots, projects: Mapping[str, Project]) -> Surroundings:
    """What all files share, given what the tree and its manifests hold."""
    in_the_open = [project for project in projects.values() if not aside(project.directory)]
    wanted = {name for project in in_the_open for name in project.requirements}
    libraries = [
        project
        for project in projects.values()
        if aside(project.directory) and not is_data(project.directory) and project.names & wanted
    ]
    return Surroundings(
        layout,
        roots,
        projects,
        Purposes(projects),
        distributions=frozenset(name for p in [*in_the_open, *libraries] for name in p.names),
        libraries=frozenset(project.directory for project in libraries),
    )


def standpoint_of(file: PythonFile, around: Surroundings) -> Standpoint:
    """Where the absolute imports of a file are searched from."""
    own = around.roots.of(file)
    in_package = file.folder != around.roots.outermost(file.folder)
    if not in_package and own not in around.roots.declared:
        return Standpoint(file.folder, own, script=True)
    project = project_above(file.folder, around.projects)
    return Standpoint(max(own.directory, project, key=len), own)


def stages_from(stand: Standpoint, around: Surroundings) -> Stages:
    """All roots of the tree that a standpoint may search, each once, in the first stage it fits."""
    seen: set[Root] = set()
    everywhere = sorted({*around.roots.used, *around.roots.declared})
    visible = [root for root in everywhere if _serves(root, stand.folder, around)]
    base = project_above(stand.folder, around.projects)
    same = [r for r in visible if project_above(r.directory, around.projects) == base]
    beside = _each_alone([Root(stand.folder)], seen) if stand.script else ()
    return Stages(
        own=(*beside, *_each_alone([stand.own], seen)),
        near=(
            *_each_alone([Root(stand.folder)], seen),
            _together(same, seen),
            *_each_alone((Root(up) for up in ancestors(stand.folder)), seen),
        ),
        required=(_together(_of_required(around.projects.get(base), visible, around), seen),),
        elsewhere=(_together(visible, seen),),
    )


def _of_required(
    project: Project | None, visible: Iterable[Root], around: Surroundings
) -> Iterable[Root]:
    wanted = {normalised(name) for name in project.requirements} if project else set()
    bases = {p.directory for p in around.projects.values() if p.names & wanted}
    return (r for r in visible if project_above(r.directory, around.projects) in bases)


def _serves(root: Root, folder: str, around: Surroundings) -> bool:
    project = project_above(root.directory, around.projects)
    local = aside(root.directory, project if project in around.libraries else "")
    return local is None or folder == local or folder.startswith(local + "/")


def _together(roots: Iterable[Root], seen: set[Root]) -> tuple[Root, ...]:
    fresh = tuple(root for root in roots if root not in seen)
    seen.update(fresh)
    return fresh


def _each_alone(roots: Iterable[Root], seen: set[Root]) -> tuple[tuple[Root, ...], ...]:
    return tuple(alone for root in roots if (alone := _together([root], seen)))
