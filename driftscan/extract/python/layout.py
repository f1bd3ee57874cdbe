"""The Python files of a tree as the import system sees them: packages, modules, stubs."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Set
from functools import cached_property, lru_cache

from msgspec import Struct

from driftscan.extract.paths import parent_of, text_of

_INDEX = "__init__"


class PythonFile(Struct, frozen=True, gc=False):
    """One file. folder and stem have no suffix; a package's index file has the stem '__init__'.

    importable: path without suffix; for an index file the package's folder.
    is_index: the file is a package's __init__.
    """

    path: bytes
    folder: str
    stem: str
    suffix: str
    importable: str
    is_index: bool


class Layout:
    """Lookup tables over all Python files; paths are text with '/' between parts, '' is the root.

    files: sorted by path. by_importable: what an import of that path would load; where several
    files fit, in Python's own order: package, module, stub.
    packages: folders with an index file. around_packages: folders that hold one, at any depth.
    folders: every folder that holds Python below it.
    hidden: folders that can't be imported from, see hides().
    strays: name to path of modules that stand in no package, where only one has the name.
    """

    def __init__(self, paths: Iterable[bytes]) -> None:
        self.files = [python_file(path) for path in paths]
        self.packages = {file.folder for file in self.files if file.is_index}
        self.around_packages = _with_parents({parent_of(folder) for folder in self.packages})
        self.folders = _with_parents({file.folder for file in self.files})
        self.by_importable: dict[str, PythonFile] = {}
        for file in self.files:
            other = self.by_importable.setdefault(file.importable, file)
            if other is not file and _load_order(file) <= _load_order(other):
                self.by_importable[file.importable] = file
        self.by_importable.pop("", None)  # an index file in the tree's own root names nothing
        self.strays = self._find_strays()
        self.hidden = {
            folder
            for folder in self.folders - self.packages - {""}
            if folder in self.by_importable and self.by_importable[folder].suffix != ".pyi"
        }

    def hides(self, base: str, path: str) -> bool:
        """Whether a module x.py stands in the way between a folder and a path below it: a bare
        folder x beside it can't be imported from."""
        if not self.hidden:
            return False
        folder = path.rpartition("/")[0]
        while len(folder) > len(base):
            if folder in self.hidden:
                return True
            folder = folder.rpartition("/")[0]
        return False

    @cached_property
    def folders_with(self) -> Mapping[str, Set[str]]:
        """By the name of a module, package or folder: the folders in which one is called so."""
        found: dict[str, set[str]] = defaultdict(set)
        for place in self.by_importable.keys() | self.folders:
            folder, _, name = place.rpartition("/")
            found[name].add(folder)
        return found

    def _find_strays(self) -> dict[str, str]:
        loose = [f for f in self.files if f.folder and f.folder not in self.packages]
        times = Counter(file.stem for file in loose)
        return {file.stem: text_of(file.path) for file in loose if times[file.stem] == 1}


@lru_cache(maxsize=1 << 16)
def python_file(path: bytes) -> PythonFile:
    """The same for all trees: one revision has most of its paths in common with the next."""
    folder, _, name = text_of(path).rpartition("/")
    stem, dot, ending = name.rpartition(".")
    is_index = stem == _INDEX
    importable = folder if is_index else f"{folder}/{stem}" if folder else stem
    return PythonFile(path, folder, stem, dot + ending, importable, is_index)


def _load_order(file: PythonFile) -> int:
    """Lowest wins: source hides a stub, a package hides a module of the same name."""
    return 2 * (file.suffix == ".pyi") + (not file.is_index)


def _with_parents(folders: set[str]) -> set[str]:
    everything = {""}
    for folder in folders:
        while folder not in everything:
            everything.add(folder)
            folder = folder.rpartition("/")[0]
    return everything
