"""The index of a repository, read by `git ls-files`: what the next commit would hold."""

import re
from functools import cached_property

from msgspec import Struct

from driftscan.errors import SourceError
from driftscan.model.source import LeftOut
from driftscan.sources.git import RunAhead
from driftscan.sources.revision_tree import LISTING_BYTES
from driftscan.sources.tree_lines import TreeLines, of_lines, printed
from driftscan.sources.wording import first_line

UNMERGED = "not merged yet: resolve the conflict and `git add` it"
_INTENDED = "only intended to be added; `git add` stages its content"
_INTENT_TO_ADD = 0x20000000
# `-s -z`, and what --debug adds to each entry: lines of the file's state, flags last.
_DETAILED = re.compile(
    rb"(\d{6}) ([0-9a-f]{40,64}) (\d)\t([^\0]+)\0(?:  ctime:[^\0]*?flags: ([0-9a-f]+)\n)?"
)
_MERGED = b" 0\t"
_CONFLICTS = (b" 1\t", b" 2\t", b" 3\t")
_OLDEST_WITH_INTENT = 3  # version 2 of the index has no room for it


class StagedEntries(Struct, frozen=True, dict=True):
    """printed: every path of the index; one in conflict has up to three lines.
    intended: files that are only intended to be added."""

    printed: TreeLines
    intended: tuple[bytes, ...] = ()

    @cached_property
    def listed(self) -> TreeLines:
        """Every path once; of a conflict the first line."""
        lines, conflicts = self.printed.lines, set(self._conflicts)
        if not conflicts:
            return self.printed
        at, seen, kept = self.printed.cut, set[bytes](), []
        for line in lines:
            if line[at:] not in seen:
                kept.append(line)
            if line[at:] in conflicts:
                seen.add(line[at:])
        return of_lines(kept)

    @cached_property
    def unfit(self) -> dict[bytes, LeftOut]:
        """Those without content that would be committed."""
        intended = {path: LeftOut(path, "intent-to-add", _INTENDED) for path in self.intended}
        return intended | {path: LeftOut(path, "unmerged", UNMERGED) for path in self._conflicts}

    @cached_property
    def _conflicts(self) -> list[bytes]:
        # One of a path, perhaps, that holds a space, a digit and a tab.
        if not any(stage in self.printed.text for stage in _CONFLICTS):
            return []
        cut = self.printed.cut
        stage = slice(cut - len(_MERGED), cut)
        return [line[cut:] for line in self.printed.lines if line[stage] != _MERGED]


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
        return _detailed(output.stdout) if self._is_detailed else _plain(output.stdout)


def below(staged: StagedEntries, directory: bytes) -> StagedEntries:
    """What lies under a directory, its paths relative to it; b'' is the top."""
    if not directory:
        return staged
    start = directory + b"/"
    inside = [path for path in staged.intended if path.startswith(start)]
    return StagedEntries(
        staged.printed.below(directory), tuple([path[len(start) :] for path in inside])
    )


def _plain(text: bytes) -> StagedEntries:
    return StagedEntries(printed(text))


def _detailed(text: bytes) -> StagedEntries:
    lines: list[bytes] = []
    intended: list[bytes] = []
    for mode, id, stage, path, flags in _DETAILED.findall(text):
        if stage == b"0" and flags and int(flags, 16) & _INTENT_TO_ADD:
            intended.append(path)
        lines.append(b"%b %b %b\t%b" % (mode, id, stage, path))
    return StagedEntries(of_lines(lines), tuple(intended))
