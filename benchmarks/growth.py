"""How time grows with the repository: made-up ones of up to 30,000 modules, checked cold.

The bars: 30,000 modules in 10 seconds, and no size takes more time for each module than the size
before it (within a tenth, for the machine is never quite the same).
"""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.command import driftscan_command
from benchmarks.synthetic import write_repository
from benchmarks.timing import Run, middle, run

SIZES = (1_000, 3_000, 10_000, 30_000)
HEADER = ["made-up modules", "wall", "a module", "bar", "met", "CPU", "memory"]
_SEED = 7
_ROUNDS = 3
_MOST_SECONDS = 10.0
_TOLERANCE = 1.1
_SOME_ARE_BROKEN = (1,)  # exit code: the repository has findings, which cost time as well


def growth_rows() -> list[list[str]]:
    """Rows of the table; the sizes take turns, so that no quiet minute favours one."""
    with tempfile.TemporaryDirectory() as directory:
        places = [Path(directory, str(size)) for size in SIZES]
        for size, place in zip(SIZES, places, strict=True):
            place.mkdir()
            write_repository(place, size, _SEED)
        rounds = [[_cold(place) for place in places] for _ in range(_ROUNDS)]
    return _rows([middle(runs) for runs in zip(*rounds, strict=True)])


def _cold(place: Path) -> Run:
    command = [*driftscan_command(), "check", str(place), "--no-cache"]
    return run(command, place, os.environ, _SOME_ARE_BROKEN)


def _rows(runs: Sequence[Run]) -> list[list[str]]:
    rows = []
    before = 0.0
    for size, taken in zip(SIZES, runs, strict=True):
        each = taken.seconds / size
        is_met = not before or each <= before * _TOLERANCE
        if size == SIZES[-1]:
            is_met = is_met and taken.seconds < _MOST_SECONDS
        rows.append(
            [
                f"{size:,}",
                f"{taken.seconds:.2f} s",
                f"{each * 1000:.3f} ms",
                f"{_MOST_SECONDS:g} s" if size == SIZES[-1] else "linear",
                "yes" if is_met else "NO",
                f"{taken.cpu:.2f} s",
                f"{taken.megabytes:.0f} MB",
            ]
        )
        before = each
    return rows
