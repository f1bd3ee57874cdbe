"""What a source is: a place that lists files and hands out their bytes, and nothing else."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from driftscan.model.source import Above, LeftOut, Listing, SourceFile

MAX_FILE_BYTES = 5 * 1024 * 1024
TOO_LARGE = f"larger than {MAX_FILE_BYTES // (1024 * 1024)} MiB"

Claims = Callable[[bytes], bool]
"""Whether some extractor wants files of this name (the last part of a path)."""

Found = Callable[[Sequence[SourceFile]], None]
"""Told files while a source is still listing; each of them will be in the listing, unless the
source has to begin again. Only a source that takes long tells any."""


def look_away(files: Sequence[SourceFile]) -> None:
    """A Found that does nothing."""


class Source(Protocol):
    """A tree of files that can be listed and read; nothing in it is ever run."""

    @property
    def identity(self) -> str:
        """Stable name of the place, the same for every run and revision of it."""
        ...

    @property
    def revision(self) -> str:
        """Full id of the commit (of the tree, if only a tree was named); '' for a work tree and
        for the index."""
        ...

    def recall(self, before: Listing, claims: Claims, /) -> None:
        """What an earlier run listed by these claims: what a blob id stands for need not be asked
        again, and a tree that is listed alike by the very same claims not be walked."""
        ...

    def own_text(self, path: str, /) -> bytes | None:
        """What this state of the repository holds of a file of the user's (spec, baseline), by
        its path as the user sees it; None if the file on disk counts."""
        ...

    def list(self, claims: Claims, found: Found = look_away, /) -> Listing:
        """All claimed files, sorted by path; what was left out and why; how much was ignored.

        ignored counts claimed files, and whole directories that were not entered.
        """
        ...

    def above(self, name: bytes, /) -> Above:
        """What has this name in the directories above, in the same state of the repository; asked
        once the place was listed. Files that can't be read are not there."""
        ...

    def read(self, files: Iterable[SourceFile], /) -> Iterator[tuple[SourceFile, bytes | LeftOut]]:
        """The content of each file, in the order asked for, one in memory at a time.

        The file that comes back carries its blob id and, in a work tree, the stamp it had when
        it was read. A file that cannot be read comes back as it was given, with the reason.
        """
        ...
