"""A directory on disk, with or without git: read as it is, nothing outside of it followed."""

import os
import stat
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from driftscan.errors import SourceError
from driftscan.model.source import Above, LeftOut, Listing, SourceFile
from driftscan.model.spec import SourceSettings
from driftscan.sources.blob_id import blob_id, identity_of
from driftscan.sources.directories import Directories
from driftscan.sources.disk_tree import DiskTree, stamp, unfit
from driftscan.sources.ignore_files import OuterScopes, outer_scopes
from driftscan.sources.repository import Repository, find_repository, paths_above
from driftscan.sources.selection import Selection
from driftscan.sources.small_file import OPEN_FLAGS, read_small_file, read_to_end, why
from driftscan.sources.source import MAX_FILE_BYTES, Claims, Found, look_away
from driftscan.sources.tracked import NoneTracked
from driftscan.sources.walk import SUBMODULE_REASON, Walk
from driftscan.sources.wording import shown

_NO_SCOPES = OuterScopes((), ())
_NO_TRACKED = "tracked files that are also ignored are left out: "

_Wanted = tuple[Claims, Found]


class WorkTree:
    """Implements Source. root: absolute path without symbolic links.

    identify: give what is read its blob id; it is '' otherwise.
    """

    revision = ""

    def __init__(self, root: bytes, settings: SourceSettings, identify: bool = True) -> None:
        self._root = root
        self._settings = settings
        self._identify = identify
        self._around: Repository | None = None
        self.identity = identity_of(b"work tree", root)

    def recall(self, before: Listing, claims: Claims, /) -> None:
        """See Source.recall. A listing of the disk measures every file by the way."""

    def own_text(self, path: str, /) -> bytes | None:
        """See Source.own_text."""
        return None

    def list(self, claims: Claims, found: Found = look_away, /) -> Listing:
        """See Source.list. A repository that cannot be asked is listed as left out."""
        wanted = (claims, found)
        try:
            repository = find_repository(self._root)
            outer = outer_scopes(repository) if repository else None
        except SourceError as problem:
            return self._walk_without_git(wanted, b".git", problem, _NO_SCOPES)
        if repository is None or outer is None:
            return self._walk(wanted, Selection(self._settings, NoneTracked()), ())
        self._around = repository
        try:
            return self._walk_with_git(wanted, repository, outer)
        except SourceError as problem:
            up = b"../" * (repository.inside.count(b"/") + 1) if repository.inside else b""
            return self._walk_without_git(wanted, up + b".git", problem, outer)

    def _walk_with_git(
        self, wanted: _Wanted, repository: Repository, outer: OuterScopes
    ) -> Listing:
        from driftscan.sources.index import TrackedByGit

        tracked = TrackedByGit(repository)
        try:
            selection = Selection(self._settings, tracked, outer.scopes)
            listing = self._walk(wanted, selection, outer.problems)
            absent = [
                LeftOut(path, "submodule", SUBMODULE_REASON)
                for path in tracked.submodules
                if selection.reaches(path)
            ]
        finally:
            tracked.close()
        return with_left_out(listing, absent)

    def _walk_without_git(
        self, wanted: _Wanted, git_path: bytes, problem: SourceError, outer: OuterScopes
    ) -> Listing:
        left_out = LeftOut(git_path, "unreadable", _NO_TRACKED + str(problem))
        selection = Selection(self._settings, NoneTracked(), outer.scopes)
        return self._walk(wanted, selection, (*outer.problems, left_out))

    def _walk(
        self, wanted: _Wanted, selection: Selection, problems: tuple[LeftOut, ...]
    ) -> Listing:
        try:
            directories = Directories(self._root)
        except OSError as problem:
            raise SourceError(f"{shown(self._root)} cannot be read: {why(problem)}.") from problem
        with directories:
            listing = Walk(DiskTree(directories), selection, *wanted).list()
        return with_left_out(listing, problems)

    def above(self, name: bytes, /) -> Above:
        """See Source.above. A directory that its repository ignores is not a part of it."""
        if self._around is None or not self._around.inside:
            return Above()
        texts = []
        for path in paths_above(self._around.inside, name):
            try:
                text = read_small_file(os.path.join(self._around.top, path), MAX_FILE_BYTES)
            except OSError:
                continue
            texts.append((path, text))
        return Above(self._around.inside + b"/", tuple(texts))

    def read(self, files: Iterable[SourceFile], /) -> Iterator[tuple[SourceFile, bytes | LeftOut]]:
        """See Source.read. Fastest in the order of list(), where directories come together."""
        with Directories(self._root) as directories:
            for file in files:
                yield _read(directories, file, self._identify)


def _read(
    directories: Directories, file: SourceFile, identify: bool
) -> tuple[SourceFile, bytes | LeftOut]:
    folder, _, name = file.path.rpartition(b"/")
    try:
        descriptor = os.open(name, OPEN_FLAGS, dir_fd=directories.descriptor(folder))
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_FILE_BYTES:
                return file, unfit(file.path, status)
            content = read_to_end(descriptor, status.st_size, MAX_FILE_BYTES)
        finally:
            os.close(descriptor)
    except OSError as problem:
        return file, LeftOut(file.path, "unreadable", why(problem))
    if len(content) > MAX_FILE_BYTES:
        return file, LeftOut(file.path, "too-large", "grew while it was read")
    blob = blob_id(content) if identify else ""
    return SourceFile(file.path, len(content), blob, stamp(status)), content


def with_left_out(listing: Listing, more: Iterable[LeftOut]) -> Listing:
    """The listing with more paths left out."""
    left_out = {*listing.left_out, *more}
    return replace(listing, left_out=tuple(sorted(left_out)))
