"""Which files define a constant: by the rule of Zeitwerk, else by what they declare."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from driftscan.extract.paths import text_of
from driftscan.extract.ruby.autoloading import autoload_roots, constant_of, root_of
from driftscan.extract.ruby.extractor import AUTOLOADS_HERE, AUTOLOADS_LIB
from driftscan.extract.ruby.layout import folded
from driftscan.extract.ruby.standard import CORE

_BETWEEN = "\t"
_MARKS = (AUTOLOADS_HERE, AUTOLOADS_LIB)
_SCOPE = "::"
# Of code that is elsewhere: Sorbet describes it, initializers of Rails change it.
_DESCRIPTIONS = ("/rbi/", "/config/initializers/")


def written(paths: Sequence[bytes], hints: Mapping[bytes, Sequence[str]]) -> Iterator[str]:
    """One text for each mark, and for each constant that the path of its file does not tell; none
    for what is Ruby's own, which a file that opens it again does not define."""
    marks = {text_of(path): hints[path] for path in sorted(hints)}
    expected = _expected(map(text_of, paths), marks)
    for path, declared in marks.items():
        for name in sorted(declared):
            if name not in CORE and name != expected.get(path) and not _is_elsewhere(path):
                yield f"{name}{_BETWEEN}{path}"


def _is_elsewhere(path: str) -> bool:
    return any(folder in f"/{path}" for folder in _DESCRIPTIONS)


class Place(Struct, frozen=True):
    """Files that define a constant. sure: they are loaded when it is used."""

    files: tuple[str, ...]
    sure: bool


class Constants:
    """All constants of a tree by their full name."""

    def __init__(self, paths: Sequence[bytes], inferred: Iterable[str]) -> None:
        declared: dict[str, list[str]] = {}
        by_file: dict[str, list[str]] = {}
        for text in inferred:
            name, _, path = text.rpartition(_BETWEEN)
            declared.setdefault(name, []).append(path)
            by_file.setdefault(path, []).append(name)
        files = list(map(text_of, paths))
        marks = {path: names for path, names in by_file.items() if set(names) & set(_MARKS)}
        self.roots = autoload_roots(files, marks)
        self._autoloaded: dict[str, list[str]] = {}
        for path, name in _expected(files, marks).items():
            right = [each for each in by_file.get(path, ()) if folded(each) == folded(name)]
            self._autoloaded.setdefault(right[0] if right else name, []).append(path)
        self._loaded = {file for files in self._autoloaded.values() for file in files}
        self._declared = {name: files for name, files in declared.items() if name not in _MARKS}
        self._names = set(_with_scopes([*self._autoloaded, *self._declared]))

    def exists(self, name: str) -> bool:
        """Whether a constant of this full name is defined anywhere, be it only as a namespace."""
        return name in self._names

    def find(self, name: str) -> Place | None:
        """The files of a constant, by its full name; None for a mere namespace."""
        if files := self._autoloaded.get(name):
            return Place(tuple(files), True)
        if files := self._declared.get(name):
            return Place(tuple(files), all(file in self._loaded for file in files))
        return None


def _expected(files: Iterable[str], marks: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """By path the constant that a file is expected to define, for those that are autoloaded."""
    files = list(files)
    roots = frozenset(autoload_roots(files, marks))
    found = {}
    by_folder: dict[str, str | None] = {}
    for path in files:
        folder = path.rpartition("/")[0]
        if folder not in by_folder:
            by_folder[folder] = root_of(path, roots)
        root = by_folder[folder]
        if root is not None and path.endswith(".rb"):
            found[path] = constant_of(path, root)
    return found


def _with_scopes(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        at = len(name)
        while at > 0:
            yield name[:at]
            at = name.rfind(_SCOPE, 0, at)
