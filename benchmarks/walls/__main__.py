"""The whole tool against every wall, as a user would run it.

    python -m benchmarks.walls

Prints a table for each wall; exit code 1 if any was crossed. Takes some minutes.
"""

import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from benchmarks.tables import table
from benchmarks.walls import cache, circumstances_wall, files_wall, repositories_wall
from benchmarks.walls.whole_tool import Case, rows


def cache_cases() -> list[Case]:
    """One case for each attack on the cache."""
    return [_case(score) for score in cache.measure(cache.DEFAULT_SYSTEM)]


def _case(score: cache.Score) -> Case:
    failures = [f"{score.wrong} unlike a clean run"] if score.wrong else []
    failures += [] if score.answers else ["nothing was compared"]
    return Case(score.wall, tuple(failures), f"{score.answers} answers, {score.seconds:.0f} s")


# The cache's attacks come one after the other, so they run beside all the others.
WALLS: tuple[tuple[str, Callable[[], Sequence[Case]]], ...] = (
    ("The cache under fire", cache_cases),
    ("Hostile files", files_wall.besiege),
    ("Hostile repositories", repositories_wall.besiege),
    ("Hostile circumstances", circumstances_wall.besiege),
)


def main() -> int:
    """Print the tables and count."""
    started = time.monotonic()
    total = failed = 0
    with ThreadPoolExecutor(2) as pool:
        besieged = pool.map(lambda wall: wall[1](), WALLS)
        for (name, _), cases in zip(WALLS, besieged, strict=True):
            crossed = sum(bool(case.failures) for case in cases)
            print(f"\n## {name}\n\n{table(('case', 'verdict', 'note'), rows(cases))}\n")
            print(f"{len(cases)} cases, {crossed} crossed a wall", flush=True)
            total, failed = total + len(cases), failed + crossed
    seconds = time.monotonic() - started
    print(f"\nall walls: {total} cases, {failed} crossed a wall, {seconds:.0f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
