"""Hostile files against the whole tool: each alone among healthy ones, then all of them together.

Healthy is the fixture system with its broken rules; a hostile file lies in a folder of its own
below hostile/. What is said about the healthy files must not change by a byte.
"""

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from benchmarks.walls.cache import DEFAULT_SYSTEM
from benchmarks.walls.hostile_files import HostileFile, build, canary
from benchmarks.walls.told import (
    HOSTILE,
    coverage_of,
    module_paths,
    told_by_check,
    told_by_graph,
)
from benchmarks.walls.whole_tool import TODAY, Case, Run, Tool, at_once, crossed, last_line

_GRAPH = ("graph", "--level", "module", "--output-format", "json")
_CHECK = ("check", "--output-format", "json", "--today", TODAY)
_TEXTS = (
    ("check", "-v", "--today", TODAY),
    ("explain", "deny analytics->billing", "-v"),
    ("graph", "--level", "module", "--output-format", "dot"),
    ("graph", "--level", "module", "--output-format", "mermaid"),
    ("graph", "--level", "component", "--output-format", "json"),
    ("init", "--dry-run"),
    ("baseline", "--reason", "walls"),
)

_SMALL = 64 * 1024  # bytes


class Siege(Struct, frozen=True):
    """graph, check: what is true about the healthy files. files: how many they are.

    shelf: where the hostile files lie, below hostile/.
    """

    tool: Tool
    shelf: Path
    graph: bytes
    check: bytes
    files: int


def besiege(names: Sequence[str] = ()) -> list[Case]:
    """One case for each hostile file (or only the named), then some for all of them together."""
    with tempfile.TemporaryDirectory(prefix="walls-files-") as scratch:
        place = Path(scratch)
        siege = prepared(place)
        files = [file for file in build(siege.shelf) if not names or file.name in names]
        cases = at_once(lambda file: judge(siege, file), files)
        return cases + together(siege, files)


def prepared(place: Path) -> Siege:
    """The healthy tree alone, and what is said about it."""
    tool, tree = Tool(place), healthy(place / "alone")
    graph, check = _asked(tool, tree, "--no-cache")
    if (graph.code, check.code) != (0, 1):
        raise SystemExit(f"the healthy files alone: {last_line(graph.err + check.err)}")
    shelf = place / "shelf"
    files = coverage_of(graph.out).files
    return Siege(tool, shelf, told_by_graph(graph.out), told_by_check(check.out), files)


def healthy(tree: Path, floor: bool = False) -> Path:
    """The fixture system; with a floor, anything that cannot be read is an error.

    It gets a second `setup` module: names that clash are longer, and a hostile setup.py is not to
    be blamed for that (docs/json.md says so of `id`).
    """
    shutil.copytree(DEFAULT_SYSTEM, tree)
    (tree / "packaging").mkdir()
    (tree / "packaging" / "setup.py").write_text(
        "from setuptools import setup\n\nsetup(name='t')\n"
    )
    spec = tree / "driftscan.yaml"
    lines = spec.read_text().splitlines(keepends=True)
    spec.write_text("".join(line for line in lines if floor or not line.startswith("coverage:")))
    return tree


def _asked(tool: Tool, tree: Path, *options: str) -> tuple[Run, Run]:
    """graph and check, from inside: a result names its spec as the user did."""
    graph = tool.run(*_GRAPH, *options, directory=tree)
    return graph, tool.run(*_CHECK, *options, directory=tree)


def judge(siege: Siege, file: HostileFile) -> Case:
    """One hostile file in a copy of the healthy tree."""
    with tempfile.TemporaryDirectory(prefix="walls-file-") as scratch:
        tree = Path(scratch) / "tree"
        _mixed(siege, [file], tree)
        graph, check = _asked(siege.tool, tree)
    failures = [*crossed(graph), *crossed(check), *_executed(siege)]
    if failures or graph.code != 0:
        return Case(file.name, tuple(failures or [last_line(graph.err)]), "")
    failures = _changed(siege, graph, check)
    fate, lost = _fates(graph.out, [_inside(siege, file).as_posix()])
    seconds = max(graph.seconds, check.seconds)
    return Case(
        file.name, (*failures, *lost, *_sums(siege, graph.out, 1)), f"{fate}, {seconds:.1f} s"
    )


def together(siege: Siege, files: Sequence[HostileFile]) -> list[Case]:
    """All hostile files at once: cold, then warm. The small ones once more without any cache, as
    text of every command, and under a coverage floor."""
    place = siege.shelf.parent
    tool = Tool(place / "home")
    tool.home.mkdir()
    small = [file for file in files if file.path.stat().st_size < _SMALL]
    cases = []
    for name, chosen, options in (
        ("cold", files, ()),
        ("warm", files, ()),
        ("no cache", small, ("--no-cache",)),
    ):
        tree = place / ("all" if chosen is files else "small")
        if not tree.exists():
            _mixed(siege, chosen, tree)
        paths = [_inside(siege, file).as_posix() for file in chosen]
        cases.append(_all_of_them(siege, name, _asked(tool, tree, *options), paths))
    cases += [_as_text(siege, tool, command, place / "small") for command in _TEXTS]
    return [*cases, _under_a_floor(tool, place / "floor", place / "small")]


def _mixed(siege: Siege, files: Sequence[HostileFile], tree: Path) -> None:
    healthy(tree)
    for file in files:
        target = tree / _inside(siege, file)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file.path, target)


def _inside(siege: Siege, file: HostileFile) -> Path:
    return file.path.relative_to(siege.shelf)


def _all_of_them(siege: Siege, name: str, runs: tuple[Run, Run], paths: Sequence[str]) -> Case:
    graph, check = runs
    name = f"all {len(paths)} together, {name}"
    failures = [*crossed(graph), *crossed(check), *_executed(siege)]
    if failures or graph.code != 0:
        return Case(name, tuple(failures or [last_line(graph.err)]), "")
    fates, lost = _fates(graph.out, paths)
    failures = [*_changed(siege, graph, check), *lost, *_sums(siege, graph.out, len(paths))]
    return Case(name, tuple(failures), f"{fates}, {graph.seconds:.1f} s")


def _as_text(siege: Siege, tool: Tool, command: tuple[str, ...], tree: Path) -> Case:
    run = tool.run(*command, str(tree))
    failures = (*crossed(run), *_executed(siege))
    size = f"{len(run.out):,} bytes of text"
    return Case(f"all together: {' '.join(command)}", failures, f"exit code {run.code}, {size}")


def _under_a_floor(tool: Tool, place: Path, hostile: Path) -> Case:
    """`coverage: {checked: 100%}` and a file that can't be read: never green."""
    tree = healthy(place, floor=True)
    shutil.copytree(hostile / HOSTILE, tree / HOSTILE)
    run = tool.run("check", "--exit-zero", str(tree))
    failures = [*crossed(run), *([] if run.code == 2 else [f"exit code {run.code}"])]
    return Case("all together, under a coverage floor", tuple(failures), last_line(run.err))


def _executed(siege: Siege) -> list[str]:
    return ["code of a hostile file has run"] if canary(siege.shelf).exists() else []


def _changed(siege: Siege, graph: Run, check: Run) -> list[str]:
    failures = []
    if told_by_graph(graph.out) != siege.graph:
        failures.append("graph tells something else about the healthy files")
    if told_by_check(check.out) != siege.check:
        failures.append("check tells something else about the healthy files")
    return failures


def _sums(siege: Siege, out: bytes, hostile: int) -> list[str]:
    coverage = coverage_of(out)
    failures = []
    if coverage.files != siege.files + hostile:
        failures.append(f"{siege.files + hostile} files were written, {coverage.files} counted")
    if coverage.checked + coverage.unread() != coverage.files:
        failures.append(f"{coverage.checked} checked + {coverage.unread()} unread != files")
    return failures


def _fates(out: bytes, paths: Sequence[str]) -> tuple[str, list[str]]:
    """How many files were read, read in part, and skipped; then the files nothing is said of."""
    coverage = coverage_of(out)
    skipped = {entry.path for entry in (*coverage.skipped, *coverage.left_out)}
    in_part = {entry.path for entry in coverage.problems}
    modules = module_paths(out)
    counts = {"read": 0, "read in part": 0, "skipped": 0}
    lost = []
    for path in paths:
        if path in skipped:
            counts["skipped"] += 1
        elif path in in_part:
            counts["read in part"] += 1
        else:
            counts["read"] += 1
            if path.endswith(".py") and path not in modules:
                lost.append(f"no word about {path}")
    return ", ".join(f"{count} {fate}" for fate, count in counts.items() if count), lost
