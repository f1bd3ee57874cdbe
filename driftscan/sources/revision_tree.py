"""A revision, or the index, as the walk sees it: from one listing; no file content is read."""

from collections.abc import Mapping, Sequence

from driftscan.errors import SourceError
from driftscan.model.source import LeftOut, SourceFile
from driftscan.sources.git import run
from driftscan.sources.gitignore import Matcher
from driftscan.sources.objects import Objects
from driftscan.sources.shape import UNMEASURED
from driftscan.sources.source import Claims
from driftscan.sources.tree_lines import (
    LINK,
    PLAIN,
    SUBMODULE,
    TreeEntry,
    TreeLines,
    of_lines,
    printed,
)
from driftscan.sources.visits import State
from driftscan.sources.walk import Folder, link_destination
from driftscan.sources.wording import first_line, shown

_IMPOSSIBLE_PARTS = frozenset([b"", b".", b"..", b".git"])
LISTING_BYTES = 256 * 1024 * 1024
"""About two million files; a few nested trees can stand for billions."""

_LONGEST_TARGET = 4096
_BLOB, _COMMIT = b" blob ", b" commit "


class RevisionTree:
    """Implements walk.Tree. impossible: paths no work tree can have, such as `../x`."""

    def __init__(
        self,
        listed: TreeLines,
        objects: Objects,
        unfit: Mapping[bytes, LeftOut] | None = None,
        sizes: Mapping[str, int] | None = None,
    ) -> None:
        """unfit: entries that have no content to read, and why. sizes: known ones, by id."""
        self._listed = listed
        self._objects = objects
        self._unfit = unfit or {}
        self._sizes = sizes or {}
        self._entries: dict[bytes, dict[bytes, bytes]] = {b"": {}}
        self._folders: dict[bytes, list[bytes]] = {}
        self._links: dict[bytes, list[bytes]] = {}
        self._repositories: dict[bytes, list[bytes]] = {}
        self.impossible: list[LeftOut] = []
        self._sort_into_folders()
        self._take_out_the_impossible()
        for entry in listed.special():
            self._set_apart(entry)

    def _sort_into_folders(self) -> None:
        """One step for each path of the tree, so it does little; git lists by folder."""
        cut = self._listed.cut
        last, add = b"", self._entries[b""].setdefault
        for line in self._listed.lines:
            folder, _, name = line[cut:].rpartition(b"/")
            if folder != last:
                last, add = folder, self._folder(folder).setdefault
            if add(name, line) is not line:
                self._leave_out(line[cut:], "listed twice in one directory")

    def _folder(self, path: bytes) -> dict[bytes, bytes]:
        """The entries of a folder; a new one that a work tree can hold is hung below its parent."""
        known = self._entries.get(path)
        if known is not None:
            return known
        entries = self._entries[path] = {}
        while path and _is_possible(path):
            above, _, name = path.rpartition(b"/")
            self._folders.setdefault(above, []).append(name)
            if above in self._entries:
                break
            self._entries[above] = {}
            path = above
        return entries

    def _take_out_the_impossible(self) -> None:
        cut = self._listed.cut
        for folder, entries in list(self._entries.items()):
            names = _IMPOSSIBLE_PARTS & entries.keys() if _is_possible(folder) else set(entries)
            if not folder:  # '/x' has no folder either
                names |= {name for name, line in entries.items() if line[cut:] != name}
            for name in names:
                self._leave_out(entries.pop(name)[cut:], "a path no work tree can hold")

    def _set_apart(self, entry: TreeEntry) -> None:
        folder, _, name = entry.path.rpartition(b"/")
        if name not in self._entries[folder]:
            return
        if entry.mode == SUBMODULE:
            del self._entries[folder][name]
            self._repositories.setdefault(folder, []).append(name)
        elif entry.mode == LINK:
            self._links.setdefault(folder, []).append(name)

    def _leave_out(self, path: bytes, why: str) -> None:
        self.impossible.append(LeftOut(path, "unreadable", why))

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
        id = self._listed.id(self._entries[folder][name])
        return SourceFile(path, self._sizes.get(id, UNMEASURED), id)

    def ignore_file(self, folder: bytes, names: frozenset[bytes], /) -> Matcher | LeftOut | None:
        """None: what is committed is tracked, and tracked files are never ignored."""
        return None

    def state(self, path: bytes, /) -> State | None:
        """See Tree.state: the lines of the directory, and what else hangs below it."""
        others = (self._folders, self._links, self._repositories)
        return (self._entries[path], *[each.get(path) for each in others])

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
        return self._listed.id(self._entries[folder][name])

    def _is_file(self, path: bytes | None) -> bool:
        if path is None:
            return False
        folder, _, name = path.rpartition(b"/")
        line = self._entries.get(folder, {}).get(name)
        return line is not None and not line.startswith(LINK)


def _is_possible(folder: bytes) -> bool:
    return not folder or _IMPOSSIBLE_PARTS.isdisjoint(folder.split(b"/"))


def list_revision(git_dir: bytes, tree: str, inside: bytes) -> TreeLines:
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
    return _staged_form(output.stdout)


def _staged_form(text: bytes) -> TreeLines:
    """'MODE TYPE ID<TAB>PATH' as `git ls-files -s` would print it. Mostly each line has one type,
    which all have in common, and one tab, so that nothing has to be cut."""
    count = text.count(b"\0")
    if text.count(_BLOB) == count == text.count(b"\t") and _COMMIT not in text:
        return printed(text.replace(_BLOB, b" ").replace(b"\t", b" 0\t"))
    return of_lines([_lined_up(line) for line in text.split(b"\0")[:-1]])


def _lined_up(line: bytes) -> bytes:
    cut = line.index(b"\t")
    mode, _, id = line[:cut].split()
    return b"%b %b 0%b" % (mode, id, line[cut:])


def find_in_revision(git_dir: bytes, commit: str, paths: Sequence[bytes]) -> list[TreeEntry]:
    """The plain files that these paths name in a commit."""
    output = run(git_dir, (b"ls-tree", b"-z", b"--full-tree", commit.encode(), b"--", *paths))
    entries = [_entry(line) for line in output.stdout.split(b"\0")[:-1]]
    plain = [entry for entry in entries if entry.path in paths and entry.mode in PLAIN]
    return plain if not output.code else []


def _entry(line: bytes) -> TreeEntry:
    head, _, path = line.partition(b"\t")
    mode, _, id = head.split()
    return TreeEntry(path, mode, id)
