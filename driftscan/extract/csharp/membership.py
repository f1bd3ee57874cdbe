"""Which files each project compiles, and which projects each project sees."""

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence

from driftscan.extract.csharp.places import glob, matching, place
from driftscan.extract.csharp.projects import Project
from driftscan.extract.paths import parent_of

NO_PROJECT = -1
"""Stands for all files that no project compiles."""

_BUILT = frozenset({"bin", "obj"})


class Membership:
    """owners: by path the project whose folder a file stands in. of: by path all that compile it,
    its own first. projects: all, by their numbers."""

    def __init__(self, paths: Sequence[str], projects: Sequence[Project]) -> None:
        """paths: sorted."""
        self.projects = projects
        by_folder: dict[str, list[Project]] = defaultdict(list)
        for project in projects:
            if project.path.endswith(".csproj"):
                by_folder[project.folder].append(project)
        self.owners: dict[str, Project] = {}
        found: dict[str, list[int]] = defaultdict(list)
        self._removed = {each.number: list(_patterns(each, "Remove")) for each in projects}
        for path in paths:
            for project in _nearest(path, by_folder):
                self.owners.setdefault(path, project)
                if self._compiles(project, path):
                    found[path].append(project.number)
        for project in projects:
            for pattern in _patterns(project, "Include"):
                for path in matching(pattern, paths):
                    if project.number not in found[path]:
                        found[path].append(project.number)
        self.of: dict[str, tuple[int, ...]] = {
            path: tuple(found.get(path, ())) or (NO_PROJECT,) for path in paths
        }
        self._distances: dict[int, Mapping[int, int]] = {}

    def seen_from(self, number: int) -> Mapping[int, int]:
        """How many references away each project is that one sees, itself included."""
        if number not in self._distances:
            self._distances[number] = self._search(number)
        return self._distances[number]

    def _search(self, number: int) -> dict[int, int]:
        if number == NO_PROJECT:
            return {NO_PROJECT: 0, **dict.fromkeys(range(len(self.projects)), 1)}
        found = {number: 0}
        waiting = deque([number])
        while waiting:
            at = waiting.popleft()
            for other in self.projects[at].references:
                if other not in found:
                    found[other] = found[at] + 1
                    waiting.append(other)
        return found

    def _compiles(self, project: Project, path: str) -> bool:
        if not project.compiles_folder:
            return False
        inside = path[len(project.folder) :].lstrip("/").split("/")
        if inside[0] in _BUILT:
            return False
        return not any(glob(pattern).fullmatch(path) for pattern in self._removed[project.number])


def _nearest(path: str, by_folder: Mapping[str, list[Project]]) -> list[Project]:
    folder = parent_of(path)
    while folder not in by_folder and folder:
        folder = parent_of(folder)
    return by_folder.get(folder, [])


def _patterns(project: Project, what: str) -> Iterator[str]:
    for setting in project.all(f"Compile {what}"):
        path = place(setting.values[0], setting.folder, project.folder)
        if path:
            yield path
