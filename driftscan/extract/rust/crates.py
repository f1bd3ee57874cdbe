"""The crates of a package: the files they begin with, listed or found where Cargo looks."""

from collections.abc import Collection, Iterator, Mapping

from msgspec import Struct

from driftscan.extract.rust.packages import Package, Target, crate_name
from driftscan.extract.rust.places import beside, stem_of

_FOLDERS = {"bin": "src/bin", "example": "examples", "test": "tests", "bench": "benches"}
_TESTS = frozenset(["test", "bench"])
_BUILD_SCRIPT = "build_script_build"


class Crate(Struct, frozen=True):
    """root: path of the file that it begins with. kind: lib, bin, example, test, bench, build, or
    '' for a file that no manifest leads to; folder: of its package."""

    root: str
    name: str
    kind: str
    folder: str
    package: Package | None = None

    @property
    def is_test(self) -> bool:
        """Whether it is built to test others."""
        return self.kind in _TESTS


def crates_of(package: Package, paths: Mapping[str, Collection[str]]) -> list[Crate]:
    """The crates of a package, the library first; paths: files by the folder they are in."""
    found: dict[str, Crate] = {}
    for target in (*_listed(package, paths), *_library_and_program(package)):
        if target.path and _is_there(target.path, paths) and target.path not in found:
            name = crate_name(target.name)
            found[target.path] = Crate(target.path, name, target.kind, package.folder, package)
    for kind in _FOLDERS:
        if kind not in package.manual:
            for path, name in _found(package, kind, paths):
                found.setdefault(path, Crate(path, crate_name(name), kind, package.folder, package))
    return sorted(found.values(), key=_by_rank)


def _by_rank(crate: Crate) -> tuple[int, str]:
    return ("lib", "bin", "example", "test", "bench", "build").index(crate.kind), crate.root


def _listed(package: Package, paths: Mapping[str, Collection[str]]) -> Iterator[Target]:
    for target in package.targets:
        if target.kind == "build":
            if target.path != "false":
                yield Target("build", _BUILD_SCRIPT, beside(package.folder, target.path) or "")
            continue
        name = target.name or package.name
        path = _place(package, target, name, paths)
        yield Target(target.kind, name, path)


def _place(
    package: Package, target: Target, name: str, paths: Mapping[str, Collection[str]]
) -> str:
    if target.path:
        return beside(package.folder, target.path) or ""
    if target.kind == "lib":
        return beside(package.folder, "src/lib.rs") or ""
    folder = _FOLDERS[target.kind]
    usual = [f"{folder}/{name}.rs", f"{folder}/{name}/main.rs"]
    if target.kind == "bin":
        usual.append("src/main.rs")
    places = [beside(package.folder, each) or "" for each in usual]
    return next((place for place in places if _is_there(place, paths)), "")


def _library_and_program(package: Package) -> Iterator[Target]:
    kinds = {target.kind for target in package.targets}
    if "lib" not in kinds and "lib" not in package.manual:
        yield Target("lib", package.name, beside(package.folder, "src/lib.rs") or "")
    if "bin" not in package.manual:
        yield Target("bin", package.name, beside(package.folder, "src/main.rs") or "")
    if "build" not in kinds:
        yield Target("build", _BUILD_SCRIPT, beside(package.folder, "build.rs") or "")


def _found(
    package: Package, kind: str, paths: Mapping[str, Collection[str]]
) -> Iterator[tuple[str, str]]:
    """Files of a folder, and main.rs of the folders in it, with the names of their crates."""
    folder = beside(package.folder, _FOLDERS[kind]) or ""
    for path in paths.get(folder, ()):
        yield path, stem_of(path)
    for inner in paths.get(f"{folder}/", ()):
        if _is_there(f"{inner}/main.rs", paths):
            yield f"{inner}/main.rs", inner.rpartition("/")[2]


def _is_there(path: str, paths: Mapping[str, Collection[str]]) -> bool:
    return path in paths.get(path.rpartition("/")[0], ())
