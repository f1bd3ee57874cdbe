"""What go.mod and go.work files say, with folders relative to the scanned tree."""

import posixpath
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from driftscan.extract.go.layout import join
from driftscan.extract.manifest.directory import clean_directory
from driftscan.extract.paths import text_of, upwards
from driftscan.model.fact import FileFacts

_GO_MOD = "go.mod"
_GO_WORK = "go.work"


class ModFile(Struct, frozen=True):
    """A module. path: '' if its file names none. requires: scope by module path. replaced: folder
    in the tree by module path."""

    folder: str
    path: str
    requires: Mapping[str, str]
    replaced: Mapping[str, str]


class WorkFile(Struct, frozen=True):
    """A workspace. uses: folders of its modules. replaced: see ModFile."""

    folder: str
    uses: tuple[str, ...]
    replaced: Mapping[str, str]


class ModFiles(Struct, frozen=True):
    """All of a tree, by folder."""

    modules: Mapping[str, ModFile]
    workspaces: Mapping[str, WorkFile]

    def governing(self, folder: str) -> ModFile | None:
        """The module that a folder is part of."""
        return next((self.modules[up] for up in upwards(folder) if up in self.modules), None)

    def workspace(self, module: ModFile) -> WorkFile | None:
        """The workspace in which a module is worked on: the nearest file, if it uses it."""
        nearest = next((up for up in upwards(module.folder) if up in self.workspaces), None)
        if nearest is None or module.folder not in self.workspaces[nearest].uses:
            return None
        return self.workspaces[nearest]


def read_mod_files(manifests: Mapping[bytes, Sequence[FileFacts]]) -> ModFiles:
    """manifests: facts by path."""
    modules, workspaces = {}, {}
    for path, parts in manifests.items():
        folder, _, name = text_of(path).rpartition("/")
        for facts in parts:
            if name == _GO_MOD:
                modules[folder] = _module(folder, facts)
            elif name == _GO_WORK:
                workspaces[folder] = _workspace(folder, facts)
    return ModFiles(modules, workspaces)


def _module(folder: str, facts: FileFacts) -> ModFile:
    return ModFile(
        folder,
        next((project.name for project in facts.projects), ""),
        {asked.name: asked.scope for asked in facts.requirements},
        dict(_replaced(folder, facts)),
    )


def _workspace(folder: str, facts: FileFacts) -> WorkFile:
    said = (setting.values[0] for setting in facts.settings if setting.name == "use")
    uses = (found for text in said if (found := _inside(folder, text)) is not None)
    return WorkFile(folder, tuple(uses), dict(_replaced(folder, facts)))


def _replaced(folder: str, facts: FileFacts) -> Iterator[tuple[str, str]]:
    """Modules that a folder of the tree stands in for. A replacement without a version is a
    folder, and begins with a dot."""
    for setting in facts.settings:
        if setting.name != "replace":
            continue
        old, _, new, version = setting.values
        if not version and new.startswith("."):
            inside = _inside(folder, new)
            if inside is not None:
                yield old, inside


def _inside(folder: str, written: str) -> str | None:
    """A relative folder from the tree's own; None if it is none inside the tree."""
    cleaned = clean_directory(written)
    if cleaned is None:
        return None
    found = posixpath.normpath(join(folder, cleaned) or ".")
    if found == "..":
        return None
    return None if found.startswith("../") else "" if found == "." else found
