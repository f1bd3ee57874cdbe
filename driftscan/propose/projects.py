"""Parts of a repository that stand for themselves: deployed, packaged, or a user interface."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct

from driftscan.propose.evidence import Evidence
from driftscan.propose.folders import Folders, folders_above, is_below, is_below_any

# More projects than this are shown by the folder they share.
MOST_PROJECTS = 24
# Projects that use each other, and are more than half of the code, are shown as one only beyond so
# many: else there would be a single box to see.
_MOST_BESIDE_A_WHOLE = 72
_AROUND = frozenset(
    b"test tests testdata fixtures doc docs documentation example examples sample samples demo "
    b"demos .github".split()
)
# Folders in which a project keeps what it is made of.
_INSIDE = frozenset([b"src", b"main"])


class Project(Struct, frozen=True):
    """A folder that is a project of its own.

    modules: positions of its product modules, without those of projects inside it.
    deployed, manifest: a container file or Procfile, a manifest of its own.
    members: the projects' folders, where this is a folder of several; else the folder alone.
    """

    folder: bytes
    modules: tuple[int, ...]
    deployed: bool = False
    manifest: bool = False
    members: tuple[bytes, ...] = ()

    @property
    def is_several(self) -> bool:
        """Whether this is a folder of several projects."""
        return len(self.members) > 1


class OtherCode(Struct, frozen=True):
    """A folder with no module. build: of a language that is not read. pages: all that are below."""

    folder: bytes
    deployed: bool
    build: bool
    pages: int


def find_projects(
    folders: Folders, evidence: Evidence, areas: Collection[bytes]
) -> tuple[Project, ...]:
    """All projects below the root, sorted by folder; each has at least one product module."""
    product = _product_modules(folders, areas)
    deployed = {_home_of_deployment(folders, evidence, folder) for folder in evidence.deployed}
    candidates = {folder for folder in deployed if folder in folders.below}
    candidates |= {
        folder
        for folder in evidence.projects
        if folder in folders.below and not _is_package(folders, folder)
    }
    candidates -= {b""}
    beside = {folder.rpartition(b"/")[0] for folder in candidates}
    candidates |= {
        folder
        for folder in evidence.requirements
        if folder
        and folder in folders.below
        and folder.rpartition(b"/")[0] in beside
        and not _is_package(folders, folder)
    }
    candidates = {folder for folder in candidates if not is_below_any(folder, areas)}
    own = _own_modules(folders, candidates, product)
    found = [
        Project(
            folder, tuple(own[folder]), folder in deployed, folder in evidence.projects, (folder,)
        )
        for folder in sorted(candidates)
        if own[folder]
    ]
    return _gathered(found, _ties(folders, found))


def _product_modules(folders: Folders, areas: Collection[bytes]) -> list[int]:
    return [
        position
        for position, path in enumerate(folders.paths)
        if not any(folder in areas for folder in folders_above(path))
        and path.rpartition(b"/")[2] != b"setup.py"
    ]


def _is_package(folders: Folders, folder: bytes) -> bool:
    return folder in folders.packages or folders.in_package(folder)


def _home_of_deployment(folders: Folders, evidence: Evidence, folder: bytes) -> bytes:
    """The folder that a container file is for: `billing` for `billing/docker/Dockerfile` and for
    `billing/src/main/docker/Dockerfile`.

    b'' where it is for none: a database image of the development setup deploys no code.
    """
    if folder in folders.below:
        return folder
    parent = folder.rpartition(b"/")[0]
    while parent.rpartition(b"/")[2] in _INSIDE:
        parent = parent.rpartition(b"/")[0]
    is_project = parent in evidence.projects or parent in evidence.requirements
    return parent if is_project and parent in folders.below else b""


def _own_modules(
    folders: Folders, candidates: Collection[bytes], product: Iterable[int]
) -> dict[bytes, list[int]]:
    """Modules by the innermost of these folders they stand in."""
    own: dict[bytes, list[int]] = {folder: [] for folder in candidates}
    for position in product:
        inside = [f for f in folders_above(folders.paths[position]) if f in own]
        if inside:
            own[inside[-1]].append(position)
    return own


def _gathered(
    projects: list[Project], ties: Collection[tuple[bytes, bytes]]
) -> tuple[Project, ...]:
    """Too many projects are shown by the folders they share, the deepest of these first. What is
    deployed by itself is shown by itself, however many there are."""
    while len(projects) > MOST_PROJECTS:
        parents = Counter(
            project.folder.rpartition(b"/")[0] for project in projects if not project.deployed
        )
        parents.pop(b"", 0)
        shared = [
            folder
            for folder, count in parents.items()
            if count > 1
            and (len(projects) > _MOST_BESIDE_A_WHOLE or not _is_whole(projects, folder, ties))
        ]
        if not shared:
            break
        parent = max(shared, key=lambda folder: (folder.count(b"/"), parents[folder], folder))
        inside = [
            project
            for project in projects
            if is_below(project.folder, parent) and not project.deployed
        ]
        merged = Project(
            parent,
            tuple(sorted(position for project in inside for position in project.modules)),
            False,
            any(project.manifest for project in inside),
            tuple(member for project in inside for member in project.members),
        )
        rest = [project for project in projects if project not in inside]
        projects = sorted([*rest, merged], key=lambda project: project.folder)
    return tuple(projects)


def _ties(folders: Folders, projects: Iterable[Project]) -> set[tuple[bytes, bytes]]:
    """Folders of projects of which one uses the other."""
    home = {position: project.folder for project in projects for position in project.modules}
    ends = ((home.get(d.source), home.get(d.target)) for d in folders.graph.internal)
    return {(one, other) for one, other in ends if one and other and one != other}


def _is_whole(
    projects: Collection[Project], parent: bytes, ties: Collection[tuple[bytes, bytes]]
) -> bool:
    """Whether the projects below a folder are more than half of the code, and use each other."""
    inside = [each for each in projects if is_below(each.folder, parent) and not each.deployed]
    if 2 * sum(len(each.modules) for each in inside) <= sum(len(p.modules) for p in projects):
        return False
    members = {member for each in inside for member in each.members}
    return any(one in members and other in members for one, other in ties)


def find_other_code(
    folders: Folders, evidence: Evidence, projects: Iterable[Project]
) -> tuple[OtherCode, ...]:
    """Outermost folders without a module: with a package.json, or deployed and built."""
    taken = [project.folder for project in projects]
    candidates = {folder for folder in evidence.packages | evidence.builds if folder}
    found: list[OtherCode] = []
    for folder in sorted(candidates):
        parts = folder.split(b"/")
        is_inside = is_below_any(folder, taken) or is_below_any(folder, [f.folder for f in found])
        if is_inside or not _AROUND.isdisjoint(parts) or folders.in_package(folder + b"/x"):
            continue
        other = OtherCode(
            folder,
            any(_are_one_line(each, folder) for each in evidence.deployed),
            any(is_below(each, folder) for each in evidence.builds),
            _below(evidence.pages, folder),
        )
        if folder not in folders.below and (other.pages or other.deployed):
            found.append(other)
    return tuple(found)


def _are_one_line(folder: bytes, other: bytes) -> bool:
    """One of the two folders, neither of them the root, stands in the other."""
    return is_below(folder, other) or (folder != b"" and is_below(other, folder))


def _below(counts: Mapping[bytes, int], folder: bytes) -> int:
    return sum(count for each, count in counts.items() if is_below(each, folder))
