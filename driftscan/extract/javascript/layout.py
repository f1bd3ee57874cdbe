"""The files of a tree by path, cut into folder, stem and suffix."""

from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

from driftscan.extract.paths import text_of

STUB_SUFFIXES = (".d.ts", ".d.mts", ".d.cts")
COMPONENT_SUFFIXES = (".vue", ".svelte")
_TYPED = frozenset((".ts", ".tsx", ".mts", ".cts", *STUB_SUFFIXES, *COMPONENT_SUFFIXES))


class ScriptFile(Struct, frozen=True, gc=False):
    """One file. text: its path; folder: '' for the tree's own; stem: the name without suffix, which
    is '.d.ts' and the like for declarations."""

    path: bytes
    text: str
    folder: str
    stem: str
    suffix: str

    @property
    def is_stub(self) -> bool:
        """It declares what another file, or none, implements."""
        return self.suffix in STUB_SUFFIXES

    @property
    def is_typed(self) -> bool:
        """The compiler looks for declarations first where it imports."""
        return self.suffix in _TYPED

    @property
    def is_index(self) -> bool:
        """Importing its folder loads it."""
        return self.stem == "index"


class Layout:
    """files: sorted by path. by_text: the same by path as text. folders: all that hold one."""

    def __init__(self, paths: Iterable[bytes]) -> None:
        self.files = [_file(path) for path in paths]
        self.by_text = {file.text: file for file in self.files}
        self.folders = with_parents(file.folder for file in self.files)


def with_parents(folders: Iterable[str]) -> set[str]:
    """The folders and all above them, the tree's own ('') included."""
    everything = {""}
    for folder in folders:
        while folder not in everything:
            everything.add(folder)
            folder = folder.rpartition("/")[0]
    return everything


@lru_cache(maxsize=1 << 16)
def ancestors(folder: str) -> tuple[str, ...]:
    """The folder itself and those above it, nearest first, '' last."""
    found = [folder]
    while folder:
        folder = folder.rpartition("/")[0]
        found.append(folder)
    return tuple(found)


def joined(folder: str, relative: str) -> str | None:
    """A path relative to a folder, without dots in it; None if it leads out of the tree."""
    parts = folder.split("/") if folder else []
    for part in relative.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def below(path: str, folder: str) -> str | None:
    """What follows a folder in a path, '' for the folder itself; None if it is elsewhere."""
    if not folder or path == folder:
        return "" if path == folder else path
    return path[len(folder) + 1 :] if path.startswith(folder + "/") else None


def split_suffix(name: str) -> tuple[str, str]:
    """A file name or path, and its suffix: `x.d.ts` has the suffix '.d.ts'."""
    for suffix in STUB_SUFFIXES:
        if name.endswith(suffix):
            return name[: -len(suffix)], suffix
    stem, dot, last = name.rpartition(".")
    return (stem, dot + last) if dot and "/" not in last else (name, "")


def _file(path: bytes) -> ScriptFile:
    text = text_of(path)
    folder, _, name = text.rpartition("/")
    stem, suffix = split_suffix(name)
    return ScriptFile(path, text, folder, stem, suffix)
