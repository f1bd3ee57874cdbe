"""Components for what stands for itself: services, jobs, libraries, user interfaces."""

from collections.abc import Iterator

from driftscan.propose.component import PROJECTS, ProposedComponent, patterns
from driftscan.propose.evidence import Evidence
from driftscan.propose.finds import Finds
from driftscan.propose.folders import is_below
from driftscan.propose.kinds import kind_of_other_code, kinds_of_projects
from driftscan.propose.naming import Naming
from driftscan.propose.projects import Project, find_other_code

# More folders of code than this are written as the project's folder.
_MOST_PATHS = 4


def project_components(finds: Finds, naming: Naming) -> Iterator[ProposedComponent]:
    """One component for each project."""
    verdicts = kinds_of_projects(finds.folders, finds.projects, finds.root)
    for project, verdict in zip(finds.projects, verdicts, strict=True):
        is_rest = project in finds.divided
        more = "; what its packages below do not take" if is_rest else ""
        yield ProposedComponent(
            name=naming.for_path(project.folder),
            kind=verdict.kind,
            paths=_project_paths(finds, project),
            why=verdict.why + more,
            is_rest=is_rest,
            group=PROJECTS,
        )


def _project_paths(finds: Finds, project: Project) -> tuple[str, ...]:
    """The folder of a project; where tests are to stand apart, the folders of its code.

    Rules take a component with all that is below its paths, so tests must not be below them.
    """
    whole = patterns((project.folder,))
    if not finds.tests_apart:
        return whole
    code: set[tuple[bytes, bytes]] = set()
    for position in project.modules:
        path = finds.folders.paths[position]
        member = max((m for m in project.members if is_below(path, m)), key=len)
        first, slash, _ = path[len(member) + 1 :].partition(b"/")
        code.add((member, first if slash else b""))
    if any(not first for _, first in code):
        return whole
    direct = all(member.rpartition(b"/")[0] == project.folder for member, _ in code)
    if project.is_several and direct and len({first for _, first in code}) == 1:
        return tuple(f"{whole[0]}/*/{name}" for name in patterns((next(iter(code))[1],)))
    paths = patterns(tuple(sorted(member + b"/" + first for member, first in code)))
    return paths if len(paths) <= _MOST_PATHS else whole


def other_components(
    finds: Finds, evidence: Evidence, naming: Naming
) -> Iterator[ProposedComponent]:
    """One component for each project's folder in which nothing is read."""
    for code in find_other_code(finds.folders, evidence, finds.projects):
        verdict = kind_of_other_code(code)
        yield ProposedComponent(
            name=naming.for_path(code.folder),
            kind=verdict.kind,
            paths=patterns((code.folder,)),
            why=verdict.why,
            group=PROJECTS,
        )
