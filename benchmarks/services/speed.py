"""How long systems take, cold and warm, one process at a time.

`python -m benchmarks.services.speed [--once] [--against CHECKOUT] [NAME...]` measures the thirteen
systems, or those that are named; `owner/repository` names one of the mirror instead. --once takes
one run of each instead of the best of three. What is measured is told at once, on standard error.
It prints for each its files (all that lie in the tree) and how many of them are asked what they say
of services, the wall and processor time of `driftscan graph --level service` with an empty cache
and with a full one, which share of the work is reading files and which is linking, and how many
processes of others wanted a processor meanwhile (load). Per 1,000 of all files it gives half the
processor time of a cold run: on a machine of two cores that others use, that is nearer the truth
than wall time. Where there are several, the last row has the thirteen of them together, and a line
below tells what a run takes whatever it reads and what 1,000 files add to that (least squares over
processor time). --against also measures the driftscan of another checkout, in turns with this one,
and tells its processor time per 1,000 files, halved: it, too, grows when others are busy.

Exit code 1 if a system of 1,000 files or more takes more than a second per 1,000, so reckoned.
"""

import argparse
import datetime
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
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
from driftscan.journeys.services import map_services
from driftscan.pipeline import Request
from driftscan.stages import services as stage

_BAR = 1.0  # seconds per 1,000 files
_SMALL = 1000  # files; below that the start of programs is most of it
_ROUNDS = 3
_CORES = 2
_CODES = (0, 2)  # 2 where nothing is deployed, as in a repository of a library


class Timed(Struct, frozen=True):
    """One system. asked: the files that extractors claim, without test code. reading, linking:
    their shares of a cold run. load: of the machine. before: a cold run of the other checkout."""

    name: str
    files: int
    asked: int
    reading: float
    linking: float
    cold: Run
    warm: Run
    load: float
    before: Run | None = None

    @property
    def per_thousand(self) -> float:
        """Seconds of a cold run, were both cores free and busy all the time."""
        return self.spent_per_thousand(self.cold)

    def spent_per_thousand(self, run: Run) -> float:
        """The same of any run."""
        return run.cpu / _CORES / self.files * 1000


def main(arguments: list[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="speed")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--once", action="store_true")
    parser.add_argument("--against", default="")
    options = parser.parse_args(arguments)
    rounds = 1 if options.once else _ROUNDS
    found = []
    for each in _measured(options.names, rounds, options.against):
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
    "cpu/2/1,000",
    "before",
    "warm s",
    "cpu s",
    "MB",
    "reading",
    "linking",
    "load",
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
        f"{each.per_thousand:.2f}",
        f"{each.spent_per_thousand(each.before):.2f}" if each.before else "",
        *(f"{each.warm.seconds:.2f}", f"{each.warm.cpu:.2f}", f"{each.cold.megabytes:.0f}"),
        *(f"{each.reading:.0%}", f"{each.linking:.0%}", f"{each.load:.1f}"),
    )


def _measured(names: list[str], rounds: int, other: str) -> Iterator[Timed]:
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
        yield _timed(truth.stem, [tree], rounds, other)
    for repository in (name for name in names if "/" in name):
        tree = checked_out(repository, "HEAD")
        if isinstance(tree, str):
            print(f"skipped {repository}: {tree}")
        else:
            yield _timed(repository, [tree], rounds, other)
    if len(trees) > 1:
        yield _timed("all together", trees, rounds, other)


def _timed(name: str, trees: list[Path], rounds: int, other: str) -> Timed:
    ours, theirs = [], []
    for _ in range(rounds):
        ours.append(_runs(trees, ""))
        theirs += [_runs(trees, other)] if other else []
    files = sum(len(names) for tree in trees for _, _, names in os.walk(tree))
    cold, warm = (_best(runs) for runs in zip(*ours, strict=True))
    before = _best([first for first, _ in theirs]) if theirs else None
    return Timed(name, files, *_shares(trees), cold, warm, os.getloadavg()[0], before)


def _runs(trees: list[Path], checkout: str) -> tuple[Run, Run]:
    """With an empty cache and with a full one. checkout: '' for this one."""
    command = [*driftscan_command(), "graph", *map(str, trees), "--level", "service"]
    command += ["--output-format", "json"]
    with tempfile.TemporaryDirectory() as home:
        env = {**os.environ, "XDG_CACHE_HOME": home, "HOME": home, "PYTHONPATH": checkout}
        return run(command, Path(home), env, _CODES), run(command, Path(home), env, _CODES)


def _best(runs: Sequence[Run]) -> Run:
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
