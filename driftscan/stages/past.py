"""A repository opened for its past: which commit is looked back from, and what the clone lacks."""

from msgspec import Struct

from driftscan.errors import HistoryError, SourceError
from driftscan.sources.blob_id import identity_of
from driftscan.sources.log import is_partial, shallow_boundary
from driftscan.sources.opening import existing_directory
from driftscan.sources.repository import Repository, find_repository
from driftscan.sources.resolving import resolve
from driftscan.sources.stand_in import StandIn
from driftscan.sources.wording import shown


class Past(Struct, frozen=True):
    """tip: id of the commit. boundary: where a shallow clone was cut off. partial: whether the
    clone was told to leave contents out."""

    repository: Repository
    stand_in: StandIn
    tip: str
    boundary: frozenset[str]
    partial: bool

    @property
    def git_dir(self) -> bytes:
        """What git is given."""
        return self.stand_in.path

    @property
    def identity(self) -> str:
        """Stable name of the repository on this machine."""
        return identity_of(b"history", self.repository.common_dir)


def open_past(path: str, revision: str) -> Past:
    """The past of a revision, '' for HEAD. Errors: no repository, no such commit."""
    repository = find_repository(existing_directory(path))
    if repository is None:
        raise HistoryError(
            f"{shown(path)} is not in a git repository, so it has no history to learn from. "
            "`driftscan check` needs none."
        )
    stand_in = StandIn(repository)
    stand_in.link_history(repository)
    resolved = resolve(stand_in.path, repository, revision or "HEAD")
    if resolved.kind != "commit":
        raise SourceError(f"'{shown(revision)}' names a directory, not a commit.")
    return Past(
        repository,
        stand_in,
        resolved.id,
        shallow_boundary(repository),
        is_partial(repository),
    )
