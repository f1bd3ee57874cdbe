"""The index of a repository, read by `git ls-files`: what the next commit would hold."""

import re

from msgspec import Struct
from msgspec.structs import replace

from driftscan.errors import SourceError
from driftscan.model.source import LeftOut
from driftscan.sources.git import RunAhead
from driftscan.sources.revision_tree import LISTING_BYTES
from driftscan.sources.tree_lines import TreeEntry, TreeLines, lines_of, of_lines, printed
from driftscan.sources.wording import first_line

UNMERGED = "not merged yet: resolve the conflict and `git add` it"
_INTENDED = "only intended to be added; `git add` stages its content"
_INTENT_TO_ADD = 0x20000000
# `-s -z`, and what --debug adds to each entry: lines of the file's state, flags last.
_DETAILED = re.compile(
    rb"(\d{6}) ([0-9a-f]{40,64}) (\d)\t([^\0]+)\0(?:  ctime:[^\0]*?flags: ([0-9a-f]+)\n)?"
)
_CONFLICTS = (b" 1\t", b" 2\t", b" 3\t")
_OLDEST_WITH_INTENT = 3  # version 2 of the index has no room for it


class StagedEntries(Struct, frozen=True):
    """listed: every path of the index once. unfit: those without content that would be
    committed: conflicts, and files that are only intended to be added."""

    listed: TreeLines
    unfit: dict[bytes, LeftOut]


class StagedListing:
    """git at work on the list of all paths of the index, from the time this is made."""

    def __init__(self, git_dir: bytes, version: int) -> None:
        """version: of the index's format."""
        self._is_detailed = version >= _OLDEST_WITH_INTENT
        details = [b"--debug"] if self._is_detailed else []
        self._git = RunAhead(git_dir, (b"ls-files", b"-s", b"-z", *details), LISTING_BYTES)

    def entries(self) -> StagedEntries:
        """All paths, relative to the top of the work tree. SourceError: git cannot list them."""
        output = self._git.output()
        if output.code:
            raise SourceError(f"git cannot read the index: {first_line(output.stderr)}")
        unfit: dict[bytes, LeftOut] = {}
        read = _detailed if self._is_detailed else _plain
        listed = read(output.stdout, unfit)
        return StagedEntries(listed, unfit)


def below(staged: StagedEntries, directory: bytes) -> StagedEntries:
    """What lies under a directory, its paths relative to it; b'' is the top."""
    if not directory:
        return staged
    start = directory + b"/"
    cut = len(start)
    return StagedEntries(
        staged.listed.below(directory),
        {
            path[cut:]: replace(why, path=path[cut:])
            for path, why in staged.unfit.items()
            if path.startswith(start)
        },
    )


def _plain(text: bytes, unfit: dict[bytes, LeftOut]) -> TreeLines:
    listed = printed(text)
    # One of a path, perhaps, that holds a space, a digit and a tab: no harm is done.
    if not any(stage in text for stage in _CONFLICTS):
        return listed
    cut, merged = listed.cut, b" 0\t"
    return of_lines(
        [
            line
            for line in listed.lines
            if line[cut - len(merged) : cut] == merged or _is_new_conflict(line[cut:], unfit)
        ]
    )


def _detailed(text: bytes, unfit: dict[bytes, LeftOut]) -> TreeLines:
    kept: list[TreeEntry] = []
    for mode, id, stage, path, flags in _DETAILED.findall(text):
        if stage == b"0" and flags and int(flags, 16) & _INTENT_TO_ADD:
            unfit[path] = LeftOut(path, "intent-to-add", _INTENDED)
        if stage == b"0" or _is_new_conflict(path, unfit):
            kept.append(TreeEntry(path, mode, id))
    return lines_of(kept)


def _is_new_conflict(path: bytes, unfit: dict[bytes, LeftOut]) -> bool:
    """A conflict has up to three entries of one path; the first is told."""
    known = path in unfit
    unfit[path] = LeftOut(path, "unmerged", UNMERGED)
    return not known
