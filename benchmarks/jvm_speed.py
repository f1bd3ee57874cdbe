"""Speed on a large Java and a large Kotlin repository of the mirror.

`python -m benchmarks.jvm_speed [ROUNDS]` prints files and megabytes of source per second, and what
a second run over the same tree takes, which recalls everything. Medians of three rounds; processor
time says more on a busy machine.
"""

import os
import sys
import tempfile
from pathlib import Path

from msgspec import Struct

from benchmarks.tables import table
from benchmarks.timing import Run, middle, run
from benchmarks.truth.mirrored import checked_out

_PROJECT = Path(__file__).parents[1]
_ROUNDS = 3
_HEADER = "repository;files;MB;s;CPU s;files/s;MB/s;warm s;warm CPU s;peak MB".split(";")


class Tree(Struct, frozen=True):
    """A repository at a commit, and the suffix of the sources that are counted."""

    repository: str
    commit: str
    suffix: str


_TREES = (
    Tree("spring-projects/spring-framework", "91eb42645e26a7ef9382b4a655bcefe5c8682fee", ".java"),
    Tree("ktorio/ktor", "ef92e5537d7465961f1b3f2b21e217fc35bcfa1f", ".kt"),
)


def measured(tree: Path, cache: str) -> Run:
    """One run over a tree, with this folder for what is kept."""
    command = [sys.executable, "-m", "driftscan", "graph", str(tree), "--level", "module"]
    return run(command, _PROJECT, {**os.environ, "XDG_CACHE_HOME": cache})


def _row(tree: Tree, place: Path, rounds: int) -> list[str]:
    files = [path for path in place.rglob(f"*{tree.suffix}") if path.is_file()]
    megabytes = sum(path.stat().st_size for path in files) / 1e6
    cold, warm = [], []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as cache:
            cold.append(measured(place, cache))
            warm.append(measured(place, cache))
    first, second = middle(cold), middle(warm)
    return [
        tree.repository,
        f"{len(files):,}",
        f"{megabytes:.1f}",
        f"{first.seconds:.1f}",
        f"{first.cpu:.1f}",
        f"{len(files) / first.seconds:,.0f}",
        f"{megabytes / first.seconds:.1f}",
        f"{second.seconds:.1f}",
        f"{second.cpu:.1f}",
        f"{first.megabytes:.0f}",
    ]


def main(arguments: list[str]) -> int:
    """Print the table; exit code 1 if there was nothing to measure."""
    rows = []
    for tree in _TREES:
        place = checked_out(tree.repository, tree.commit)
        if isinstance(place, str):
            print(f"skipped {tree.repository}: {place}")
        else:
            rows.append(_row(tree, place, int(arguments[0]) if arguments else _ROUNDS))
    print(table(_HEADER, rows))
    return 0 if rows else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
