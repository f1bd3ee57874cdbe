"""The kind of a project's component, from how it is deployed, what it runs on, who imports it."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from msgspec import Struct

from driftscan.notation.words import counted
from driftscan.propose.folders import Folders, is_below, statements
from driftscan.propose.frameworks import HOSTS, RUNNERS, SCREENS, SERVERS, framework_of
from driftscan.propose.projects import OtherCode, Project

_ENTRIES = frozenset(
    b"main.py __main__.py manage.py wsgi.py asgi.py app.py server.py main.go main.rs Program.cs "
    b"config.ru server.js server.ts".split()
)
# Files that are nothing but the start of a program, beside a project's manifest or in its `src`.
_STARTS = frozenset(b"main.go main.rs Program.cs manage.py config.ru".split())
# Who imports a project from outside of all projects.
_ROOT = -1


class Verdict(Struct, frozen=True):
    """A kind of component and the evidence for it, as part of a line."""

    kind: str
    why: str


def kinds_of_projects(
    folders: Folders, projects: Sequence[Project], root: Iterable[int]
) -> list[Verdict]:
    """The kind of each project. root: positions of the product modules that are in none."""
    uses = _uses(folders, projects, root)
    # What is deployed from inside another project may be its tests or an example.
    has_services = any(
        project.deployed and not any(_is_inside(project, other) for other in projects)
        for project in projects
    )
    verdicts = []
    for at, project in enumerate(projects):
        users = sum(1 for _, target in uses if target == at)
        verdicts.append(_verdict(folders, project, users, has_services))
    verdicts = _with_neighbours(folders, projects, verdicts)
    services = {at for at, verdict in enumerate(verdicts) if verdict.kind in ("service", "job")}
    verdicts = [
        Verdict("module", f"{verdict.why}; it holds the projects of a workspace")
        if verdict.kind == "library" and _is_workspace(project, projects)
        else verdict
        for project, verdict in zip(projects, verdicts, strict=True)
    ]
    return [
        Verdict("module", f"{verdict.why}; it builds on a service")
        if verdict.kind == "library" and _builds_on(uses, at, services)
        else verdict
        for at, verdict in enumerate(verdicts)
    ]


def _is_inside(project: Project, other: Project) -> bool:
    is_one = project is not other and not other.is_several
    return is_one and is_below(project.folder, other.folder)


def _is_workspace(project: Project, projects: Sequence[Project]) -> bool:
    """Whether most of what lies in a project's folder is that of projects inside: its own files
    are their scripts and settings."""
    within = [
        len(other.modules)
        for other in projects
        if not project.is_several
        and other is not project
        and is_below(other.folder, project.folder)
    ]
    return sum(within) > len(project.modules)


def _with_neighbours(
    folders: Folders, projects: Sequence[Project], verdicts: list[Verdict]
) -> list[Verdict]:
    """What runs jobs, or just runs, in a folder of services is one of them: they are kept in one
    place."""
    beside = Counter(
        project.folder.rpartition(b"/")[0]
        for project, verdict in zip(projects, verdicts, strict=True)
        if verdict.kind == "service"
    )
    return [
        Verdict("service", f"{verdict.why}, beside services")
        if beside[project.folder.rpartition(b"/")[0]] > 1
        and (verdict.kind == "job" or (verdict.kind == "module" and _starts(folders, project)))
        else verdict
        for project, verdict in zip(projects, verdicts, strict=True)
    ]


def _uses(
    folders: Folders, projects: Sequence[Project], root: Iterable[int]
) -> Counter[tuple[int, int]]:
    """Import statements between projects, and from the root into them; what looks like a test
    does not count."""
    home = dict.fromkeys(root, _ROOT)
    home.update((position, at) for at, each in enumerate(projects) for position in each.modules)
    found: Counter[tuple[int, int]] = Counter()
    for dependency in folders.graph.internal:
        source, target = home.get(dependency.source), home.get(dependency.target)
        if source is None or target is None or source == target:
            continue
        if not folders.looks_like_test[dependency.source]:
            found[source, target] += statements(dependency)
    return found


def _builds_on(uses: Counter[tuple[int, int]], at: int, services: Collection[int]) -> bool:
    """Whether a project imports services more often than it is imported: no library does."""
    outward = sum(count for (s, t), count in uses.items() if s == at and t in services)
    inward = sum(count for (_, target), count in uses.items() if target == at)
    return outward > 0 and outward >= inward


def _verdict(folders: Folders, project: Project, users: int, has_services: bool) -> Verdict:
    if project.is_several:
        return Verdict("library", f"{len(project.members)} projects in one folder")
    known = _frameworks(folders, project)
    servers, runners = known.get(SERVERS), known.get(RUNNERS)
    if SCREENS in known and not servers and not users:
        return Verdict("frontend", f"shows pages with {known[SCREENS]}")
    if project.deployed:
        if runners and not servers:
            return Verdict("job", f"deployed by itself, runs on {runners}")
        return Verdict("service", "deployed by itself")
    manifest = "a project of its own" if project.manifest else "its own requirements"
    if users:
        return Verdict("library", f"{manifest}, imported by {counted(users, 'other')}")
    if runs_on := servers or runners or known.get(HOSTS):
        kind = "job" if runs_on == runners else "service"
        return Verdict(kind, f"{manifest}, runs on {runs_on}")
    if not project.manifest and _has_entry(folders, project):
        return Verdict("service", f"{manifest} and an entry point")
    if _starts(folders, project):
        return Verdict("module", f"{manifest} and an entry point")
    kind = "library" if project.manifest and not has_services else "module"
    return Verdict(kind, manifest)


def _frameworks(folders: Folders, project: Project) -> dict[str, str]:
    """What the product modules of a project run on: for each sort, the first name."""
    found: dict[str, str] = {}
    for sort, name in sorted(
        framework_of(package)
        for position in project.modules
        if not folders.looks_like_test[position]
        for package in folders.packages_used.get(position, ())
    ):
        found.setdefault(sort, name)
    return found


def _has_entry(folders: Folders, project: Project) -> bool:
    return any(folders.paths[p].rpartition(b"/")[2] in _ENTRIES for p in project.modules)


def _starts(folders: Folders, project: Project) -> bool:
    homes = (project.folder, project.folder + b"/src")
    split = (folders.paths[position].rpartition(b"/") for position in project.modules)
    return any(folder in homes and name in _STARTS for folder, _, name in split)


def kind_of_other_code(code: OtherCode) -> Verdict:
    """The kind of a folder in which nothing is read."""
    if code.build:
        unread = "in a language that is not read"
        return (
            Verdict("service", f"deployed by itself, {unread}")
            if code.deployed
            else Verdict("module", f"a project of its own, {unread}")
        )
    if code.pages:
        return Verdict("frontend", f"package.json and {counted(code.pages, 'HTML page')}, no code")
    return Verdict("service", "deployed by itself, no code")
