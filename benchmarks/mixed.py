"""A made-up repository of 10,000 files in eight languages: how long a check of it takes, warm.

`python -m benchmarks.mixed [FILES]` writes it, checks it cold, then warm and with one changed file,
and prints the medians. The bar: warm below a second.
"""

import os
import sys
import tempfile
from pathlib import Path

from benchmarks.command import driftscan_command
from benchmarks.mixed_repository import write_mixed
from benchmarks.tables import table
from benchmarks.timing import Run, middle, run

_FILES = 10_000
_SEED = 11
_ROUNDS = 5
_WARM_SECONDS = 1.0
_HEADER = ["made-up repository", "wall", "bar", "met", "CPU", "memory"]


def measure(files: int) -> tuple[list[list[str]], bool]:
    """Rows of the table, and whether the bar is met."""
    with tempfile.TemporaryDirectory() as directory:
        place = Path(directory, "mixed")
        place.mkdir()
        write_mixed(place, files, _SEED)
        env = {**os.environ, "DRIFTSCAN_CACHE_DIR": str(Path(directory, "cache"))}
        command = [*driftscan_command(), "check", str(place)]
        cold = middle([run([*command, "--no-cache"], place, env) for _ in range(3)])
        run(command, place, env)
        run(command, place, env)  # stamps have settled by now
        warm = middle([run(command, place, env) for _ in range(_ROUNDS)])
        edited = middle([_edited(place, command, env, number) for number in range(_ROUNDS)])
    is_met = warm.seconds < _WARM_SECONDS
    return [
        _row("cold", cold, "", ""),
        _row("warm", warm, f"{_WARM_SECONDS:g} s", "yes" if is_met else "NO"),
        _row("one TypeScript file changed", edited, "", ""),
    ], is_met


def _edited(place: Path, command: list[str], env: dict[str, str], number: int) -> Run:
    file = place / "web0/src/area0/part0.ts"
    file.write_text(f"// {number}\n{file.read_text()}")
    return run(command, place, env)


def _row(name: str, taken: Run, bar: str, met: str) -> list[str]:
    return [
        name,
        f"{taken.seconds:.2f} s",
        bar,
        met,
        f"{taken.cpu:.2f} s",
        f"{taken.megabytes:.0f} MB",
    ]


def main() -> int:
    """Measure and print."""
    files = int(sys.argv[1]) if len(sys.argv) > 1 else _FILES
    rows, is_met = measure(files)
    print(table(_HEADER, rows))
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main())
