"""The commits that earlier runs have read, kept by id.

What a commit did never changes, so a further month costs a further month's commits, whatever was
rebased or force-pushed meanwhile: what the tip no longer leads back to is not looked at, and what
is new is asked for. A run that is interrupted leaves what it has read to the next one.
"""

import time
from collections.abc import Callable

from msgspec import Struct

from driftscan.errors import HistoryError
from driftscan.history.lineage import ordered, reach
from driftscan.history.log import PathTable
from driftscan.model.history import Commit, History
from driftscan.sources.log import commit_ids
from driftscan.stages.code_version import code_version
from driftscan.stages.log_reading import LogReader, lacks_contents
from driftscan.stages.past import Past
from driftscan.stages.record import decode_as, encode
from driftscan.store.snapshot import BlobCache

_NAMESPACE = "commits"
_MAKES_COMMITS = (
    *("model/history.py", "history/log.py", "history/code_files.py"),
    *("sources/log.py", "stages/log_reading.py"),
)
_SAVED_EVERY = 30.0  # seconds
# Commits of other branches stay too, as long as all are not so many times those of the last tip.
_KEPT_TIMES = 2

Advance = Callable[[int, int], None]
"""Told how many commits have been read, of how many."""


class Kept(Struct, frozen=True, array_like=True):
    """tips: whose whole past is in commits."""

    tips: list[str]
    paths: list[bytes]
    commits: list[Commit]


class KnownCommits:
    """The commits of one repository. with_lines: see History."""

    def __init__(self, past: Past, blobs: BlobCache, with_lines: bool) -> None:
        self._past = past
        self._blobs = blobs
        self._with_lines = with_lines
        kept = self._load()
        self._tips = kept.tips
        self._paths = PathTable(kept.paths)
        self._known = {commit.id: commit for commit in kept.commits}

    def history(self, advance: Advance) -> History:
        """All that the tip leads back to; what is not known yet is read."""
        reached, missing = reach(self._known, self._past.tip)
        if missing:
            self._complete(missing, advance)
            reached, missing = reach(self._known, self._past.tip)
            self._save(reached)
        if missing:
            raise HistoryError(
                f"The history lacks {len(missing):,} commits, such as {missing[0][:12]}; "
                "`git fsck` tells what is damaged."
            )
        return History(
            tip=self._past.tip,
            commits=ordered(self._known, reached),
            paths=list(self._paths.number),
            boundary=self._past.boundary & reached,
            has_lines=self._with_lines,
        )

    def _complete(self, missing: list[str], advance: Advance) -> None:
        git_dir = self._past.git_dir
        ids = commit_ids(git_dir, missing, self._tips)
        wanted = [id for id in ids if id not in self._known]
        reader = LogReader(git_dir, self._paths, self._with_lines)
        saved_at = time.monotonic()
        read = 0
        try:
            for commits in reader.commits(wanted, self._past.boundary):
                self._known.update((commit.id, commit) for commit in commits)
                read += len(commits)
                advance(read, len(wanted))
                if time.monotonic() - saved_at > _SAVED_EVERY:
                    self._put(self._tips)
                    saved_at = time.monotonic()
        except KeyboardInterrupt:
            self._put(self._tips)
            raise

    def _save(self, reached: set[str]) -> None:
        tips = [self._past.tip, *(tip for tip in self._tips if tip not in reached)]
        if len(self._known) > _KEPT_TIMES * len(reached):
            self._known = {id: self._known[id] for id in reached}
            tips = [self._past.tip]
        self._put(tips)

    def _put(self, tips: list[str]) -> None:
        if self._blobs.keeps:
            kept = Kept(tips, list(self._paths.number), list(self._known.values()))
            self._blobs.put(_NAMESPACE, self._key(), encode(kept))

    def _load(self) -> Kept:
        data = self._blobs.get(_NAMESPACE, self._key())
        kept = decode_as(data, Kept) if data is not None else None
        return kept or Kept([], [], [])

    def _key(self) -> str:
        """A commit at which a clone is cut off has another past, and seems to do other things,
        once the clone is deepened."""
        what = "lines" if self._with_lines else "names"
        cut_off = " ".join(sorted(self._past.boundary))
        return f"{self._past.identity}\0{what}\0{cut_off}\0{code_version(_MAKES_COMMITS)}"


def read_history(past: Past, blobs: BlobCache, advance: Advance) -> History:
    """The history that a tip leads back to, with lines wherever contents are there."""
    with_lines = True
    if past.partial:
        last = commit_ids(past.git_dir, [past.tip], [])
        with_lines = not lacks_contents(past.git_dir, last)
    return KnownCommits(past, blobs, with_lines).history(advance)
