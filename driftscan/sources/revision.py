"""Any revision of a repository, straight from the object database; nothing is checked out."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from driftscan.model.source import LeftOut, Listing, SourceFile
from driftscan.model.spec import SourceSettings
from driftscan.sources.blob_id import blob_id, identity_of
from driftscan.sources.objects import (
    MISSING,
    UnreadableObject,
    measure_objects,
    read_objects,
)
from driftscan.sources.repository import Repository
from driftscan.sources.resolving import require_supported_git, resolve
from driftscan.sources.revision_tree import RevisionTree
from driftscan.sources.selection import Selection
from driftscan.sources.source import MAX_FILE_BYTES, TOO_LARGE, Claims
from driftscan.sources.stand_in import StandIn
from driftscan.sources.tracked import AllTracked
from driftscan.sources.walk import Walk


def open_revision(
    repository: Repository, revision: str, settings: SourceSettings
) -> "RevisionSource":
    """The revision of the repository's scanned directory. SourceError: it cannot be found."""
    stand_in = StandIn(repository)
    stand_in.link_history(repository)
    require_supported_git(stand_in.path)
    resolved = resolve(stand_in.path, repository, revision)
    return RevisionSource(repository, stand_in, resolved.id, settings)


class RevisionSource:
    """Implements Source. revision: full id of a commit, or of a tree if one was named."""

    def __init__(
        self, repository: Repository, stand_in: StandIn, revision: str, settings: SourceSettings
    ) -> None:
        self._repository = repository
        self._stand_in = stand_in
        self._settings = settings
        self.revision = revision
        self.identity = identity_of(b"repository", repository.common_dir, repository.inside)

    def list(self, claims: Claims, /) -> Listing:
        """See Source.list. SourceError: the revision lacks the scanned directory or its trees."""
        tree = RevisionTree(self._stand_in.path, self.revision, self._repository.inside)
        listing = Walk(tree, Selection(self._settings, AllTracked()), claims).list()
        files, unfit = self._measured(listing.files)
        left_out = tuple(sorted([*listing.left_out, *tree.impossible, *unfit]))
        return replace(listing, files=files, left_out=left_out)

    def _measured(
        self, files: tuple[SourceFile, ...]
    ) -> tuple[tuple[SourceFile, ...], tuple[LeftOut, ...]]:
        """The files with their sizes, and those that are missing or too large."""
        sizes = measure_objects(self._stand_in.path, [file.blob for file in files])
        kept = []
        unfit = []
        for file, size in zip(files, sizes, strict=True):
            if size is None:
                unfit.append(LeftOut(file.path, "unreadable", MISSING))
            elif size > MAX_FILE_BYTES:
                unfit.append(LeftOut(file.path, "too-large", TOO_LARGE))
            else:
                kept.append(SourceFile(file.path, size, file.blob))
        return tuple(kept), tuple(unfit)

    def read(self, files: Iterable[SourceFile], /) -> Iterator[tuple[SourceFile, bytes | LeftOut]]:
        """See Source.read. Content that does not fit its id is damaged, and is not handed out:
        facts are kept by id, and another repository may ask for the same one."""
        wanted = tuple(files)
        contents = read_objects(self._stand_in.path, [file.blob for file in wanted])
        for file, content in zip(wanted, contents, strict=True):
            if isinstance(content, UnreadableObject):
                yield file, LeftOut(file.path, "unreadable", content.reason)
            elif blob_id(content, self._repository.object_format) != file.blob:
                yield file, LeftOut(file.path, "unreadable", "its content does not fit its blob id")
            else:
                yield file, content
