"""The last entry that matches a path, fast enough for thousands of entries and paths."""

from collections.abc import Sequence

from driftscan.owners.entry import Entry


class LastMatch:
    """Entries in the order of the file; the last that matches a path decides.

    Most entries name one directory: those are found by walking up the path. Only entries with
    wildcards that stand below the one found are tried one by one.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        self._by_path = {entry.literal: at for at, entry in enumerate(entries) if entry.literal}
        self._globs = [at for at, entry in enumerate(entries) if not entry.literal]

    def find(self, path: bytes) -> Entry | None:
        """The entry that decides for a path; None where no entry matches it."""
        best = -1
        above = path
        while above:
            best = max(best, self._by_path.get(above, -1))
            above = above.rpartition(b"/")[0]
        for at in reversed(self._globs):
            if at < best:
                break
            if self._entries[at].matches(path):
                best = at
                break
        return self._entries[best] if best >= 0 else None
