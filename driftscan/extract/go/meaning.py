"""What an import path means where it is written: a package of the tree, or a module outside."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from driftscan.extract.go.layout import join
from driftscan.extract.go.mod_files import ModFile, ModFiles
from driftscan.extract.go.standard import is_standard, looks_standard
from driftscan.extract.go.surroundings import (
    Surroundings,
    modules_by_path,
    prefixes,
    surroundings_of,
)
from driftscan.extract.paths import upwards

_VENDOR = "vendor"
_GOPATH_SOURCES = "src"
_REPOSITORY_PARTS = {"gopkg.in": 2, "k8s.io": 2, "sigs.k8s.io": 2, "go.uber.org": 2}


class Inside(Struct, frozen=True):
    """A package of the tree, by its folder."""

    folder: str


class Outside(Struct, frozen=True):
    """A package that is not in the tree. name: the module, or the standard package. scope: see
    model.graph.Dependency. asked: whether a go.mod asks for it."""

    name: str
    standard: bool = False
    asked: bool = False
    scope: str = ""


class Unknown(Struct, frozen=True):
    """It should be in the tree, but is not there, or twice. cause: see model.graph.Unresolved."""

    cause: str = "missing"
    detail: str = ""


Meaning = Inside | Outside | Unknown


class Meanings:
    """Look-ups, each made once for all the files of a module."""

    def __init__(
        self, folders: Mapping[str, object], files: ModFiles, declared_roots: Sequence[str]
    ) -> None:
        """folders: those that hold Go files."""
        self._folders = folders
        self._files = files
        self._declared = [root.strip("/") for root in declared_roots]
        self._by_path = modules_by_path(files.modules.values())
        self._governing: dict[str, ModFile | None] = {}
        self._around: dict[str, Surroundings] = {}
        self._known: dict[tuple[str, str], Meaning] = {}

    def governing(self, folder: str) -> ModFile | None:
        """The module that a folder is part of."""
        if folder not in self._governing:
            self._governing[folder] = self._files.governing(folder)
        return self._governing[folder]

    def of(self, path: str, folder: str) -> Meaning:
        """What an import path means in a file of this folder."""
        if is_standard(path):
            return Outside(path, standard=True)
        module = self.governing(folder)
        if module is None or path.startswith("."):
            return self._without_module(path, folder)
        asked = (module.folder, path)
        if asked not in self._known:
            self._known[asked] = self._in_module(path, self._surroundings(module))
        return self._known[asked]

    def _surroundings(self, module: ModFile) -> Surroundings:
        if module.folder not in self._around:
            self._around[module.folder] = surroundings_of(module, self._files)
        return self._around[module.folder]

    def _in_module(self, path: str, around: Surroundings) -> Meaning:
        outside: Outside | None = None
        expected = False
        vendored = join(join(around.module.folder if around.module else "", _VENDOR), path)
        if vendored in self._folders:
            return Inside(vendored)
        for prefix, below in prefixes(path):
            if prefix in around.local:
                root = around.local[prefix]
                if self._holds(root, below):
                    return Inside(join(root, below))
                expected = True
            elif prefix in around.requires and outside is None:
                scope = around.requires[prefix]
                outside = Outside(prefix, False, True, "" if scope == "pinned" else scope)
        return outside or self._in_the_tree(path) or (Unknown() if expected else _guessed(path))

    def _without_module(self, path: str, folder: str) -> Meaning:
        """As in a GOPATH: below one of the folders above; and paths relative to the file's own."""
        if path.startswith("."):
            relative = _relative(folder, path)
            return Unknown() if relative not in self._folders else Inside(relative or "")
        above = list(upwards(folder))
        places = [join(up, _VENDOR) for up in above]
        dotted = "." in path.partition("/")[0]
        places += [up for up in above if dotted or up.rpartition("/")[2] == _GOPATH_SOURCES]
        for place in [*places, *self._declared]:
            if join(place, path) in self._folders:
                return Inside(join(place, path))
        return self._in_the_tree(path) or _guessed(path)

    def _in_the_tree(self, path: str) -> Inside | Unknown | None:
        """In a module of the tree that nobody asks for by a requirement or a replacement."""
        for prefix, below in prefixes(path):
            found = [root for root in self._by_path.get(prefix, ()) if self._holds(root, below)]
            if len(found) > 1:
                return Unknown("ambiguous", ", ".join(sorted(root or "." for root in found)))
            if found:
                return Inside(join(found[0], below))
        return None

    def _holds(self, root: str, below: str) -> bool:
        """Whether a folder holds Go files and no module of its own begins between it and root."""
        folder = join(root, below)
        if folder not in self._folders:
            return False
        module = self.governing(folder)
        return module is None or len(module.folder) <= len(root)


def _relative(folder: str, path: str) -> str | None:
    parts = folder.split("/") if folder else []
    for part in path.split("/"):
        if part == ".." and not parts:
            return None
        if part == "..":
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def _guessed(path: str) -> Outside:
    """A module that no go.mod asks for: host, owner and repository, as most hosts have it."""
    if looks_standard(path):
        return Outside(path, standard=True)
    parts = path.split("/")
    count = _REPOSITORY_PARTS.get(parts[0], 3) if "." in parts[0] else 1
    if len(parts) > count and parts[count][:1] == "v" and parts[count][1:].isdigit():
        count += 1
    return Outside("/".join(parts[:count]))
