"""Speed on homeassistant (6,700 modules, two contracts), beside import-linter in the same run.

`python -m benchmarks.speed` alternates the two tools, five times each, and prints medians, their
ratio, and the most memory that any process of a run had.
"""

import itertools
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from msgspec import Struct

from benchmarks.command import driftscan_command
from benchmarks.packages import named, unpacked
from benchmarks.tables import table

ROUNDS = 5

_CONTRACTS = """\
[importlinter]
root_package = homeassistant

[importlinter:contract:1]
name = helpers do not use mqtt
type = forbidden
source_modules = homeassistant.helpers
forbidden_modules = homeassistant.components.mqtt

[importlinter:contract:2]
name = independent
type = independence
modules =
    homeassistant.components.hue
    homeassistant.components.zha
    homeassistant.components.mqtt
"""

_SPEC = """\
driftscan: 1
components:
  helpers: {path: homeassistant/helpers}
  mqtt: {path: homeassistant/components/mqtt}
  hue: {path: homeassistant/components/hue}
  zha: {path: homeassistant/components/zha}
rules:
  - {deny: helpers -> mqtt, through_others: true}
  - {independent: [hue, zha, mqtt], through_others: true}
"""

_CHANGED = "homeassistant/helpers/entity.py"


class Run(Struct, frozen=True):
    """Wall time in seconds, peak resident memory of the largest process in MB."""

    seconds: float
    megabytes: float


class Bar(Struct, frozen=True):
    """A case, and the ratio to import-linter's time that must not be exceeded."""

    name: str
    most: float


BARS = (Bar("warm", 0.6), Bar("one file changed", 0.7), Bar("cold", 1.5))


def run(command: Sequence[str], cwd: Path, env: dict[str, str]) -> Run:
    """Run a command that must succeed."""
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=cwd, env=env, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    if status:
        raise RuntimeError(f"{' '.join(command)} ended with status {status}")
    return Run(seconds, usage.ru_maxrss / 1024)


def measure(tree: Path, work: Path) -> list[list[str]]:
    """Rows of the table, and whether each stays within its bar."""
    (work / "contracts.ini").write_text(_CONTRACTS)
    (work / "spec.yaml").write_text(_SPEC)
    env = {**os.environ, "PYTHONPATH": str(tree), "DRIFTSCAN_CACHE_DIR": str(work / "cache")}
    linter = [str(Path(sys.executable).with_name("lint-imports"))]
    theirs = [*linter, "--config", str(work / "contracts.ini"), "--cache-dir", str(work / "theirs")]
    ours = [*driftscan_command(), "check", str(tree), "--config", str(work / "spec.yaml")]
    rows = []
    for bar in BARS:
        uncached = ["--no-cache"] if bar.name == "cold" else []
        touch = _editor(tree / _CHANGED) if bar.name == "one file changed" else _leave
        for command in (ours, theirs):
            run([*command, *uncached], work, env)
        pairs = []
        for _ in range(ROUNDS):
            touch()
            pairs.append((run([*ours, *uncached], work, env), run([*theirs, *uncached], work, env)))
        rows.append(_row(bar, pairs))
    return rows


def _row(bar: Bar, pairs: Sequence[tuple[Run, Run]]) -> list[str]:
    one, other = zip(*pairs, strict=True)
    our_time, their_time = median(r.seconds for r in one), median(r.seconds for r in other)
    ratio = our_time / their_time
    return [
        bar.name,
        f"{their_time:.2f} s",
        f"{our_time:.2f} s",
        f"{ratio:.2f}",
        f"{bar.most:.1f}",
        "yes" if ratio <= bar.most else "NO",
        f"{max(r.megabytes for r in other):.0f} MB",
        f"{max(r.megabytes for r in one):.0f} MB",
    ]


def _editor(path: Path) -> Callable[[], None]:
    """Changes a file each time it is called: another import, of another module."""
    original = path.read_text()
    modules = itertools.cycle(["json", "csv", "uuid"])

    def edit() -> None:
        path.write_text(f"import {next(modules)}\n{original}")

    return edit


def _leave() -> None:
    """Nothing is changed between runs."""


def version_row() -> list[str]:
    """`driftscan --version`, which must take 120 ms at most."""
    times = [
        run([*driftscan_command(), "--version"], Path.cwd(), dict(os.environ)) for _ in range(5)
    ]
    seconds = median(r.seconds for r in times)
    return ["--version", f"{seconds * 1000:.0f} ms", "120 ms", "yes" if seconds <= 0.12 else "NO"]


def main() -> int:
    """Print the tables; exit code 1 if a bar is missed."""
    source = unpacked(named("homeassistant"))
    with tempfile.TemporaryDirectory() as directory:
        work, tree = Path(directory), Path(directory, "tree")
        shutil.copytree(source / "homeassistant", tree / "homeassistant")
        rows = measure(tree, work)
    header = ["homeassistant", "import-linter", "driftscan", "ratio", "bar", "met"]
    print(table([*header, "its memory", "our memory"], rows))
    version = version_row()
    print(table(["start-up", "median of 5", "bar", "met"], [version]))
    return 0 if all("NO" not in row for row in [*rows, version]) else 1


if __name__ == "__main__":
    sys.exit(main())
