"""How long a history takes: python -m benchmarks.change_cost.speed [NAME]...

Beside the bare git command that says the same, from nothing and then again. Processor time counts:
we ask git by several processes, so wall time on a quiet machine is shorter still.
"""

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.change_cost.reference import mended
from benchmarks.change_cost.repositories import mirror_of
from benchmarks.tables import table
from benchmarks.timing import Run, middle, run

REPOSITORIES = {"saleor": "saleor/saleor", "spring-boot": "spring-projects/spring-boot"}
COLD_BAR = 1.3  # times git's processor time
WARM_BAR = 0.5  # seconds of processor time
MEMORY_BAR = 1024
_WARM_RUNS = 5
_LOG = ("log", "--raw", "--numstat", "-M", "-z", "--no-merges", "HEAD")


def main(names: Sequence[str]) -> int:
    """0 if every bar is met."""
    rows = []
    met = True
    for name in names or REPOSITORIES:
        mirror = mirror_of(REPOSITORIES[name])
        if mirror is None:
            print(f"{name}: skipped, {REPOSITORIES[name]} has not been fetched")
            continue
        git, cold, warm = _measured(name, mirror)
        met &= cold.cpu <= COLD_BAR * git.cpu
        met &= warm.cpu <= WARM_BAR and cold.megabytes <= MEMORY_BAR
        rows.append(
            [
                name,
                *(f"{each:.1f} s" for each in (git.cpu, cold.cpu)),
                f"{cold.cpu / git.cpu:.2f}",
                f"{warm.cpu:.2f} s",
                *(f"{each:.0f} s" for each in (git.seconds, cold.seconds)),
                f"{cold.megabytes:.0f} MB",
            ]
        )
    header = ["history", "git CPU", "cold CPU", "ratio", "warm CPU", "git", "cold", "memory"]
    print(table(header, rows))
    return 0 if met else 1


def _measured(name: str, mirror: Path) -> tuple[Run, Run, Run]:
    """The bare git command, on a clone in which nothing is missing; ours cold; ours warm."""
    with tempfile.TemporaryDirectory() as directory:
        place = Path(directory)
        whole = mended(mirror, place / f"{name}.git")
        env = {
            **os.environ,
            "DRIFTSCAN_CACHE_DIR": str(place / "cache"),
            "PYTHONPYCACHEPREFIX": str(place / "compiled"),
        }
        git = run(["git", "-C", str(whole), *_LOG], place, env)
        ours = [sys.executable, "-m", "driftscan", "hotspots", str(mirror)]
        run([*ours, "--help"], place, env)
        cold = run(ours, place, env)
        return git, cold, middle([run(ours, place, env) for _ in range(_WARM_RUNS)])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
