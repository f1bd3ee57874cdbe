"""Packages of the tree: which files of a folder make one, and which of them declares a name."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from driftscan.extract.go.layout import GoFile, Layout

_INIT = "init"
# A folder's scripts, and files that only document it, beside its package.
_BESIDE = frozenset({"main", "documentation"})


class Declaring(Struct, frozen=True):
    """A file with its package's name and the names that it declares for others; of a file that
    could not be read both are empty."""

    file: GoFile
    package: str = ""
    names: tuple[str, ...] = ()


class Package(Struct, frozen=True):
    """What an import of a folder brings. files: by their paths. declared: paths by name."""

    name: str
    files: tuple[bytes, ...]
    declared: Mapping[str, tuple[bytes, ...]]

    @property
    def started(self) -> tuple[bytes, ...]:
        """The files that run something when the package is loaded; else the first."""
        return self.declared.get(_INIT) or self.files[:1]


class Packages:
    """All packages of a tree, each put together when it is first asked for."""

    def __init__(self, layout: Layout, inferred: Sequence[str]) -> None:
        """inferred: texts of write_declared()."""
        self._layout = layout
        self._said = dict(map(_read_declared, inferred))
        self._known: dict[tuple[str, bool], Package | None] = {}

    def at(self, folder: str, with_tests: bool = False) -> Package | None:
        """The package of a folder, None if there is none. with_tests: as its own external tests
        see it, together with what its test files declare."""
        asked = (folder, with_tests)
        if asked not in self._known:
            self._known[asked] = self._package(folder, with_tests)
        return self._known[asked]

    def _package(self, folder: str, with_tests: bool) -> Package | None:
        there = [self._declaring(file) for file in self._layout.by_folder.get(folder, ())]
        sources = [each for each in there if not each.file.is_test]
        name = _name(sources or [each for each in there if not each.package.endswith("_test")])
        members = [
            each
            for each in (there if with_tests else sources)
            if each.package in (name, "") and not (each.file.is_test and not each.package)
        ]
        return _joined(name, members) if members else None

    def _declaring(self, file: GoFile) -> Declaring:
        package, names = self._said.get(file.position, ("", ()))
        return Declaring(file, package, names)


def write_declared(position: int, hints: tuple[str, ...]) -> str:
    """One text for what a file declares. position: of its path in all paths."""
    return f"{position} {' '.join(hints)}"


def _read_declared(text: str) -> tuple[int, tuple[str, tuple[str, ...]]]:
    position, package, *names = text.split(" ")
    return int(position), (package, tuple(names))


def _name(files: Iterable[Declaring]) -> str:
    """What the package of a folder is called: as most of its files say, those first that declare
    something for others, which a `tools.go` that only pins versions does not."""
    named = [each for each in files if each.package]
    said = Counter(each.package for each in named)
    giving = Counter(each.package for each in named if each.names)
    proper = [(-giving[name], -times, name) for name, times in said.items() if name not in _BESIDE]
    return min(proper)[-1] if proper else "main" if "main" in said else next(iter(said), "")


def _joined(name: str, members: Sequence[Declaring]) -> Package:
    declared: dict[str, list[bytes]] = defaultdict(list)
    for each in members:
        for one in each.names:
            declared[one].append(each.file.path)
    files = tuple(each.file.path for each in sorted(members, key=lambda m: m.file.is_test))
    return Package(name, files, {one: tuple(paths) for one, paths in declared.items()})
