"""Packages of the tree: what each Cargo.toml says, with what its workspace says for it."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from driftscan.extract.paths import parent_of, text_of
from driftscan.extract.rust.places import beside, folders_around
from driftscan.model.fact import FileFacts, SettingFact

_OLDEST = "2015"


class Dependency(Struct, frozen=True):
    """One crate that a package may name. folder: of the package in this tree, None if it is not
    here. scope: runtime, optional, dev."""

    distribution: str
    folder: str | None
    scope: str


class Target(Struct, frozen=True):
    """A crate as the manifest lists it; name and path may be ''."""

    kind: str
    name: str
    path: str


class Package(Struct, frozen=True):
    """folder: of its Cargo.toml. manual: kinds of targets that are not looked for. dependencies:
    by the name of the crate."""

    folder: str
    name: str
    edition: str
    targets: tuple[Target, ...]
    manual: frozenset[str]
    dependencies: Mapping[str, Dependency]


class _Manifest(Struct, frozen=True):
    folder: str
    settings: Mapping[str, Sequence[SettingFact]]

    def values(self, name: str) -> Iterator[tuple[str, ...]]:
        """Of all settings of this name."""
        return (setting.values for setting in self.settings.get(name, ()))


def find_packages(manifests: Mapping[bytes, Sequence[FileFacts]]) -> dict[str, Package]:
    """Packages by folder."""
    read = {}
    for path, all_facts in sorted(manifests.items()):
        settings: dict[str, list[SettingFact]] = {}
        for facts in all_facts:
            for setting in facts.settings:
                settings.setdefault(setting.name, []).append(setting)
        folder = parent_of(text_of(path))
        read[folder] = _Manifest(folder, settings)
    libraries = {folder: _library(manifest) for folder, manifest in read.items()}
    return {
        folder: _package(manifest, _workspace(manifest, read), libraries)
        for folder, manifest in read.items()
        if "package" in manifest.settings
    }


def crate_name(name: str) -> str:
    """What code calls a package or target."""
    return name.replace("-", "_")


def _library(manifest: _Manifest) -> str:
    """What code calls the library of a package; '' where there is no package."""
    listed = [*manifest.values("lib"), *manifest.values("package")]
    return crate_name(next((name for name, _ in listed if name), ""))


def _workspace(manifest: _Manifest, read: Mapping[str, _Manifest]) -> _Manifest | None:
    """The nearest workspace around."""
    for folder in (manifest.folder, *folders_around(manifest.folder)):
        around = read.get(folder)
        if around is not None and "workspace" in around.settings:
            return around
    return None


def _package(manifest: _Manifest, workspace: _Manifest | None, known: Mapping[str, str]) -> Package:
    name, edition = next(manifest.values("package"))
    if edition == "workspace":
        edition = next(workspace.values("workspace"))[0] if workspace else ""
    kinds = ("lib", "bin", "example", "test", "bench")
    targets = [Target(kind, *values) for kind in kinds for values in manifest.values(kind)]
    targets += [Target("build", "", path) for (path,) in manifest.values("build")]
    return Package(
        manifest.folder,
        name,
        edition or _OLDEST,
        tuple(targets),
        frozenset(kind for (kind,) in manifest.values("manual")),
        _dependencies(manifest, workspace, known),
    )


def _dependencies(
    manifest: _Manifest, workspace: _Manifest | None, known: Mapping[str, str]
) -> dict[str, Dependency]:
    shared = {v[0]: v for v in workspace.values("shared")} if workspace else {}
    patched = {v[0]: v for v in (workspace or manifest).values("patch")}
    found: dict[str, Dependency] = {}
    for key, package, path, inherits, scope in manifest.values("dependency"):
        folder = beside(manifest.folder, path) if path else None
        if inherits and workspace and key in shared:
            _, package, path = shared[key]
            folder = beside(workspace.folder, path) if path else None
        if not path and package in patched:
            base = (workspace or manifest).folder
            folder = beside(base, patched[package][2]) if patched[package][2] else None
        folder = folder if folder in known else None
        dependency = Dependency(package, folder, scope)
        # A library keeps its own name unless the dependency gives it another.
        own = known[folder] if folder is not None and package == key else ""
        called = own or crate_name(key)
        before = found.get(called)
        # What is asked for in several ways is there in the widest of them.
        if before is None or _width(dependency) > _width(before):
            found[called] = dependency
    return found


def _width(dependency: Dependency) -> int:
    return ("dev", "optional", "runtime").index(dependency.scope)
