"""Packages of the tree and which of them ask for which, as package manifests tell: one asks for
what another calls itself, or names its folder."""

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from driftscan.model.fact import FileFacts, SettingFact
from driftscan.model.service_graph import Evidence
from driftscan.services.facts import TreeFacts, above, folder_of, resolved_folder

_SAME = re.compile(r"[-_.]+")
_PROJECT = re.compile(rb".*\.(?:cs|fs|vb)proj")
_MOST_STEPS = 8
_MOST_LINES = 1_000
_TAKEN = ("runtime", "optional", "")
_WORLDS = {
    "package.json": "npm",
    "pom.xml": "maven",
    "build.gradle": "maven",
    "build.gradle.kts": "maven",
    "go.mod": "go",
    "Cargo.toml": "cargo",
    "composer.json": "composer",
    "Gemfile": "gem",
}


class Packages:
    """folders: of all packages. names: by folder what manifests call the project, less its group.
    needs: by folder the folders that it asks for, each with the line that does."""

    def __init__(self, tree: TreeFacts) -> None:
        self.names = _names(tree)
        self.folders = frozenset(
            folder_of(path)
            for path, manifest in tree.manifests.items()
            if _PROJECT.fullmatch(path) or any(facts.projects for facts in manifest)
        )
        self.needs: Mapping[bytes, Mapping[bytes, Evidence]] = _needs(tree)
        self._reached: dict[bytes, dict[bytes, Evidence]] = {}

    def around(self, folder: bytes) -> bytes | None:
        """The package that a folder belongs to: the nearest that holds it."""
        return next((each for each in above(folder) if each in self.folders), None)

    def made_of(self, folder: bytes) -> Mapping[bytes, Evidence]:
        """What a folder is made of, each with the line that asks for it: nearest first, up to what
        no person writes."""
        if folder not in self._reached:
            found: dict[bytes, Evidence] = {}
            ahead = [folder]
            for _ in range(_MOST_STEPS):
                lines = [pair for at in ahead for pair in sorted(self.needs.get(at, {}).items())]
                new = {
                    package: line
                    for package, line in reversed(lines[:_MOST_LINES])
                    if package != folder and package not in found
                }
                found |= new
                ahead = sorted(new)
            self._reached[folder] = found
        return self._reached[folder]


def _names(tree: TreeFacts) -> dict[bytes, str]:
    found: dict[bytes, str] = {}
    for path, manifest in sorted(tree.manifests.items()):
        for project in (project for facts in manifest for project in facts.projects):
            if project.name.strip():
                found.setdefault(folder_of(path), project.name.rpartition(":")[2].strip())
    return found


def _needs(tree: TreeFacts) -> dict[bytes, dict[bytes, Evidence]]:
    called = _by_name(tree)
    folders = {folder_of(path) for path in tree.manifests}
    found: dict[bytes, dict[bytes, Evidence]] = defaultdict(dict)
    for path, manifest in sorted(tree.manifests.items()):
        for facts in () if _starts_others(manifest) else manifest:
            for folder, line in _asked_for(path, facts, called, folders):
                if folder != folder_of(path):
                    found[folder_of(path)].setdefault(folder, Evidence(path, line, "asks for it"))
    return found


def _starts_others(manifest: Sequence[FileFacts]) -> bool:
    """A host of Aspire names the projects that it starts, in the words by which others name what
    they are built with."""
    sdks = {s.values[0].lower() for facts in manifest for s in facts.settings if s.name == "Sdk"}
    asked = {each.name.lower() for facts in manifest for each in facts.requirements}
    return "aspire.apphost.sdk" in sdks or "aspire.hosting.apphost" in asked


def _asked_for(
    path: bytes, facts: FileFacts, called: Mapping[str, set[bytes]], folders: set[bytes]
) -> Iterator[tuple[bytes, int]]:
    for requirement in facts.requirements:
        named = called.get(_key(path, requirement.name), set())
        if requirement.scope in _TAKEN and len(named) == 1:
            yield from ((folder, requirement.line) for folder in named)
    for setting in facts.settings:
        folder = _folder_named(folder_of(path), setting)
        found = next((each for each in folder if each in folders), None)
        if found is not None:
            yield found, setting.line


def _folder_named(base: bytes, setting: SettingFact) -> Iterator[bytes]:
    """Where the project may lie that a setting of a manifest names: `../Shop/Shop.csproj` of .NET,
    `:libs:shop` of Gradle, which counts from a folder around this one."""
    if setting.name == "ProjectReference":
        for value in setting.values:
            if file := resolved_folder(base, value.replace("\\", "/")):
                yield folder_of(file)
    elif setting.name == "project" and setting.values[1:] and setting.values[1] in _TAKEN:
        inner = setting.values[0].strip(":").replace(":", "/").encode("utf-8", "surrogateescape")
        yield from (posixpath.join(folder, inner) for folder in above(base) if inner)


def _by_name(tree: TreeFacts) -> dict[str, set[bytes]]:
    found: dict[str, set[bytes]] = defaultdict(set)
    for path, manifest in tree.manifests.items():
        for project in (project for facts in manifest for project in facts.projects):
            if project.name:
                found[_key(path, project.name)].add(folder_of(path))
    return found


def _key(path: bytes, name: str) -> str:
    """A name within its world: `utils` of npm is not `utils` of PyPI."""
    file = path.rpartition(b"/")[2].decode("utf-8", "replace")
    return f"{_WORLDS.get(file, 'python')} {_SAME.sub('-', name.lower())}"
