"""Where each file stands: its source root, its source set, and the build that it belongs to."""

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from driftscan.extract.jvm.hints import Declared
from driftscan.extract.jvm.testing import is_test_root
from driftscan.extract.paths import is_below_tests, text_of

# What Maven and Gradle make of a folder: `src/main/java`, `src/commonMain/kotlin`.
_CONVENTION = re.compile(r"(?:.*/)?src/[^/]+/(?:java|kotlin|groovy|scala)(?=/|$)")
_SET = re.compile(r"(?:^|/)src/(?P<set>[^/]+)/(?:java|kotlin|groovy|scala)[^/]*$")
_FLAT_SET = re.compile(r"(?:^|/)(?P<set>[A-Za-z]\w*)/(?:src|test|resources)$")
_PLATFORM = re.compile(r"(?P<platform>.*?)(?:[Mm]ain|[Tt]est|Unit[Tt]est)?")


class SourceFile(Struct, frozen=True):
    """root: the folder in which its package begins. unit: the folder of its build file.
    platform: of its source set, '' for one that is built for all: `jvm` of `jvmTest`."""

    path: bytes
    package: str
    stem: str
    root: str
    unit: str
    platform: str
    is_test: bool

    @property
    def name(self) -> str:
        """Its package and stem."""
        return f"{self.package}.{self.stem}" if self.package else self.stem


def place_files(
    paths: Sequence[bytes],
    declared: Mapping[str, Declared],
    units: Mapping[str, str],
    declared_roots: Sequence[str] = (),
) -> list[SourceFile]:
    """One for each path, in that order. units: the folder of the build file, by folder."""
    roots = tuple(root.strip("/").removeprefix("./") for root in declared_roots)
    files = []
    platforms: dict[tuple[str, str], tuple[str, bool]] = {}
    for path in paths:
        text = text_of(path)
        folder, _, name = text.rpartition("/")
        said = declared.get(text)
        root = root_of(folder, said.package if said else None, roots)
        package = said.package if said else folder[len(root) :].strip("/").replace("/", ".")
        unit = units[folder]
        if (root, unit) not in platforms:
            platforms[root, unit] = (_platform(root), is_test_root(root[len(unit) :]))
        platform, is_test = platforms[root, unit]
        is_test = is_test or is_below_tests(text)
        stem = name.rpartition(".")[0]
        files.append(SourceFile(path, package, stem, root, unit, platform, is_test))
    return files


def root_of(folder: str, package: str | None, declared_roots: Sequence[str] = ()) -> str:
    """The folder above those of the package; where folders do not follow it, what the spec or the
    builds' conventions say. package: None where nobody knows."""
    if package is not None:
        ending = package.replace(".", "/")
        if not ending:
            return folder
        if folder == ending:
            return ""
        if folder.endswith("/" + ending):
            return folder[: -len(ending) - 1]
    around = [root for root in declared_roots if f"{folder}/".startswith(root + "/")]
    if around:
        return max(around, key=len)
    found = _CONVENTION.match(folder)
    return found[0] if found else folder


def _platform(root: str) -> str:
    found = _SET.search(root) or _FLAT_SET.search(root)
    if found is None:
        return ""
    platform = _PLATFORM.fullmatch(found["set"])
    return "" if platform is None or platform[1].startswith("common") else platform[1]
