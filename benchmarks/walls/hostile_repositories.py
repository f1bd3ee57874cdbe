"""Hostile repositories: makes them, scans them, and prints what happened to each.

    python -m benchmarks.walls.hostile_repositories

build_all() makes them for any other check; run() holds a check to the walls: it raises nothing
but SourceError, runs nothing, shows nothing from outside, ends in time, and accounts for every
file. Exit code 1 if any wall was crossed.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from msgspec import Struct

from benchmarks.walls.hostile_commands import COMMANDS
from benchmarks.walls.hostile_links import LINKS
from benchmarks.walls.hostile_states import STATES
from benchmarks.walls.hostile_trees import TREES
from benchmarks.walls.hostile_workshop import MARKER, Builder, HostileRepository, Workshop
from driftscan.errors import SourceError

BUILDERS: tuple[Builder, ...] = (*TREES, *LINKS, *COMMANDS, *STATES)
SECONDS = 60


class Seen(Struct, frozen=True):
    """What a check put out. shown: everything, for the search for secrets; accounted: paths that
    were read or left out with a reason, None if the check does not tell."""

    shown: bytes
    accounted: frozenset[bytes] | None = None
    read: int = 0
    left_out: int = 0


Check = Callable[[HostileRepository, str], Seen]


class Row(Struct, frozen=True):
    """One repository at one revision; failures: the walls that were crossed."""

    name: str
    revision: str
    outcome: str
    seconds: float
    failures: tuple[str, ...]


def build_all(directory: Path) -> list[HostileRepository]:
    """All hostile repositories, each in a directory of its own name."""
    return [builder(Workshop(directory, builder.__name__)) for builder in BUILDERS]


def run(check: Check, directory: Path) -> list[Row]:
    """Hold the check against every repository at every revision to try."""
    return [
        _try(check, repository, revision)
        for repository in build_all(directory)
        for revision in repository.revisions_to_try
    ]


def check_sources(repository: HostileRepository, revision: str) -> Seen:
    """The check for the sources alone: list, and read everything."""
    from driftscan.model.spec import SourceSettings
    from driftscan.sources import open_source

    source = open_source(os.fspath(repository.path), revision, SourceSettings())
    listing = source.list(_claims)
    shown = [repr(listing).encode("utf-8", "backslashreplace")]
    accounted = {left_out.path for left_out in listing.left_out}
    read = 0
    for file, content in source.read(listing.files):
        accounted.add(file.path)
        read += isinstance(content, bytes)
        shown.append(content if isinstance(content, bytes) else content.reason.encode())
    left_out = len(listing.left_out) + len(listing.files) - read
    return Seen(b"\n".join(shown), frozenset(accounted), read, left_out)


def _claims(name: bytes) -> bool:
    return name.endswith((b".py", b".pyi")) or name == b"pyproject.toml"


def _try(check: Check, repository: HostileRepository, revision: str) -> Row:
    failures = []
    started = time.perf_counter()
    try:
        with _deadline(SECONDS):
            seen = check(repository, revision)
        outcome = f"{seen.read} read, {seen.left_out} left out"
        failures.extend(_leaks(seen.shown))
        if not revision:
            failures.extend(_unaccounted(repository, seen.accounted))
    except SourceError as error:
        outcome = f"refused: {error}"
        failures.extend(_leaks(str(error).encode()))
        if not str(error).isprintable():
            failures.append("message is not printable")
    except Exception as error:  # the walls say: nothing else, so everything else is a result
        outcome = repr(error)
        failures.append(f"raised {type(error).__name__}")
    if repository.canary.exists():
        failures.append("a command was run")
        repository.canary.unlink()
    seconds = time.perf_counter() - started
    return Row(repository.name, revision, outcome, seconds, tuple(failures))


def _leaks(shown: bytes) -> list[str]:
    return ["content from outside"] if MARKER.encode() in shown else []


def _unaccounted(repository: HostileRepository, accounted: frozenset[bytes] | None) -> list[str]:
    if accounted is None:
        return []
    missing = [path for path in repository.mentioned if not _has(accounted, path)]
    return [f"no word about {len(missing)} files, e.g. {missing[0]!r}"] if missing else []


def _has(accounted: frozenset[bytes], path: bytes) -> bool:
    while path and path not in accounted:
        path = path.rpartition(b"/")[0]
    return bool(path)


@contextmanager
def _deadline(seconds: int) -> Iterator[None]:
    def expire(_signal: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"not finished after {seconds} s")

    before = signal.signal(signal.SIGALRM, expire)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def main() -> int:
    """Run the sources against everything and print a table."""
    directory = tempfile.mkdtemp(prefix="driftscan-hostile-")
    try:
        rows = run(check_sources, Path(directory))
    finally:  # shutil.rmtree recurses, and fails on a thousand levels
        subprocess.run(["rm", "-rf", "--", directory], check=True)
    for row in rows:
        verdict = "FAILED " + "; ".join(row.failures) if row.failures else "held"
        name = f"{row.name} @ {row.revision}"[:60] if row.revision else row.name
        shown = ascii(name)[1:-1]
        print(f"{shown:<62}{row.seconds * 1000:>7.0f} ms  {verdict:<8} {row.outcome[:100]}")
    failed = sum(bool(row.failures) for row in rows)
    print(f"{len(BUILDERS)} repositories, {len(rows)} scans, {failed} crossed a wall")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
