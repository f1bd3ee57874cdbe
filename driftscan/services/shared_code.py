"""Libraries: code of the system that nothing deploys and that services are made of, told by package
manifests: one asks for what another calls itself, or names its folder."""

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from driftscan.model.fact import FileFacts, SettingFact
from driftscan.model.service_graph import Evidence, Library
from driftscan.services.drafts import Draft
from driftscan.services.facts import TreeFacts, above, folder_of, resolved_folder

_SAME = re.compile(r"[-_.]+")
_MOST_STEPS = 8
_MOST_LINES = 1_000
_TAKEN = ("runtime", "optional", "")
_Uses = Mapping[bytes, Mapping[bytes, Evidence]]


def libraries_of(drafts: Sequence[Draft], tree: TreeFacts) -> list[Library]:
    """By folder; users are positions of drafts. A library that only another library asks for has
    the users of that."""
    uses = _uses(tree)
    running: dict[bytes, list[int]] = defaultdict(list)
    for at, draft in enumerate(drafts):
        if draft.home:
            running[draft.home.folder].append(at)
    found: dict[bytes, dict[int, Evidence]] = defaultdict(dict)
    for folder, positions in sorted(running.items()):
        for library, line in _reached(folder, uses).items():
            for at in positions if library not in running else ():
                found[library].setdefault(at, line)
    names = _project_names(tree)
    return [
        Library(
            name=names.get(folder, "") or _shown(folder),
            folder=folder,
            users=tuple(sorted(users)),
            evidence=tuple(sorted(set(users.values()))),
        )
        for folder, users in sorted(found.items())
    ]


def _reached(folder: bytes, uses: _Uses) -> dict[bytes, Evidence]:
    """What a folder is made of, each with the line that asks for it: nearest first, up to what no
    person writes."""
    found: dict[bytes, Evidence] = {}
    ahead = [folder]
    for _ in range(_MOST_STEPS):
        lines = [pair for each in ahead for pair in sorted(uses.get(each, {}).items())]
        new = {
            library: line
            for library, line in reversed(lines[:_MOST_LINES])
            if library != folder and library not in found
        }
        found |= new
        ahead = sorted(new)
    return found


def _uses(tree: TreeFacts) -> dict[bytes, dict[bytes, Evidence]]:
    """By the folder of a manifest the folders of others that it asks for."""
    called = _by_name(tree)
    folders = {folder_of(path) for path in tree.manifests}
    found: dict[bytes, dict[bytes, Evidence]] = defaultdict(dict)
    for path, manifest in sorted(tree.manifests.items()):
        for facts in manifest:
            for folder, line in _asked_for(path, facts, called, folders):
                if folder != folder_of(path):
                    found[folder_of(path)].setdefault(folder, Evidence(path, line, "asks for it"))
    return found


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
    if setting.name == "ProjectReference" and setting.values:
        if file := resolved_folder(base, setting.values[0]):
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


def _project_names(tree: TreeFacts) -> dict[bytes, str]:
    """What manifests call the project of a folder, without its group."""
    found: dict[bytes, str] = {}
    for path, manifest in sorted(tree.manifests.items()):
        for project in (project for facts in manifest for project in facts.projects):
            if project.name.strip():
                found.setdefault(folder_of(path), project.name.rpartition(":")[2].strip())
    return found


def _shown(folder: bytes) -> str:
    return folder.rpartition(b"/")[2].decode("utf-8", "backslashreplace")
