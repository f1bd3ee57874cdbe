"""python -m benchmarks.duplicates.speed TREE...: a million lines of Python, beside jscpd 5.

Takes files of all trees in an order that only their names decide, and turn by turn runs jscpd,
`driftscan duplicates` cold, after lines were added at the end of a file, and after four functions
of a file have changed; each turn changes another file. Prints medians and their ratios to jscpd's
processor time, which says more on a busy machine than wall time. Exit code 1 if a bar is missed.
"""

import ast
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

from benchmarks.command import driftscan_command
from benchmarks.duplicates.growth import written
from benchmarks.tables import table
from benchmarks.timing import Run, middle, run

_LINES = 1_000_000
_ROUNDS = 5
_CHANGED = 4  # functions of a file
_LONG = 12  # lines of a function that surely counts
_HEADER = ["", "wall s", "CPU s", "MB", "CPU of jscpd's", "bar", "met"]


class Case(Struct, frozen=True):
    """edit: what happens to a file before each run. most: the share of jscpd's time allowed."""

    name: str
    most: float
    edit: Callable[[Path, int], None] | None


def main() -> None:
    """Measure, and print a row for each case."""
    with tempfile.TemporaryDirectory() as place:
        tree = Path(place, "tree")
        lines = written([Path(each) for each in sys.argv[1:]], tree, _LINES, (".py",))
        print(f"{lines:,} lines; load {os.getloadavg()[0]:.1f}", flush=True)
        sys.exit(0 if _measured(tree, Path(place)) else 1)


def _measured(tree: Path, place: Path) -> bool:
    env = {**os.environ, "DRIFTSCAN_CACHE_DIR": str(place / "cache")}
    ours = [*driftscan_command(), "duplicates", str(tree), "--output-format", "json"]
    theirs = ["jscpd", str(tree), "--reporters", "json", "--output", str(place / "out"), "--silent"]
    files = _files_with_functions(tree)
    run(ours, place, env)
    told: dict[str, list[Run]] = {"jscpd": [], **{case.name: [] for case in CASES}}
    for turn in range(_ROUNDS):
        told["jscpd"].append(run(theirs, place, env, (0, 1)))
        for case in CASES:
            if case.edit:
                case.edit(next(files), turn)
            told[case.name].append(run([*ours, *([] if case.edit else ["--no-cache"])], place, env))
    print(f"load {os.getloadavg()[0]:.1f} at the end")
    whole = middle(told["jscpd"])
    rows = [["jscpd", *_figures(whole), "", "", ""]]
    shares = [(case, middle(told[case.name])) for case in CASES]
    for case, found in shares:
        share = found.cpu / whole.cpu
        met = "yes" if share <= case.most else "NO"
        rows.append([case.name, *_figures(found), f"{share:.2f}", f"{case.most:.2f}", met])
    print(table(_HEADER, rows))
    return all(found.cpu <= case.most * whole.cpu for case, found in shares)


def _figures(one: Run) -> list[str]:
    return [f"{one.seconds:.2f}", f"{one.cpu:.2f}", f"{one.megabytes:.0f}"]


def _files_with_functions(tree: Path) -> Iterator[Path]:
    """Files of which four functions can be changed, without test code."""
    for path in sorted(tree.rglob("*.py"), key=lambda path: (path.stem[::-1], path)):
        if "test" not in str(path.relative_to(tree)) and len(_long_functions(path)) >= _CHANGED:
            yield path


def _long_functions(path: Path) -> list[ast.FunctionDef]:
    try:
        parsed = ast.parse(path.read_bytes())
    except (SyntaxError, ValueError):
        return []
    return [
        node
        for node in ast.walk(parsed)
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= _LONG
    ]


def _append_lines(path: Path, turn: int) -> None:
    with path.open("a") as file:
        file.write(f"\n# turn {turn}\nTURN = {turn}\n")


def _change_functions(path: Path, turn: int) -> None:
    lines = path.read_text("utf-8", "surrogateescape").split("\n")
    bodies = [node.body[-1] for node in _long_functions(path)[:_CHANGED]]
    for last in sorted(bodies, key=lambda node: -node.lineno):
        call = f"audited_{turn}.record(subject, outcome_{turn}).sent(again)"
        lines.insert(last.lineno - 1, " " * last.col_offset + call)
    path.write_text("\n".join(lines), "utf-8", "surrogateescape")


CASES = (
    Case("cold", 1.5, None),
    Case("warm, lines added to a file", 0.3, _append_lines),
    Case("warm, four functions changed", 0.3, _change_functions),
)


if __name__ == "__main__":
    main()
