"""The index of a repository, read by `git ls-files`: what the next commit would hold."""

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from driftscan.errors import SourceError
from driftscan.model.source import LeftOut
from driftscan.sources.git import run
from driftscan.sources.revision_tree import LISTING_BYTES, TreeEntry
from driftscan.sources.wording import first_line

UNMERGED = "not merged yet: resolve the conflict and `git add` it"
_INTENDED = "only intended to be added; `git add` stages its content"
_INTENT_TO_ADD = 0x20000000
_PLAIN = re.compile(rb"(\d{6}) ([0-9a-f]{40,64}) (\d)\t([^\0]+)\0")
# `-s -z`, and what --debug adds to each entry: lines of the file's state, flags last.
_DETAILED = re.compile(
    rb"(\d{6}) ([0-9a-f]{40,64}) (\d)\t([^\0]+)\0(?:  ctime:[^\0]*?flags: ([0-9a-f]+)\n)?"
)
_OLDEST_WITH_INTENT = 3  # version 2 of the index has no room for it


class StagedEntries(Struct, frozen=True):
    """entries: every path of the index once. unfit: those without content that would be
    committed: conflicts, and files that are only intended to be added."""

    entries: tuple[TreeEntry, ...]
    unfit: dict[bytes, LeftOut]


def list_staged(git_dir: bytes, version: int) -> StagedEntries:
    """All paths of the index, relative to the top of the work tree. version: of its format."""
    detailed = version >= _OLDEST_WITH_INTENT
    arguments = (b"ls-files", b"-s", b"-z", *([b"--debug"] if detailed else []))
    output = run(git_dir, arguments, b"", LISTING_BYTES)
    if output.code:
        raise SourceError(f"git cannot read the index: {first_line(output.stderr)}")
    unfit: dict[bytes, LeftOut] = {}
    lines = _detailed(output.stdout, unfit) if detailed else _plain(output.stdout, unfit)
    return StagedEntries(tuple(lines), unfit)


def below(staged: StagedEntries, directory: bytes) -> StagedEntries:
    """What lies under a directory, its paths relative to it; b'' is the top."""
    if not directory:
        return staged
    start = directory + b"/"
    cut = len(start)
    return StagedEntries(
        tuple(
            TreeEntry(entry.path[cut:], entry.mode, entry.id)
            for entry in staged.entries
            if entry.path.startswith(start)
        ),
        {
            path[cut:]: replace(why, path=path[cut:])
            for path, why in staged.unfit.items()
            if path.startswith(start)
        },
    )


def _plain(listed: bytes, unfit: dict[bytes, LeftOut]) -> Iterator[TreeEntry]:
    for mode, id, stage, path in _PLAIN.findall(listed):
        if stage == b"0" or _is_new_conflict(path, unfit):
            yield TreeEntry(path, mode, id)


def _detailed(listed: bytes, unfit: dict[bytes, LeftOut]) -> Iterator[TreeEntry]:
    for mode, id, stage, path, flags in _DETAILED.findall(listed):
        if stage == b"0" and flags and int(flags, 16) & _INTENT_TO_ADD:
            unfit[path] = LeftOut(path, "intent-to-add", _INTENDED)
        if stage == b"0" or _is_new_conflict(path, unfit):
            yield TreeEntry(path, mode, id)


def _is_new_conflict(path: bytes, unfit: dict[bytes, LeftOut]) -> bool:
    """A conflict has up to three entries of one path; the first is told."""
    known = path in unfit
    unfit[path] = LeftOut(path, "unmerged", UNMERGED)
    return not known
