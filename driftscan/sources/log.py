"""The history of a repository as git tells it: which commits there are, and the log of each.

Finding out what was renamed is what takes long, and git does it one commit after the other. So it
is given the commits in a few long rows, as many at once as there are processors; what it says of
each does not depend on the others. (Many short rows would cost: every process finds its way into
the packs anew.) It also ends itself where the content of a single file is missing, as happens in
clones that somebody has taken a secret out of: then only the rest of that row is asked for again.
"""

import os
from collections import deque
from collections.abc import Iterator, Sequence

from msgspec import Struct

from driftscan.errors import SourceError
from driftscan.sources.git import GitProcess, run, time_limit
from driftscan.sources.repository import SMALL_BYTES, Repository
from driftscan.sources.small_file import read_small_file, why
from driftscan.sources.wording import first_line, shown

_SHORTEST, _LONGEST = 256, 8192
_MOST_BYTES = 128 << 20  # of one row; a few nested trees can stand for billions of files
_PATIENCE = 600.0  # comparing two large trees can keep git silent for long
_LOG = (b"log", b"-z", b"--no-walk=unsorted", b"--no-ext-diff", b"--no-textconv", b"--no-color")

LINES = (b"--raw", b"--no-abbrev", b"--numstat", b"-M")
NAMES = (b"--raw", b"--no-abbrev", b"-M100%")
"""Without looking at contents: no lines, and renamed is only what did not change."""
HEADS = (b"--no-patch",)
"""Nothing of what a commit did."""


class LogPart(Struct, frozen=True):
    """The log of some commits, in their order. complaint: why it ends before the last, else ''."""

    ids: Sequence[str]
    log: bytes
    complaint: str = ""


def commit_ids(git_dir: bytes, tips: Sequence[str], without: Sequence[str]) -> list[str]:
    """The ids of all commits that lead to the tips, but for those that lead to others; of these,
    any that is gone is passed over."""
    lines = "".join(f"{tip}\n" for tip in tips) + "".join(f"^{each}\n" for each in without)
    found = run(git_dir, (b"rev-list", b"--ignore-missing", b"--stdin"), lines.encode())
    if found.code:
        raise SourceError(
            f"git cannot walk the history: {first_line(found.stderr)}. If this is a partial clone, "
            "`git fetch --refetch` completes it; else `git fsck` tells what is damaged."
        )
    return found.stdout.decode("ascii").split()


def read_log(
    git_dir: bytes, ids: Sequence[str], format: bytes, what: tuple[bytes, ...] = LINES
) -> LogPart:
    """The log of these commits. A merge has its head alone: what it did is in its parents.

    format: of each commit's head, see `git log --format`.
    """
    arguments = (*_LOG, *what, b"--encoding=UTF-8", b"--format=" + format, b"--stdin")
    requests = "".join(f"{id}\n" for id in ids).encode()
    with GitProcess(git_dir, arguments, requests, _PATIENCE) as process, time_limit(process):
        log = process.output.read(_MOST_BYTES)
        if process.output.read(1):
            return LogPart(ids, log, f"more than {_MOST_BYTES:,} bytes")
        code, errors = process.finish(_PATIENCE)
    return LogPart(ids, log, first_line(errors) or f"exit code {code}" if code else "")


def read_logs(
    git_dir: bytes, ids: Sequence[str], format: bytes, what: tuple[bytes, ...] = LINES
) -> Iterator[LogPart]:
    """The same of many commits, part by part, while git is at the next ones."""
    from concurrent.futures import Future, ThreadPoolExecutor

    workers = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2
    pool = ThreadPoolExecutor(workers)
    running: deque[Future[LogPart]] = deque()
    try:
        row = min(max(len(ids) // (2 * workers) + 1, _SHORTEST), _LONGEST)
        for start in range(0, len(ids), row):
            part = ids[start : start + row]
            running.append(pool.submit(read_log, git_dir, part, format, what))
            if len(running) > 2 * workers:
                yield running.popleft().result()
        while running:
            yield running.popleft().result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def shallow_boundary(repository: Repository) -> frozenset[str]:
    """The commits at which a shallow clone was cut off; none in a whole one."""
    path = os.path.join(repository.common_dir, b"shallow")
    try:
        content = read_small_file(path, SMALL_BYTES)
    except FileNotFoundError:
        return frozenset()
    except OSError as problem:
        raise SourceError(f"{shown(path)} cannot be read: {why(problem)}.") from problem
    return frozenset(content.decode("ascii", "replace").split())


def is_partial(repository: Repository) -> bool:
    """Whether the clone was made with a filter, so that contents may be missing from it."""
    packs = os.path.join(repository.common_dir, b"objects", b"pack")
    try:
        return any(name.endswith(b".promisor") for name in os.listdir(packs))
    except OSError:
        return False
