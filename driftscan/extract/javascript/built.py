"""Where build output that isn't in the tree was built from: by what the compiler is told, else by
how packages are usually laid out. What is found so is less sure."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from driftscan.extract.javascript.configs import Configs
from driftscan.extract.javascript.files import Files, Found
from driftscan.extract.javascript.layout import below, joined, split_suffix
from driftscan.extract.javascript.packages import Package, Packages

_CONFIDENCE = 0.8
_OUTPUT = frozenset(
    "dist build lib out output es esm cjs mjs umd types typings dts commonjs module modern browser "
    "node src dist-types lib-esm lib-cjs .output _esm _cjs _types".split()
)
_SOURCES = ("src", "", "source", "lib")
_MOST_LEVELS = 4

Outputs = Mapping[str, Sequence[tuple[str, str]]]
"""By directory of a package: output directory and the directory that it is made from."""


class Built:
    """Maps paths of build output to sources."""

    def __init__(self, files: Files, outputs: Outputs) -> None:
        self._files = files
        self._outputs = outputs

    def source(self, package: Package, path: str) -> Found | None:
        """What a path inside a package, which is not there, is made from."""
        candidates = [*self._declared(package, path), *_usual(package, path)]
        return self._first(candidates)

    def first(self, package: Package, written: Sequence[str]) -> Found | None:
        """The source of the first of several paths that has one."""
        paths = [joined(package.directory, each) for each in written]
        found = (self.source(package, path) for path in paths if path)
        return next((each for each in found if each), None)

    def entry(self, package: Package, written: Sequence[str]) -> Found | None:
        """The source of a package's main file; its usual places, if the path tells nothing."""
        if found := self.first(package, written):
            return found
        name = package.name.rpartition("/")[2]
        usual = [
            f"{base}{stem}" for base in ("src/", "", "lib/") for stem in ("index", "main", name)
        ]
        candidates = [joined(package.directory, each) for each in usual]
        return self._first([each for each in candidates if each])

    def _declared(self, package: Package, path: str) -> Iterator[str]:
        for output, source in self._outputs.get(package.directory, ()):
            inside = below(path, output)
            if inside and output != source:
                yield joined(source, _without_suffix(inside)) or ""

    def _first(self, candidates: Sequence[str]) -> Found | None:
        found = (self._files.at(each) for each in candidates if each)
        first = next((each for each in found if each), None)
        return replace(first, confidence=_CONFIDENCE) if first else None


def outputs_of(configs: Configs, packages: Packages) -> dict[str, list[tuple[str, str]]]:
    """Directories of build output, by the package that the settings stand in."""
    found: dict[str, list[tuple[str, str]]] = {}
    for config in configs.by_path.values():
        package = packages.nearest(config.directory)
        if package is not None and config.outputs:
            found.setdefault(package.directory, []).extend(config.outputs)
    return found


def _usual(package: Package, path: str) -> Iterator[str]:
    """`dist/esm/a.mjs` is made from src/a, or a; no more than a few levels are taken off."""
    inside = below(path, package.directory)
    parts = _without_suffix(inside or "").split("/")
    for level in range(min(len(parts), _MOST_LEVELS)):
        if level and parts[level - 1] not in _OUTPUT:
            return
        for base in _SOURCES:
            yield joined(package.directory, "/".join((base, *parts[level:]))) or ""


def _without_suffix(path: str) -> str:
    return split_suffix(path)[0]
