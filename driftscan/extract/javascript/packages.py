"""The packages of a tree, one per package.json, and which of them a file belongs to."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from driftscan.extract.javascript.layout import ScriptFile, ancestors, joined
from driftscan.extract.paths import text_of
from driftscan.model.fact import FileFacts

_MANIFEST = "package.json"
_STRENGTH = {"runtime": 0, "optional": 1, "dev": 2}


class Target(Struct, frozen=True, gc=False):
    """A row of `exports` or `imports`. path: '' where access is forbidden."""

    key: str
    path: str
    conditions: tuple[str, ...]


class Package(Struct, frozen=True):
    """A package.json. requirements: name to scope; links: name to a directory of the tree; linked:
    name to that of a package in the workspace; elsewhere: names that are never in it."""

    directory: str
    name: str
    requirements: Mapping[str, str]
    links: Mapping[str, str]
    linked: Mapping[str, str]
    elsewhere: frozenset[str]
    fields: Mapping[str, str]
    exports: tuple[Target, ...]
    imports: tuple[Target, ...]


class Packages:
    """by_directory, and by_name: packages of one name, in the order of their paths."""

    def __init__(self, manifests: Mapping[bytes, Sequence[FileFacts]]) -> None:
        self.by_directory: dict[str, Package] = {}
        self.by_name: dict[str, list[Package]] = {}
        for path in sorted(manifests):
            directory, _, name = text_of(path).rpartition("/")
            if name == _MANIFEST:
                package = _package(directory, manifests[path])
                self.by_directory[directory] = package
                if package.name:
                    self.by_name.setdefault(package.name, []).append(package)
        self._nearest: dict[str, Package | None] = {}

    def is_manifest(self, path: str) -> bool:
        """Whether a path without suffix means a package.json, as in `require("../package")`."""
        folder, _, name = path.rpartition("/")
        return name == "package" and folder in self.by_directory

    def nearest(self, folder: str) -> Package | None:
        """The package that a folder is in."""
        if folder not in self._nearest:
            self._nearest[folder] = next(iter(self.above(folder)), None)
        return self._nearest[folder]

    def above(self, folder: str) -> Iterable[Package]:
        """The packages that a folder is in, nearest first."""
        known = self.by_directory
        return (known[each] for each in ancestors(folder) if each in known)

    def asking(self, folder: str, name: str) -> Package | None:
        """The nearest package above a folder that asks for another of this name."""
        return next((each for each in self.above(folder) if name in each.requirements), None)


def is_commonjs(file: ScriptFile, package: Package | None) -> bool:
    """Whether Node.js takes a file for CommonJS, so that its import statements become require()."""
    says_module = package is not None and package.fields.get("type") == "module"
    return not says_module and file.suffix in (".js", ".jsx", ".ts", ".tsx", ".d.ts")


def _package(directory: str, read: Sequence[FileFacts]) -> Package:
    requirements: dict[str, str] = {}
    rows: dict[str, list[tuple[str, ...]]] = {}
    name = ""
    for facts in read:
        name = next((project.name for project in facts.projects), name)
        for asked in facts.requirements:
            known = requirements.get(asked.name)
            if known is None or _STRENGTH[asked.scope] < _STRENGTH[known]:
                requirements[asked.name] = asked.scope
        for setting in facts.settings:
            rows.setdefault(setting.name, []).append(setting.values)
    links = {
        link: target
        for link, relative in rows.get("link", ())
        if (target := joined(directory, relative)) is not None
    }
    return Package(
        directory=directory,
        name=name,
        requirements=requirements,
        links=links,
        linked=dict(rows.get("linked", ())),  # type: ignore[arg-type]  # (name, name) each
        elsewhere=frozenset(asked for (asked,) in rows.get("elsewhere", ())),
        fields=dict(rows.get("main", ())),  # type: ignore[arg-type]  # (field, path) each
        exports=_targets(rows.get("exports", ())),
        imports=_targets(rows.get("imports", ())),
    )


def _targets(rows: Iterable[tuple[str, ...]]) -> tuple[Target, ...]:
    return tuple(Target(key, path, tuple(conditions)) for key, path, *conditions in rows)
