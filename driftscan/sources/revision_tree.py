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


class TreeEntry(Struct, frozen=True, gc=False):
    """A path as git lists it. mode: six octal digits, which tell files, links and submodules;
    id: hexadecimal, of the content; of a link that is the path it leads to."""

    path: bytes
    mode: bytes
    id: bytes


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
        self._entries: dict[bytes, dict[bytes, TreeEntry]] = {b"": {}}
        self._folders: dict[bytes, list[bytes]] = {}
        self._links: dict[bytes, list[bytes]] = {}
        self._repositories: dict[bytes, list[bytes]] = {}
        self.impossible: list[LeftOut] = []
        for entry in entries:
            self._add(entry)

    def _add(self, entry: TreeEntry) -> None:
        folder, _, name = entry.path.rpartition(b"/")
        siblings = self._entries.get(folder)
        if siblings is None:
            siblings = self._made_folder(folder)
        if siblings is None or name in _IMPOSSIBLE_PARTS:
            self._leave_out(entry, "a path no work tree can hold")
        elif entry.mode == SUBMODULE:
            self._repositories.setdefault(folder, []).append(name)
        elif siblings.setdefault(name, entry) is not entry:
            self._leave_out(entry, "listed twice in one directory")
        elif entry.mode == _LINK:
            self._links.setdefault(folder, []).append(name)

    def _leave_out(self, entry: TreeEntry, why: str) -> None:
        self.impossible.append(LeftOut(entry.path, "unreadable", why))

    def _made_folder(self, folder: bytes) -> dict[bytes, TreeEntry] | None:
        """The entries of a new folder; None if no work tree can hold it."""
        if not _IMPOSSIBLE_PARTS.isdisjoint(folder.split(b"/")):
            return None
        entries: dict[bytes, TreeEntry] = {}
        self._entries[folder] = entries
        parent, _, name = folder.rpartition(b"/")
        self._folders.setdefault(parent, []).append(name)
        if parent not in self._entries:
            self._made_folder(parent)
        return entries

    def open_folder(self, path: bytes, claims: Claims, /) -> Folder | LeftOut:
        """The names in a directory."""
        entries = self._entries[path]
        folders = self._folders.get(path, [])
        links = self._links.get(path, [])
        repositories = self._repositories.get(path, [])
        files = [name for name in entries if claims(name)]
        if links:
            files = [name for name in files if name not in links]
        return Folder(
            frozenset([*entries, *folders, *repositories]), folders, files, links, repositories
        )

    def file(self, folder: bytes, name: bytes, /) -> SourceFile | LeftOut:
        """A claimed file with its blob id, its size still open."""
        path = folder + b"/" + name if folder else name
        if self._unfit and path in self._unfit:
            return self._unfit[path]
        return SourceFile(path, UNMEASURED, self._entries[folder][name].id.decode())

    def ignore_file(self, folder: bytes, names: frozenset[bytes], /) -> Matcher | LeftOut | None:
        """None: what is committed is tracked, and tracked files are never ignored."""
        return None

    def links_to_files(self, links: Sequence[bytes], /) -> frozenset[bytes]:
        """Of these links, those whose text names a plain file of the revision."""
        sizes = self._objects.measure([self._id(link) for link in links])
        short = [
            link
            for link, size in zip(links, sizes, strict=True)
            if size is not None and size <= _LONGEST_TARGET
        ]
        targets = self._objects.read([self._id(link) for link in short])
        return frozenset(
            link
            for link, target in zip(short, targets, strict=True)
            if isinstance(target, bytes) and self._is_file(link_destination(link, target))
        )

    def _id(self, path: bytes) -> str:
        folder, _, name = path.rpartition(b"/")
        return self._entries[folder][name].id.decode()

    def _is_file(self, path: bytes | None) -> bool:
        if path is None:
            return False
        folder, _, name = path.rpartition(b"/")
        entry = self._entries.get(folder, {}).get(name)
        return entry is not None and entry.mode != _LINK


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
    return TreeEntry(path, mode, id)
