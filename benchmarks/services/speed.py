"""How long systems take, cold and warm, one process at a time.

`python -m benchmarks.services.speed [--once] [NAME...]` measures the thirteen systems, or those
that are named; `owner/repository` names one of the mirror instead. --once takes one run of each
instead of the best of three. What is measured is told at once, on standard error. It prints for
each its files (all that lie in the tree) and how many of them are asked what they say of services,
the wall and processor time of `driftscan graph --level service` with an empty cache and with a full
one, the former per 1,000 of all files, and which share of the work is reading files and which is
linking. Where there are several, the last row has the thirteen of them together, and a line below
tells what a run takes whatever it reads and what 1,000 files add to that (least squares over
processor time). On a machine that others use, half the processor time is nearer the truth than wall
time, if it has two cores.

Exit code 1 if a system of 1,000 files or more takes more than a second of wall time per 1,000.
"""

import datetime
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import linear_regression
from unittest.mock import patch

from msgspec import Struct

from benchmarks.command import driftscan_command
from benchmarks.services.truths import _TRUTH
from benchmarks.tables import table
from benchmarks.timing import Run, run
from benchmarks.truth.mirrored import checked_out
from driftscan.pipeline import Request, map_services
from driftscan.stages import services as stage

_BAR = 1.0  # seconds per 1,000 files
_SMALL = 1000  # files; below that the start of programs is most of it
_ROUNDS = 3


class Timed(Struct, frozen=True):
    """One system. asked: the files that extractors claim, without test code. reading, linking:
    their shares of a cold run."""

    name: str
    files: int
    asked: int
    reading: float
    linking: float
    cold: Run
    warm: Run

    @property
    def per_thousand(self) -> float:
        """Seconds of a cold run."""
        return self.cold.seconds / self.files * 1000


def main(arguments: list[str]) -> int:
    """Measure and print."""
    rounds = 1 if "--once" in arguments else _ROUNDS
    found = []
    for each in _measured([word for word in arguments if word != "--once"], rounds):
        found.append(each)
        print(*_row(each), file=sys.stderr, flush=True)
    print(table(_HEADER, [_row(each) for each in found]))
    if len(found) > 2:
        print(_line_through(found))
    slow = [each for each in found if each.files >= _SMALL and each.per_thousand > _BAR]
    return 1 if slow or not found else 0


def _line_through(found: list[Timed]) -> str:
    """Least squares."""
    files, spent = [each.files / 1000 for each in found], [each.cold.cpu for each in found]
    slope, start = linear_regression(files, spent)
    return f"processor time: {start:.2f} s, and {slope:.2f} s more for each 1,000 files"


_HEADER = (
    "system",
    "files",
    "asked",
    "cold s",
    "cpu s",
    "s/1,000",
    "warm s",
    "cpu s",
    "MB",
    "reading",
    "linking",
)


def _row(each: Timed) -> tuple[str, ...]:
    return (
        *(
            each.name,
            f"{each.files:,}",
            f"{each.asked:,}",
            f"{each.cold.seconds:.2f}",
            f"{each.cold.cpu:.2f}",
        ),
        *(f"{each.per_thousand:.2f}", f"{each.warm.seconds:.2f}", f"{each.warm.cpu:.2f}"),
        *(f"{each.cold.megabytes:.0f}", f"{each.reading:.0%}"),
        f"{each.linking:.0%}",
    )


def _measured(names: list[str], rounds: int) -> Iterator[Timed]:
    trees: list[Path] = []
    for truth in sorted(_TRUTH.glob("*.json")):
        origin = json.loads(truth.read_text())["origin"]
        if names and truth.stem not in names:
            continue
        tree = checked_out(origin["upstream"], origin.get("commit", "HEAD"))
        if isinstance(tree, str):
            print(f"skipped {truth.stem}: {tree}")
            continue
        trees.append(tree)
        yield _timed(truth.stem, [tree], rounds)
    for repository in (name for name in names if "/" in name):
        tree = checked_out(repository, "HEAD")
        if isinstance(tree, str):
            print(f"skipped {repository}: {tree}")
        else:
            yield _timed(repository, [tree], rounds)
    if len(trees) > 1:
        yield _timed("all together", trees, rounds)


def _timed(name: str, trees: list[Path], rounds: int) -> Timed:
    command = [*driftscan_command(), "graph", *map(str, trees), "--level", "service"]
    command += ["--output-format", "json"]
    cold, warm = [], []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as home:
            env = {**os.environ, "XDG_CACHE_HOME": home, "HOME": home}
            cold.append(run(command, trees[0], env))
            warm.append(run(command, trees[0], env))
    files = sum(len(names) for tree in trees for _, _, names in os.walk(tree))
    return Timed(name, files, *_shares(trees), _best(cold), _best(warm))


def _best(runs: list[Run]) -> Run:
    """The least disturbed one, for the machine is shared."""
    return min(runs, key=lambda each: each.cpu)


def _shares(trees: list[Path]) -> tuple[int, float, float]:
    """Files that are asked, and the shares of reading files and of linking in all that is done for
    a tree without a cache."""
    spent: dict[str, float] = {}
    today = datetime.date.today()
    first, *others = (Request(path=str(tree), use_cache=False, today=today) for tree in trees)
    with _timing(spent, "service_files"), _timing(spent, "link"):
        started = time.perf_counter()
        asked = map_services(first, None, others).coverage.files
        whole = time.perf_counter() - started
    return asked, spent["service_files"] / whole, spent["link"] / whole


@contextmanager
def _timing(spent: dict[str, float], name: str) -> Iterator[None]:
    """Adds up how long a step of the stage takes."""
    step = getattr(stage, name)

    def timed(*arguments: object) -> object:
        started = time.perf_counter()
        try:
            return step(*arguments)
        finally:
            spent[name] = spent.get(name, 0.0) + time.perf_counter() - started

    with patch.object(stage, name, timed):
        yield


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
