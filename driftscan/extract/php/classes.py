"""Which file holds a class by its name, as PSR-4 and PSR-0 have it."""

from collections.abc import Iterator, Mapping, Set
from functools import cached_property

from driftscan.extract.paths import upwards
from driftscan.extract.php.projects import Project, Root


class Autoloading:
    """Answers for the roots of all projects; equal questions are answered once."""

    def __init__(self, projects: Mapping[str, Project], files: Set[str]) -> None:
        self._projects = projects
        self._files = files
        self._found: dict[str, dict[str, str]] = {}
        self._by_prefix: dict[str, list[tuple[str, Root]]] = {}
        self._by_beginning: list[tuple[str, Root]] = []
        for directory, project in sorted(projects.items()):
            for root in project.roots:
                if root.psr_0 and root.prefix.rstrip("\\") != root.prefix[:-1]:
                    self._by_beginning.append((directory, root))
                else:
                    prefix = root.prefix.rstrip("\\")
                    self._by_prefix.setdefault(prefix, []).append((directory, root))

    def find(self, name: str) -> dict[str, str]:
        """Project directory to the file that its roots have for a class."""
        known = self._found.get(name)
        if known is None:
            known = self._found[name] = {}
            for project, root in self._roots(name):
                if project not in known and (place := root.place(name)) in self._files:
                    known[project] = place
        return known

    def owners(self, name: str) -> set[str]:
        """Directories of the projects that claim a name by a namespace of their own."""
        return {project for project, root in self._roots(name) if root.prefix}

    def longest_prefix(self, name: str) -> int:
        """Length of the longest namespace that any project of the tree claims a name by."""
        return max((len(root.prefix.rstrip("\\")) for _, root in self._roots(name)), default=0)

    def is_namespace(self, name: str) -> bool:
        """Whether a name is one of a namespace that has files, or of one above a root."""
        if name.lower() in self._above_roots:
            return True
        return any(
            root.place(f"{name}\\x")[: -len("/x.php")] in self._folders
            for _, root in self._roots(f"{name}\\x")
        )

    def _roots(self, name: str) -> Iterator[tuple[str, Root]]:
        """Those whose prefix a name has, longest first."""
        at = len(name)
        while (at := name.rfind("\\", 0, at)) > 0:
            yield from self._by_prefix.get(name[:at], ())
        for project, root in self._by_beginning:
            if name.startswith(root.prefix):
                yield project, root
        yield from self._by_prefix.get("", ())

    @cached_property
    def _folders(self) -> set[str]:
        return {folder for path in self._files for folder in upwards(path)}

    @cached_property
    def _above_roots(self) -> set[str]:
        prefixes = [prefix.lower() for prefix in self._by_prefix]
        return {
            above.replace("/", "\\") for p in prefixes for above in upwards(p.replace("\\", "/"))
        }
