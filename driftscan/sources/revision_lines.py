"""The lines of many revisions that are listed one after the other, and how large their files are.

Most of them are the same in all, so git is asked once how each differs from the one before, where
it would otherwise be started for each to print them all.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import pairwise

from driftscan.errors import SourceError
from driftscan.sources.objects import measure_objects
from driftscan.sources.revision_tree import list_revision
from driftscan.sources.source import Claims
from driftscan.sources.tree_changes import TreeChange, TreeChanges, tree_changes
from driftscan.sources.tree_lines import TreeLines, of_lines


class RevisionLines:
    """What git lists of the commits of one repository. sizes: of contents, by id; known ones."""

    def __init__(self, git_dir: bytes, inside: bytes) -> None:
        """inside: the directory to list, b'' for all."""
        self._git_dir = git_dir
        self._inside = inside
        self._expected: Mapping[str, TreeChanges] = {}
        self._last = TreeLines()
        self._last_commit = ""
        self.sizes: dict[str, int] = {}

    def expect(self, commits: Sequence[str], claims: Claims) -> None:
        """These will be asked for, in this order. claims: which of their files will be measured."""
        known = [self._last_commit] if self._last_commit else []
        in_turn = list(dict.fromkeys([*known, *commits]))
        self._expected = tree_changes(self._git_dir, in_turn, self._inside)
        self._measure(claims)

    def of(self, commit: str) -> TreeLines:
        """See list_revision()."""
        found = self._last if commit == self._last_commit else self._changed(commit)
        if found is None:
            found = list_revision(self._git_dir, commit, self._inside)
            if not _is_in_order(found):
                return found
        self._last, self._last_commit = found, commit
        return found

    def _measure(self, claims: Claims) -> None:
        """What git does not know is left to whoever asks for it, and will say so."""
        found = [
            change.id
            for expected in self._expected.values()
            for change in expected.changes
            if change.is_file and claims(change.path.rpartition(b"/")[2])
        ]
        ids = sorted({id for id in found if id not in self.sizes})
        with suppress(SourceError):
            sizes = zip(ids, measure_objects(self._git_dir, ids), strict=True)
            self.sizes |= {id: size for id, size in sizes if size is not None}

    def _changed(self, commit: str) -> TreeLines | None:
        expected = self._expected.get(commit)
        if expected is None or expected.since != self._last_commit:
            return None
        return after_changes(self._last, expected.changes)


def after_changes(listed: TreeLines, changes: Sequence[TreeChange]) -> TreeLines | None:
    """The lines of a tree with these changes. None where they do not fit: some path of either tree
    stands there twice or out of its place, which git itself never makes, or nothing is left."""
    lines, cut = list(listed.lines), listed.cut
    for change in changes:
        at = bisect_left(lines, change.path, key=lambda line: line[cut:])
        known = lines[at] if at < len(lines) else b""
        if (known if known[cut:] == change.path else b"") != change.old:
            return None
        lines[at : at + bool(change.old)] = [change.new] if change.new else []
    return of_lines(lines) if lines else None


def _is_in_order(listed: TreeLines) -> bool:
    paths = [line[listed.cut :] for line in listed.lines]
    return all(path < after for path, after in pairwise(paths))
