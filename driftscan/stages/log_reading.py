"""Commits that nobody has read yet: asked of git, and as much saved of them as can be.

git ends itself at the first content that is missing. The commits before that one are whole; it is
asked for again alone, without contents if need be, and then come the ones after it.
"""

from collections.abc import Iterator, Sequence

from driftscan.errors import SourceError
from driftscan.history.log import FORMAT, PathTable, read_commits
from driftscan.model.history import Commit
from driftscan.sources.log import HEADS, LINES, NAMES, LogPart, read_log, read_logs
from driftscan.sources.objects import measure_objects

_MOST_DEATHS = 2000
_SAMPLE = 64
_BLOB_IDS = slice(2, 4)


class LogReader:
    """Reads commits of one git directory. paths: numbers of the paths seen so far."""

    def __init__(self, git_dir: bytes, paths: PathTable, with_lines: bool) -> None:
        self._git_dir = git_dir
        self._paths = paths
        self._what = LINES if with_lines else NAMES
        self._deaths = 0

    def commits(self, ids: Sequence[str], heads_only: frozenset[str]) -> Iterator[list[Commit]]:
        """The commits, a few hundred at a time. heads_only: ids of those whose files nobody will
        ask for."""
        bare = [id for id in ids if id in heads_only]
        if bare:
            yield self._read(read_log(self._git_dir, bare, FORMAT, HEADS))
        wanted = [id for id in ids if id not in heads_only] if bare else ids
        for part in read_logs(self._git_dir, wanted, FORMAT, self._what):
            yield self._read(part) if not part.complaint else self._saved(part)

    def _read(self, part: LogPart) -> list[Commit]:
        commits = read_commits(part.log, self._paths)
        if part.complaint or len(commits) != len(part.ids):
            raise SourceError(
                f"git cannot read the history: {part.complaint or 'it left out commits'}. If this "
                "is a partial clone, `git fetch --refetch` completes it; else `git fsck` tells "
                "what is damaged."
            )
        return commits

    def _saved(self, part: LogPart) -> list[Commit]:
        """What a log has that ended early, and what it lacks."""
        saved: list[Commit] = []
        while part.complaint:
            self._deaths += 1
            if self._deaths > _MOST_DEATHS:
                return self._read(part)
            found = read_commits(part.log, self._paths)[:-1]
            saved += found
            at, after = part.ids[len(found)], part.ids[len(found) + 1 :]
            saved += self._alone(at)
            if not after:  # asked for nothing, git would tell of HEAD
                return saved
            part = read_log(self._git_dir, after, FORMAT, self._what)
        return saved + self._read(part)

    def _alone(self, id: str) -> list[Commit]:
        part = read_log(self._git_dir, [id], FORMAT, self._what)
        return self._read(read_log(self._git_dir, [id], FORMAT, NAMES) if part.complaint else part)


def lacks_contents(git_dir: bytes, ids: Sequence[str]) -> bool:
    """Whether most of what these commits changed is not in the clone; the last ones are tried."""
    part = read_log(git_dir, ids[:_SAMPLE], b"", NAMES)
    blobs = [
        blob.decode("ascii", "replace")
        for token in part.log.split(b"\0")
        if token.lstrip(b"\n").startswith(b":")
        for blob in token.split(b" ")[_BLOB_IDS]
        if blob.strip(b"0")
    ]
    sizes = measure_objects(git_dir, sorted(set(blobs)))
    return 2 * sizes.count(None) > len(sizes)
