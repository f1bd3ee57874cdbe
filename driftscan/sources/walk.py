"""The walk over a tree, the same for a directory on disk and for a revision."""

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct

from driftscan.model.source import LeftOut, Listing, SourceFile
from driftscan.sources.directories import DEEPEST
from driftscan.sources.gitignore import Matcher
from driftscan.sources.selection import Place, Selection
from driftscan.sources.source import Claims, Found, look_away
from driftscan.sources.visits import State, Visit, Visits

SUBMODULE_REASON = "a repository of its own; scan it by itself"
_SYMLINK_REASON = "a symbolic link, which is not followed"


class Folder(Struct, frozen=True):
    """The names in one directory, sorted into what they are. files: only claimed ones."""

    names: frozenset[bytes]
    folders: Sequence[bytes] = ()
    files: Sequence[bytes] = ()
    links: Sequence[bytes] = ()
    repositories: Sequence[bytes] = ()


class Tree(Protocol):
    """A hierarchy that can be walked. The folder whose parts are asked for is the last opened."""

    def open_folder(self, path: bytes, claims: Claims, /) -> Folder | LeftOut:
        """The names in a directory."""
        ...

    def file(self, folder: bytes, name: bytes, /) -> SourceFile | LeftOut:
        """A claimed file as listed."""
        ...

    def ignore_file(self, folder: bytes, names: frozenset[bytes], /) -> Matcher | LeftOut | None:
        """The directory's own ignore file, if it has one that counts."""
        ...

    def state(self, path: bytes, /) -> State | None:
        """What the directory holds, None if that cannot be told without looking into it."""
        ...

    def links_to_files(self, links: Sequence[bytes], /) -> frozenset[bytes]:
        """Of these links, those that evidently name a plain file inside the tree."""
        ...


class Walk:
    """One walk; list() is its whole life."""

    def __init__(
        self,
        tree: Tree,
        selection: Selection,
        claims: Claims,
        found: Found = look_away,
        before: Visits | None = None,
    ) -> None:
        """before: of the walks before this one, if the tree can tell what state it is in."""
        self._before = before
        self._tree = tree
        self._selection = selection
        self._claims = claims
        self._found = found
        self._files: list[SourceFile] = []
        self._left_out: list[LeftOut] = []
        self._unclaimed_links: list[bytes] = []
        self._folders: list[bytes] = []
        self._ignored = 0

    def list(self) -> Listing:
        """Everything that belongs to the scan, sorted by path."""
        pending = [self._selection.root()]
        while pending:
            pending.extend(self._visit(pending.pop()))
        harmless = self._tree.links_to_files(self._unclaimed_links)
        for path in self._unclaimed_links:
            if path not in harmless:
                self._left_out.append(LeftOut(path, "symlink", _SYMLINK_REASON))
        self._files.sort(key=_path)
        return Listing(
            files=tuple(self._files),
            left_out=tuple(sorted(self._left_out)),
            ignored=self._ignored,
            folders=tuple(sorted(self._folders)),
        )

    def _visit(self, place: Place) -> Sequence[Place]:
        """Take in one directory; the directories below it that are to be visited."""
        state = self._tree.state(place.path) if self._before is not None else None
        if self._before is None or state is None:
            return self._look_into(place)
        known = self._before.of(place, state)
        if known is None:
            known = self._noted(place)
            self._before.note(state, known)
            return known.below
        self._files += known.files
        self._left_out += known.left_out
        self._unclaimed_links += known.links
        self._folders += known.folders
        self._ignored += known.ignored
        return known.below

    def _noted(self, place: Place) -> Visit:
        """Take in one directory, and what that came to."""
        files, left_out = len(self._files), len(self._left_out)
        links, folders = len(self._unclaimed_links), len(self._folders)
        ignored = self._ignored
        below = self._look_into(place)
        return Visit(
            place=place,
            files=tuple(self._files[files:]),
            left_out=tuple(self._left_out[left_out:]),
            links=tuple(self._unclaimed_links[links:]),
            folders=tuple(self._folders[folders:]),
            ignored=self._ignored - ignored,
            below=below,
        )

    def _look_into(self, place: Place) -> Sequence[Place]:
        if not self._selection.may_hold(place):
            self._ignored += 1
            return ()
        if place.path.count(b"/") >= DEEPEST - 1:
            self._leave_out(place.path, "unreadable", f"nested deeper than {DEEPEST} directories")
            return ()
        folder = self._tree.open_folder(place.path, self._claims)
        if isinstance(folder, LeftOut):
            self._left_out.append(folder)
            return ()
        if place.path and b".git" in folder.names:
            self._leave_out(place.path, "submodule", SUBMODULE_REASON)
            return ()
        place = self._selection.entered(place, folder.names)
        if not self._selection.may_hold(place):
            self._ignored += 1
            return ()
        return self._take_in(self._with_ignore_file(place, folder), folder)

    def _with_ignore_file(self, place: Place, folder: Folder) -> Place:
        found = self._tree.ignore_file(place.path, folder.names)
        if isinstance(found, LeftOut):
            self._left_out.append(found)
            return place
        return self._selection.under(place, found) if found else place

    def _take_in(self, place: Place, folder: Folder) -> Sequence[Place]:
        if len(folder.names) > len(folder.folders) + len(folder.links) + len(folder.repositories):
            self._folders.append(place.path)
        already = len(self._files)
        for name in folder.files:
            if self._selection.keeps(place, name):
                file = self._tree.file(place.path, name)
                # Two lists, one append each: the only step that runs once per file.
                if isinstance(file, SourceFile):
                    self._files.append(file)
                else:
                    self._left_out.append(file)
            else:
                self._ignored += 1
        if len(self._files) > already:
            self._found(self._files[already:])
        for name in folder.links:
            self._meet_link(place, name)
        for name in folder.repositories:
            inner = self._selection.folder(place, name, folder.names)
            if self._selection.may_hold(inner):
                self._leave_out(inner.path, "submodule", SUBMODULE_REASON)
            else:
                self._ignored += 1
        return [
            self._selection.folder(place, name, folder.names)
            for name in sorted(folder.folders, reverse=True)
            if name != b".git"
        ]

    def _meet_link(self, place: Place, name: bytes) -> None:
        claimed = self._claims(name)
        if not self._selection.keeps(place, name):
            self._ignored += claimed
        elif claimed:
            self._leave_out(place.prefix + name, "symlink", _SYMLINK_REASON)
        else:
            self._unclaimed_links.append(place.prefix + name)

    def _leave_out(self, path: bytes, code: str, reason: str) -> None:
        self._left_out.append(LeftOut(path, code, reason))


def _path(file: SourceFile) -> bytes:
    return file.path


def link_destination(link: bytes, target: bytes) -> bytes | None:
    """Where a link leads, by its text alone; None if that is not surely inside the tree."""
    if target.startswith(b"/"):
        return None
    parts = link.split(b"/")[:-1]
    for part in target.split(b"/"):
        if part == b"..":
            if not parts:
                return None
            parts.pop()
        elif part not in (b"", b"."):
            parts.append(part)
    return b"/".join(parts)
