"""Speed on homeassistant (6,700 modules, two contracts), beside import-linter in the same run.

`python -m benchmarks.speed` alternates the two tools, five times each, and prints medians, their
ratio, processor time, and the most memory that any process of a run had. Then the same beside
`tach check`, a staged change (benchmarks/staged.py), and how time grows with made-up repositories
(benchmarks/growth.py).
"""

import itertools
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct

from benchmarks import growth, staged
from benchmarks.command import driftscan_command
from benchmarks.growth import growth_rows
from benchmarks.packages import named, tach, unpacked
from benchmarks.staged import staged_row
from benchmarks.tables import table
from benchmarks.timing import Run, middle, run

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

_TACH = """\
source_roots = ["."]
[[modules]]
path = "homeassistant.helpers"
depends_on = []
[[modules]]
path = "homeassistant.components.mqtt"
depends_on = ["homeassistant.helpers"]
[[modules]]
path = "homeassistant.components.hue"
depends_on = ["homeassistant.helpers"]
[[modules]]
path = "homeassistant.components.zha"
depends_on = ["homeassistant.helpers"]
"""

_HEADER = [
    "homeassistant",
    "import-linter",
    "driftscan",
    "ratio",
    "bar",
    "met",
    "its CPU",
    "our CPU",
    "ratio",
    "its memory",
    "our memory",
]

# import-linter imports what it checks; a development tree of driftscan may be on the path as well.
_PATH = tuple(path for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path)

_CHANGED = "homeassistant/helpers/entity.py"


class Bar(Struct, frozen=True):
    """A case, and the ratio to import-linter's time that must not be exceeded."""

    name: str
    most: float


BARS = (Bar("warm", 0.4), Bar("one file changed", 0.7), Bar("cold", 1.0))


def measure(tree: Path, work: Path) -> list[list[str]]:
    """Rows of the table, and whether each stays within its bar."""
    env = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join((*_PATH, str(tree))),
        "DRIFTSCAN_CACHE_DIR": str(work / "cache"),
    }
    theirs = _import_linter(work)
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


def _import_linter(work: Path) -> list[str]:
    linter = str(Path(sys.executable).with_name("lint-imports"))
    return [linter, "--config", str(work / "contracts.ini"), "--cache-dir", str(work / "theirs")]


def _row(bar: Bar, pairs: Sequence[tuple[Run, Run]]) -> list[str]:
    one, other = zip(*pairs, strict=True)
    ours, theirs = middle(one), middle(other)
    ratio = ours.seconds / theirs.seconds
    return [
        bar.name,
        f"{theirs.seconds:.2f} s",
        f"{ours.seconds:.2f} s",
        f"{ratio:.2f}",
        f"{bar.most:.1f}",
        "yes" if ratio <= bar.most else "NO",
        f"{theirs.cpu:.2f} s",
        f"{ours.cpu:.2f} s",
        f"{ours.cpu / theirs.cpu:.2f}",
        f"{theirs.megabytes:.0f} MB",
        f"{ours.megabytes:.0f} MB",
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


def tach_rows(tree: Path, work: Path) -> list[list[str]]:
    """The same code beside `tach check`, which keeps no cache of its own; without a bar."""
    shutil.copy(work / "tach.toml", tree)
    env = {**os.environ, "DRIFTSCAN_CACHE_DIR": str(work / "cache")}
    spec = ["--config", str(work / "spec.yaml")]
    rows = []
    for name, uncached in (("warm", []), ("cold", ["--no-cache"])):
        ours = [*driftscan_command(), "check", str(tree), *spec, *uncached]
        theirs = [str(tach()), "check"]
        run(ours, work, env)
        pairs = [(run(ours, work, env), run(theirs, tree, env)) for _ in range(ROUNDS)]
        one, other = (middle(runs) for runs in zip(*pairs, strict=True))
        figures = [f"{other.seconds:.2f} s", f"{one.seconds:.2f} s"]
        rows.append([name, *figures, f"{one.seconds / other.seconds:.2f}"])
    return rows


def version_row() -> list[str]:
    """`driftscan --version`, which must take 120 ms at most."""
    command = [*driftscan_command(), "--version"]
    seconds = middle([run(command, Path.cwd(), os.environ) for _ in range(5)]).seconds
    return ["--version", f"{seconds * 1000:.0f} ms", "120 ms", "yes" if seconds <= 0.12 else "NO"]


def main() -> int:
    """Print the tables; exit code 1 if a bar is missed."""
    source = unpacked(named("homeassistant"))
    with tempfile.TemporaryDirectory() as directory:
        work, tree = Path(directory), Path(directory, "tree")
        shutil.copytree(source / "homeassistant", tree / "homeassistant")
        (work / "contracts.ini").write_text(_CONTRACTS)
        (work / "spec.yaml").write_text(_SPEC)
        (work / "tach.toml").write_text(_TACH)
        rows = measure(tree, work)
        print(table(_HEADER, rows))
        print(table(["homeassistant", "tach", "driftscan", "ratio"], tach_rows(tree, work)))
        commit = staged_row(tree, work, _import_linter(work))
        print(table(staged.HEADER, [commit]))
    grown = growth_rows()
    print(table(growth.HEADER, grown))
    version = version_row()
    print(table(["start-up", "median of 5", "bar", "met"], [version]))
    return 0 if all("NO" not in row for row in [*rows, commit, *grown, version]) else 1


if __name__ == "__main__":
    sys.exit(main())
