"""Speed on a repository in TypeScript, beside dependency-cruiser and madge in the same run.

`python -m benchmarks.languages.javascript_speed [OWNER/NAME]` (vuejs/core by default) alternates
the tools and prints medians and ratios. Cold: nothing is kept; warm: a run over the same tree came
before. dependency-cruiser has a cache of its own, which its warm runs use; madge has none. Exit
code 1 if a bar is not met: cold at most 0.5, warm 0.2 of dependency-cruiser's time.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.command import driftscan_command, graph_of
from benchmarks.tables import table
from benchmarks.timing import Run, middle, run
from benchmarks.truth.against_dependency_cruiser import cruiser_command
from benchmarks.truth.javascript_repositories import REPOSITORIES, checked_out
from benchmarks.truth.node_tools import node_folder

ROUNDS = int(os.environ.get("ROUNDS", "3"))
BARS = {"cold": 0.5, "warm": 0.2}
_SPEC = """\
driftscan: 1
components: {all: {path: .}}
rules: [{deny: "all -> external:fs"}]
"""
_SUFFIXES = "ts,tsx,js,jsx,mjs,cjs,mts,cts"
_HEADER = ["", "driftscan", "cruiser", "ratio", "bar", "met", "madge", "ratio", "files/s", "MB/s"]


def main(names: list[str]) -> int:
    """Print the table; see above for the exit code."""
    wanted = names[0] if names else "vuejs/core"
    repository = next(each for each in REPOSITORIES if each.name == wanted)
    tools, root = node_folder(), checked_out(repository)
    if isinstance(tools, str) or isinstance(root, str):
        print(f"skipped: {tools if isinstance(tools, str) else root}")
        return 1
    # What we read besides is not counted: the other tools read none of it.
    files = [module.path for module in graph_of(root, language="javascript").modules]
    size = sum((root / path).stat().st_size for path in files) / 1e6
    with tempfile.TemporaryDirectory() as work:
        rows = [_measured(case, root, tools, Path(work), len(files), size) for case in BARS]
    print(f"{repository.name}: {len(files):,} files, {size:.1f} MB, {ROUNDS} rounds")
    print(table(_HEADER, rows))
    return 0 if all(row[5] == "yes" for row in rows) else 1


def _measured(
    case: str, root: Path, tools: Path, work: Path, files: int, megabytes: float
) -> list[str]:
    env = {**os.environ, "DRIFTSCAN_CACHE_DIR": str(work / "ours")}
    spec = work / "spec.yaml"
    spec.write_text(_SPEC, "utf-8")
    ours = [*driftscan_command(), "check", str(root), "--config", str(spec)]
    cruiser = cruiser_command(root, tools, "null")
    if case == "cold":
        ours.append("--no-cache")
    else:
        cruiser[2:2] = ["--cache", str(work / "theirs"), "--cache-strategy", "content"]
    program = tools / "node_modules" / "madge" / "bin" / "cli.js"
    madge = ["node", str(program), "--extensions", _SUFFIXES, "--json", "--no-spinner", "."]
    commands = (ours, cruiser, madge)
    if case == "warm":
        _round(commands, root, env)
    rounds = [_round(commands, root, env) for _ in range(ROUNDS)]
    one, other, third = (middle(runs) for runs in zip(*rounds, strict=True))
    shutil.rmtree(work / "theirs", ignore_errors=True)
    return _row(case, (one, other, third), files, megabytes)


def _round(commands: Sequence[Sequence[str]], root: Path, env: dict[str, str]) -> tuple[Run, ...]:
    return tuple(run(command, root, env, codes=(0, 1)) for command in commands)


def _row(case: str, runs: tuple[Run, Run, Run], files: int, megabytes: float) -> list[str]:
    ours, cruiser, madge = (each.seconds for each in runs)
    ratio = ours / cruiser
    return [
        case,
        f"{ours:.2f} s",
        f"{cruiser:.2f} s",
        f"{ratio:.3f}",
        f"{BARS[case]}",
        "yes" if ratio <= BARS[case] else "no",
        f"{madge:.2f} s",
        f"{ours / madge:.3f}",
        f"{files / ours:,.0f}",
        f"{megabytes / ours:.1f}",
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
