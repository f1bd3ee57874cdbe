"""Where the dotted name of a Python file starts: its source root, declared or inferred."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from driftscan.extract.python.layout import Layout, PythonFile
from driftscan.extract.python.projects import NOT_INSTALLED, DeclaredRoot, Project

# Folders of code that is there to be looked at or copied; a project inside is a mere specimen.
_DATA = frozenset(
    """
    fixture fixtures testdata test_data testing_data sample samples demo demos snippets templates
    """.split()
)

# Folders whose contents are for the code around them and not for import from elsewhere.
_ASIDE = NOT_INSTALLED - {"python", "util", "utils", "tools"} | _DATA


class Root(Struct, frozen=True, order=True):
    """A directory where dotted names start; prefix is put before every name found in it."""

    directory: str
    prefix: str = ""

    def importable(self, dotted: str) -> str | None:
        """The path an import of a dotted name would load from here; None if it can't be here."""
        if self.prefix:
            if dotted != self.prefix and not dotted.startswith(self.prefix + "."):
                return None
            dotted = dotted[len(self.prefix) + 1 :]
        below = dotted.replace(".", "/")
        return f"{self.directory}/{below}" if self.directory and below else below or self.directory

    def dotted(self, importable: str) -> str:
        """The dotted name of a path below this root."""
        below = importable[len(self.directory) + 1 :] if self.directory else importable
        name = below.replace("/", ".")
        return f"{self.prefix}.{name}" if self.prefix and name else name or self.prefix


class Roots:
    """The source root of every file, and all roots there are.

    A file belongs to the nearest declared root above its outermost package that covers its
    top-level name. Where nothing is declared, a package's root is the folder that holds the
    outermost package; a file in no package is named from its project's directory (a folder of
    scripts has no import name of its own, and the longer name says where the file is).
    """

    def __init__(
        self, layout: Layout, projects: Mapping[str, Project], declared: Sequence[DeclaredRoot]
    ) -> None:
        self._layout = layout
        self._projects = projects
        self._outermost: dict[str, str] = {}
        by_directory: dict[str, list[DeclaredRoot]] = {}
        stated = [root for project in projects.values() for root in project.roots]
        for root in [*declared, *stated]:
            by_directory.setdefault(root.directory, []).append(root)
        self._declared = by_directory
        self._by_place: dict[tuple[str, str], Root] = {}
        self._inside: dict[str, Root] = {}
        self.used = sorted(set(self._of_all()))
        self.declared = {Root(root.directory, root.prefix) for root in [*declared, *stated]}

    def of(self, file: PythonFile) -> Root:
        """The root that a file's dotted name starts from."""
        inside = self._inside.get(file.folder)
        if inside is not None:
            return inside
        place = self.place(file)
        if place not in self._by_place:
            self._by_place[place] = self._find(file)
        if self.decides(file.folder):
            self._inside[file.folder] = self._by_place[place]
        return self._by_place[place]

    def _of_all(self) -> Iterator[Root]:
        """The root of every file; files of one package folder have one."""
        seen = {""}
        for file in self._layout.files:
            if file.folder not in seen or not file.folder:
                if file.folder in self._layout.packages:
                    seen.add(file.folder)
                yield self.of(file)

    def place(self, file: PythonFile) -> tuple[str, str]:
        """Files of one place have one root: a folder, with a name where that decides too."""
        return (file.folder, "" if self.decides(file.folder) else file.stem)

    def decides(self, folder: str) -> bool:
        """Whether all files of a folder have one root, for it is a package."""
        return folder != self.outermost(folder)

    def outermost(self, folder: str) -> str:
        """The folder that holds the outermost package around a folder; itself if in no package."""
        if folder not in self._outermost:
            inside = folder in self._layout.packages and folder != ""
            above = folder.rpartition("/")[0]
            self._outermost[folder] = self.outermost(above) if inside else folder
        return self._outermost[folder]

    def _find(self, file: PythonFile) -> Root:
        start = self.outermost(file.folder)
        for directory in ancestors(file.folder):
            outside = len(directory) <= len(start)
            for root in self._declared.get(directory, ()):
                if root.prefix or (outside and root.holds(_top_level(file, directory))):
                    return Root(directory, root.prefix)
        if file.folder in self._layout.packages and file.folder:
            return Root(start)
        return Root(project_above(file.folder, self._projects))


def _top_level(file: PythonFile, directory: str) -> str:
    return file.importable[len(directory) + 1 if directory else 0 :].partition("/")[0]


def project_above(folder: str, projects: Mapping[str, Project]) -> str:
    """The nearest directory with a manifest, from a folder upwards; '' if there is none."""
    return next((above for above in ancestors(folder) if above in projects), "")


def ancestors(folder: str) -> list[str]:
    """A folder and all above it, nearest first, the tree's root '' last."""
    found = [folder]
    while folder:
        folder = folder.rpartition("/")[0]
        found.append(folder)
    return found


def aside(directory: str, below: str = "") -> str | None:
    """The outermost folder around a directory that is for local use (tests, docs...), if any.

    below: an ancestor of the directory; it and what is above it do not count.
    """
    parts = directory.split("/")
    passed = len(below.split("/")) if below else 0
    for count, part in enumerate(parts[passed:], passed + 1):
        if part.lower() in _ASIDE:
            return "/".join(parts[:count])
    return None


def is_data(directory: str) -> bool:
    """Whether a directory stands in a folder of fixtures, samples or templates."""
    return any(part.lower() in _DATA for part in directory.split("/"))
