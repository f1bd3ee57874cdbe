"""From where a file searches for absolute imports."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from driftscan.extract.python.candidates import Candidates
from driftscan.extract.python.layout import Layout, PythonFile
from driftscan.extract.python.projects import Project, normalised
from driftscan.extract.python.purpose import Purposes
from driftscan.extract.python.roots import Root, Roots, aside, is_data, project_above
from driftscan.extract.python.run_folders import RunFolders


class Surroundings(Struct, frozen=True):
    """What all files share: the layout, its roots, its projects by directory, and what those ask
    external packages for.

    distributions: normalised names of the projects that files anywhere may be served by.
    candidates: the roots again, by the names below them. providers: directories of projects by the
    names they go by. Libraries are projects that stand aside, in tests or docs, but that a project
    elsewhere asks for; their roots may be searched from everywhere.
    """

    layout: Layout
    roots: Roots
    projects: Mapping[str, Project]
    purposes: Purposes
    candidates: Candidates
    distributions: frozenset[str]
    providers: Mapping[str, Sequence[str]]
    run_folders: RunFolders

    def project_of(self, directory: str) -> Project | None:
        """The project whose manifest is nearest above a directory."""
        return self.projects.get(project_above(directory, self.projects))

    def providing(self, requirements: Iterable[str]) -> frozenset[str]:
        """The directories of the projects that requirements name."""
        wanted = {normalised(name) for name in requirements}
        return frozenset(each for name in wanted for each in self.providers.get(name, ()))


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


def surroundings_of(layout: Layout, roots: Roots, projects: Mapping[str, Project]) -> Surroundings:
    """What all files share, given what the tree and its manifests hold."""
    in_the_open = [project for project in projects.values() if not aside(project.directory)]
    wanted = {name for project in in_the_open for name in project.requirements}
    libraries = [
        project
        for project in projects.values()
        if aside(project.directory) and not is_data(project.directory) and project.names & wanted
    ]
    providers: dict[str, list[str]] = defaultdict(list)
    for project in projects.values():
        for name in project.names:
            providers[name].append(project.directory)
    run_folders = RunFolders(layout, projects)
    known = {project.directory for project in libraries}
    return Surroundings(
        layout,
        roots,
        projects,
        Purposes(projects),
        Candidates(layout, roots, projects, known, run_folders.stated),
        distributions=frozenset(name for p in [*in_the_open, *libraries] for name in p.names),
        providers=providers,
        run_folders=run_folders,
    )


def standpoint_of(file: PythonFile, around: Surroundings) -> Standpoint:
    """Where the absolute imports of a file are searched from."""
    own = around.roots.of(file)
    in_package = file.folder != around.roots.outermost(file.folder)
    if not in_package and own not in around.roots.declared:
        return Standpoint(file.folder, own, script=True)
    project = project_above(file.folder, around.projects)
    return Standpoint(max(own.directory, project, key=len), own)
