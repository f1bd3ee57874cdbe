"""The index as a source: what the next commit would hold, whatever the work tree looks like.

Nothing in the work tree is read, but for a shortcut: a file there whose content has the id that
the index names is that content, and is at hand without git.
"""

import os
from collections.abc import Iterable, Iterator
from functools import cached_property

from driftscan.errors import SourceError
from driftscan.model.source import Above, LeftOut, Listing, SourceFile
from driftscan.model.spec import SourceSettings
from driftscan.sources.blob_files import BlobFiles
from driftscan.sources.blob_id import blob_id, identity_of
from driftscan.sources.index_place import IndexPlace, find_index
from driftscan.sources.listing import list_tree
from driftscan.sources.objects import Objects
from driftscan.sources.opening import existing_directory
from driftscan.sources.repository import path_inside, paths_above
from driftscan.sources.small_file import read_small_file
from driftscan.sources.source import MAX_FILE_BYTES, Claims, Found, look_away
from driftscan.sources.staged_entries import UNMERGED, StagedEntries, StagedListing, below
from driftscan.sources.stand_in import StandIn
from driftscan.sources.tree_lines import PLAIN, TreeEntry
from driftscan.sources.wording import shown
from driftscan.sources.work_tree import WorkTree

# The extension by which an index says that some of its entries are folders (sparse-index).
_SPARSE = b"sdir\0\0\0\0"


def open_index(path: str) -> "Index":
    """The index of the repository that the directory at path belongs to.

    SourceError: no such directory, no repository, a bare one.
    """
    return Index(find_index(existing_directory(path), os.environb))


class Index:
    """The index of a repository, and the contents that it names."""

    def __init__(self, place: IndexPlace) -> None:
        self.repository = repository = place.repository
        self._file = place.index
        self._stand_in = StandIn(repository)
        self._stand_in.link_index_file(repository, place.index)
        self.objects = Objects(
            self._stand_in.path, lambda ids: self._stand_in.link_objects(repository, ids)
        )
        beside = WorkTree(os.path.join(repository.top, repository.inside), SourceSettings())
        self.files = BlobFiles(self.objects, repository.object_format, beside.read)
        self._listing = self._begin_listing()

    @cached_property
    def staged(self) -> StagedEntries:
        """All of its paths, relative to the top of the work tree."""
        return self._listing.entries()

    def _begin_listing(self) -> StagedListing:
        try:
            with open(self._file, "rb") as file:
                content = file.read()
        except FileNotFoundError:
            content = b""  # a missing index is an empty one
        if _SPARSE in content:  # without the trees git would leave out whole folders, in silence
            self._stand_in.link_all_objects(self.repository)
        return StagedListing(self._stand_in.path, int.from_bytes(content[4:8], "big"))

    def own_text(self, path: str) -> bytes | None:
        """See Source.own_text: what is staged of a tracked file.

        SourceError: it is in conflict, or git cannot read it.
        """
        inside = path_inside(self.repository, path)
        entry = self.staged.printed.find(inside) if inside is not None else None
        if entry is None or entry.mode not in PLAIN:
            return None
        if not entry.is_merged:
            raise SourceError(f"{shown(path)} is {UNMERGED}.")
        return None if entry.path in self.staged.intended else self._text(entry)

    def texts(self, paths: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
        """What is staged of files, by their paths from the repository's top."""
        for path in paths:
            entry = self.staged.printed.find(path)
            is_whole = entry is not None and entry.mode in PLAIN and entry.is_merged
            if entry and is_whole and path not in self.staged.intended:
                yield path, self._text(entry)

    def _text(self, entry: TreeEntry) -> bytes:
        on_disk = os.path.join(self.repository.top, entry.path)
        try:
            content = read_small_file(on_disk, MAX_FILE_BYTES)
        except OSError:
            content = b""
        id = entry.id.decode()
        if blob_id(content, self.repository.object_format) == id:
            return content
        ((_, found),) = self.files.read([SourceFile(entry.path, 0, id)])
        if isinstance(found, LeftOut):
            raise SourceError(f"{shown(entry.path)} cannot be read from the index: {found.reason}.")
        return found


class StagedSource:
    """Implements Source."""

    revision = ""

    def __init__(self, index: Index, settings: SourceSettings | None = None) -> None:
        self._index = index
        self._settings = settings or SourceSettings()
        repository = index.repository
        self.identity = identity_of(b"index", repository.git_dir, repository.inside)

    def recall(self, before: Listing, claims: Claims, /) -> None:
        """See Source.recall."""
        self._index.files.recall(before, claims)

    def own_text(self, path: str, /) -> bytes | None:
        """See Source.own_text."""
        return self._index.own_text(path)

    def list(self, claims: Claims, _found: Found = look_away, /) -> Listing:
        """See Source.list. Conflicts and files only intended to be added are left out."""
        staged = below(self._index.staged, self._index.repository.inside)
        return list_tree(staged.printed, self._index.files, self._settings, claims, staged)

    def above(self, name: bytes, /) -> Above:
        """See Source.above."""
        inside = self._index.repository.inside
        if not inside:
            return Above()
        return Above(inside + b"/", tuple(self._index.texts(paths_above(inside, name))))

    def read(self, files: Iterable[SourceFile], /) -> Iterator[tuple[SourceFile, bytes | LeftOut]]:
        """See Source.read."""
        return self._index.files.read(files)
