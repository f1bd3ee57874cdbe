"""A first-parent line that was read before, continued to where it ends now."""

from collections.abc import Callable, Sequence

from msgspec import Struct


class LineCommit(Struct, frozen=True, array_like=True, gc=False):
    """time: seconds since 1970, as the committer's clock had it, within what a calendar has."""

    id: str
    time: int
    subject: str


class KnownLine(Struct, frozen=True):
    """commits: oldest first. cut: where this clone had no more of the history, sorted. added: by
    folder, when each file below it was first committed on the line."""

    commits: tuple[LineCommit, ...] = ()
    cut: tuple[str, ...] = ()
    added: dict[str, dict[bytes, int]] = {}

    @property
    def tip(self) -> str:
        """The last commit, '' for none."""
        return self.commits[-1].id if self.commits else ""


class NewCommits(Struct, frozen=True):
    """Of a line those that an earlier tip does not lead back to, oldest first. above: the first
    parent of the oldest, '' if there is none."""

    commits: Sequence[LineCommit] = ()
    above: str = ""


def continued(
    known: KnownLine, tip: str, since: Callable[[str], NewCommits | None]
) -> tuple[LineCommit, ...] | None:
    """The line that ends at a commit, as far as it is known; None if all of it has to be read.

    A commit has one first parent: what stood above it then stands above it now.
    since: the commits since an earlier tip, None if git does not know that tip any more.
    """
    places = {commit.id: at for at, commit in enumerate(known.commits)}
    if tip in places:
        return known.commits[: places[tip] + 1]
    new = since(known.tip) if known.tip else None
    if new is None or new.above not in places:
        return None
    return (*known.commits[: places[new.above] + 1], *new.commits)
