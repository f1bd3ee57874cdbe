"""How long the thirteen systems take, cold and warm, one process at a time.

`python -m benchmarks.services.speed [NAME...]` prints for each system its files, the wall and
processor time of `driftscan graph --level service` with an empty cache and with a full one, what
that is per 1,000 files, and which share of the work is reading files and which is linking. All of
them together are the last row, for in a small system the start of programs is most of it. Exit code
1 if that row takes more than a second of wall time per 1,000 files.
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
_ROUNDS = 3


class Timed(Struct, frozen=True):
    """One system. reading, linking: their shares of a cold run."""

    name: str
    files: int
    cold: Run
    warm: Run
    reading: float
    linking: float

    @property
    def per_thousand(self) -> float:
        """Seconds of a cold run."""
        return self.cold.seconds / self.files * 1000


def main(arguments: list[str]) -> int:
    """Measure and print."""
    found = list(_measured(arguments))
    print(table(_HEADER, [_row(each) for each in found]))
    return 1 if not found or found[-1].per_thousand > _BAR else 0


_HEADER = (
    "system",
    "files",
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
        *(each.name, str(each.files), f"{each.cold.seconds:.2f}", f"{each.cold.cpu:.2f}"),
        *(f"{each.per_thousand:.2f}", f"{each.warm.seconds:.2f}", f"{each.warm.cpu:.2f}"),
        *(f"{each.cold.megabytes:.0f}", f"{each.reading:.0%}"),
        f"{each.linking:.0%}",
    )


def _measured(names: list[str]) -> Iterator[Timed]:
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
        yield _timed(truth.stem, [tree])
    yield _timed("all together", trees)


def _timed(name: str, trees: list[Path]) -> Timed:
    command = [*driftscan_command(), "graph", *map(str, trees), "--level", "service"]
    command += ["--output-format", "json"]
    cold, warm = [], []
    for _ in range(_ROUNDS):
        with tempfile.TemporaryDirectory() as home:
            env = {**os.environ, "XDG_CACHE_HOME": home, "HOME": home}
            cold.append(run(command, trees[0], env))
            warm.append(run(command, trees[0], env))
    files = sum(len(names) for tree in trees for _, _, names in os.walk(tree))
    return Timed(name, files, _best(cold), _best(warm), *_shares(trees))


def _best(runs: list[Run]) -> Run:
    """The least disturbed one, for the machine is shared."""
    return min(runs, key=lambda each: each.cpu)


def _shares(trees: list[Path]) -> tuple[float, float]:
    """Of reading files and of linking, in all that is done for a tree without a cache."""
    spent: dict[str, float] = {}
    today = datetime.date.today()
    first, *others = (Request(path=str(tree), use_cache=False, today=today) for tree in trees)
    with _timing(spent, "service_files"), _timing(spent, "link"):
        started = time.perf_counter()
        map_services(first, None, others)
        whole = time.perf_counter() - started
    return spent["service_files"] / whole, spent["link"] / whole


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
