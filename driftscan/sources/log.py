"""The history of a repository as git tells it: one streamed log, and the few files beside it."""

import os
from collections.abc import Iterator, Sequence

from msgspec import Struct

from driftscan.errors import SourceError
from driftscan.sources.git import GitProcess, time_limit
from driftscan.sources.repository import SMALL_BYTES, Repository
from driftscan.sources.small_file import read_small_file, why
from driftscan.sources.wording import first_line, shown

_CHUNK = 1 << 20
# Comparing the contents of two large trees can keep git silent for long.
_PATIENCE = 600.0


class LogRequest(Struct, frozen=True):
    """What to ask git for. tips: ids of commits; without: of commits whose past is known already.

    format: of each commit's head, see `git log --format`. with_contents: whether contents may be
    looked at, which a clone without them cannot: then there are no lines, and a file counts as
    renamed only where nothing in it changed.
    """

    tips: Sequence[str]
    format: bytes
    without: Sequence[str] = ()
    with_contents: bool = True


def stream_log(git_dir: bytes, request: LogRequest) -> Iterator[bytes]:
    """The log as git writes it, in chunks. Merges come with their heads alone: what they changed is
    in their parents. SourceError: git failed, so that what came before is not all."""
    wanted = [*request.tips, *(b"^".decode() + each for each in request.without)]
    with (
        GitProcess(
            git_dir,
            _arguments(request),
            "".join(f"{each}\n" for each in wanted).encode(),
            _PATIENCE,
        ) as process,
        time_limit(process),
    ):
        while chunk := process.output.read1(_CHUNK):
            yield chunk
        code, errors = process.finish(_PATIENCE)
    if code:
        raise SourceError(
            f"git cannot read the history: {first_line(errors)}. If this is a partial clone, "
            "`git fetch --refetch` completes it; else `git fsck` tells what is damaged."
        )


def _arguments(request: LogRequest) -> tuple[bytes, ...]:
    how = (b"--numstat", b"-M") if request.with_contents else (b"-M100%",)
    return (
        *(b"log", b"-z", b"--raw", b"--no-abbrev", *how),
        *(b"--no-ext-diff", b"--no-textconv", b"--no-color", b"--encoding=UTF-8"),
        *(b"--format=" + request.format, b"--stdin"),
    )


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
