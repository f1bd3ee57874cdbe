"""A revision, or the index, as the walk sees it: from one listing; no file content is read."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from driftscan.errors import SourceError
from driftscan.model.source import LeftOut, SourceFile
from driftscan.sources.git import run
from driftscan.sources.gitignore import Matcher
from driftscan.sources.objects import Objects
from driftscan.sources.source import Claims
from driftscan.sources.walk import Folder, link_destination
from driftscan.sources.wording import first_line, shown

_IMPOSSIBLE_PARTS = frozenset([b"", b".", b"..", b".git"])
LISTING_BYTES = 256 * 1024 * 1024
"""About two million files; a few nested trees can stand for billions."""

_LONGEST_TARGET = 4096


SUBMODULE = b"160000"
_LINK = b"120000"
PLAIN = (b"100644", b"100755", b"100664")

UNMEASURED = -1
"""The size of a file as the walk sees it; sizes are asked for once the walk is over."""


class Blob(Struct, frozen=True, gc=False):
    """A file of the revision. link: its content is the target of a symbolic link."""

    id: str
    link: bool = False


class TreeEntry(Struct, frozen=True, gc=False):
    """A path as git lists it. mode: six octal digits, which tell files, links and submodules."""

    path: bytes
    mode: bytes
    id: str


class RevisionTree:
    """Implements walk.Tree. impossible: paths no work tree can have, such as `../x`."""

    def __init__(
        self,
        entries: Iterable[TreeEntry],
        objects: Objects,
        unfit: Mapping[bytes, LeftOut] | None = None,
    ) -> None:
        """unfit: entries that have no content to read, and why."""
        self._objects = objects
        self._unfit = unfit or {}
        self._blobs: dict[bytes, dict[bytes, Blob]] = {b"": {}}
        self._folders: dict[bytes, list[bytes]] = {}
        self._repositories: dict[bytes, list[bytes]] = {}
        self.impossible: list[LeftOut] = []
        for entry in entries:
            self._add(entry)

    def _add(self, entry: TreeEntry) -> None:
        folder, _, name = entry.path.rpartition(b"/")
        if name in _IMPOSSIBLE_PARTS or not self._is_possible(folder):
            why = "a path no work tree can hold"
            self.impossible.append(LeftOut(entry.path, "unreadable", why))
            return
        self._make_folder(folder)
        if entry.mode == SUBMODULE:
            self._repositories.setdefault(folder, []).append(name)
            return
        blob = Blob(entry.id, entry.mode == _LINK)
        if self._blobs[folder].setdefault(name, blob) is not blob:
            self.impossible.append(
                LeftOut(entry.path, "unreadable", "listed twice in one directory")
            )

    def _is_possible(self, folder: bytes) -> bool:
        return folder in self._blobs or _IMPOSSIBLE_PARTS.isdisjoint(folder.split(b"/"))

    def _make_folder(self, folder: bytes) -> None:
        while folder not in self._blobs:
            self._blobs[folder] = {}
            parent, _, name = folder.rpartition(b"/")
            self._folders.setdefault(parent, []).append(name)
            folder = parent

    def open_folder(self, path: bytes, claims: Claims, /) -> Folder | LeftOut:
        """The names in a directory."""
        blobs = self._blobs[path]
        folders = self._folders.get(path, [])
        repositories = self._repositories.get(path, [])
        return Folder(
            frozenset([*blobs, *folders, *repositories]),
            folders,
            [name for name, blob in blobs.items() if not blob.link and claims(name)],
            [name for name, blob in blobs.items() if blob.link],
            repositories,
        )

    def file(self, folder: bytes, name: bytes, /) -> SourceFile | LeftOut:
        """A claimed file with its blob id, its size still open."""
        path = folder + b"/" + name if folder else name
        if self._unfit and path in self._unfit:
            return self._unfit[path]
        return SourceFile(path, UNMEASURED, self._blobs[folder][name].id)

    def ignore_file(self, folder: bytes, names: frozenset[bytes], /) -> Matcher | LeftOut | None:
        """None: what is committed is tracked, and tracked files are never ignored."""
        return None

    def links_to_files(self, links: Sequence[bytes], /) -> frozenset[bytes]:
        """Of these links, those whose text names a plain file of the revision."""
        sizes = self._objects.measure([self._blob(link).id for link in links])
        short = [
            link
            for link, size in zip(links, sizes, strict=True)
            if size is not None and size <= _LONGEST_TARGET
        ]
        targets = self._objects.read([self._blob(link).id for link in short])
        return frozenset(
            link
            for link, target in zip(short, targets, strict=True)
            if isinstance(target, bytes) and self._is_file(link_destination(link, target))
        )

    def _blob(self, path: bytes) -> Blob:
        folder, _, name = path.rpartition(b"/")
        return self._blobs[folder][name]

    def _is_file(self, path: bytes | None) -> bool:
        if path is None:
            return False
        folder, _, name = path.rpartition(b"/")
        blob = self._blobs.get(folder, {}).get(name)
        return blob is not None and not blob.link


def list_revision(git_dir: bytes, tree: str, inside: bytes) -> list[TreeEntry]:
    """Every file below a directory of a commit or tree, paths relative to it."""
    name = tree.encode() + (b":" + inside if inside else b"")
    output = run(git_dir, (b"ls-tree", b"-r", b"-z", b"--full-tree", name), b"", LISTING_BYTES)
    if output.code:
        where = f" in {shown(inside)}" if inside else ""
        raise SourceError(
            f"git cannot list the files of {tree[:12]}{where}: {first_line(output.stderr)}. The "
            "directory may not exist in that revision, or the clone lacks its trees "
            "(`git fetch --refetch` completes a partial clone)."
        )
    return [_entry(line) for line in output.stdout.split(b"\0")[:-1]]


def find_in_revision(git_dir: bytes, commit: str, path: bytes) -> TreeEntry | None:
    """The plain file of this path in a commit, if there is one."""
    output = run(git_dir, (b"ls-tree", b"-z", b"--full-tree", commit.encode(), b"--", path))
    entries = [_entry(line) for line in output.stdout.split(b"\0")[:-1]]
    plain = [entry for entry in entries if entry.path == path and entry.mode in PLAIN]
    return plain[0] if plain and not output.code else None


def _entry(line: bytes) -> TreeEntry:
    head, _, path = line.partition(b"\t")
    mode, _, id = head.split()
    return TreeEntry(path, mode, id.decode())
