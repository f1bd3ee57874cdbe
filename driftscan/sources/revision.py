"""Any revision of a repository, straight from the object database; nothing is checked out."""

from collections.abc import Iterable, Iterator, Sequence

from driftscan.model.source import Above, LeftOut, Listing, SourceFile
from driftscan.model.spec import SourceSettings
from driftscan.sources.blob_files import BlobFiles
from driftscan.sources.blob_id import identity_of
from driftscan.sources.listing import list_tree
from driftscan.sources.objects import Objects
from driftscan.sources.repository import Repository, path_inside, paths_above
from driftscan.sources.resolving import require_supported_git, resolve
from driftscan.sources.revision_lines import RevisionLines
from driftscan.sources.revision_tree import find_in_revision, list_revision
from driftscan.sources.source import Claims, Found, look_away
from driftscan.sources.stand_in import StandIn
from driftscan.sources.visits import Visits


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
        self,
        repository: Repository,
        stand_in: StandIn,
        revision: str,
        settings: SourceSettings,
        visits: Visits | None = None,
        lines: RevisionLines | None = None,
    ) -> None:
        """visits, lines: kept from one revision to the next, by who lists many."""
        self._visits = visits
        self._lines = lines
        self.repository = repository
        self._stand_in = stand_in
        self._settings = settings
        self._objects = Objects(stand_in.path)
        self._files = BlobFiles(
            self._objects, repository.object_format, sizes=lines.sizes if lines else None
        )
        self.revision = revision
        self.identity = identity_of(b"repository", repository.common_dir, repository.inside)

    def recall(self, before: Listing, claims: Claims, /) -> None:
        """See Source.recall."""
        self._files.recall(before, claims)

    def own_text(self, path: str, /) -> bytes | None:
        """See Source.own_text: a revision is held against the spec of today."""
        return None

    def committed_text(self, path: str) -> bytes | None:
        """What the revision holds of a file of the user's; None if it has none, or lies outside
        of the repository."""
        inside = path_inside(self.repository, path)
        if inside is None:
            return None
        return next((text for _, text in self._texts([inside])), None)

    def _texts(self, paths: Sequence[bytes]) -> list[tuple[bytes, bytes]]:
        """What the revision holds of files, by their paths from the repository's top."""
        entries = find_in_revision(self._stand_in.path, self.revision, paths)
        files = [SourceFile(entry.path, 0, entry.id.decode()) for entry in entries]
        read = self.read(files) if files else ()
        return [(file.path, text) for file, text in read if isinstance(text, bytes)]

    def list(self, claims: Claims, _found: Found = look_away, /) -> Listing:
        """See Source.list. SourceError: the revision lacks the scanned directory or its trees."""
        inside = self.repository.inside
        listed = (
            self._lines.of(self.revision)
            if self._lines
            else list_revision(self._stand_in.path, self.revision, inside)
        )
        return list_tree(listed, self._files, self._settings, claims, visits=self._visits)

    def above(self, name: bytes, /) -> Above:
        """See Source.above."""
        inside = self.repository.inside
        if not inside:
            return Above()
        return Above(inside + b"/", tuple(self._texts(paths_above(inside, name))))

    def read(self, files: Iterable[SourceFile], /) -> Iterator[tuple[SourceFile, bytes | LeftOut]]:
        """See Source.read."""
        return self._files.read(files)
