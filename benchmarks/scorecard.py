"""How the house stands: sizes of files and functions against the aims of ARCHITECTURE.md.

`python -m benchmarks.scorecard` prints a table and every place that misses a hard limit.
"""

import ast
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from msgspec import Struct

from benchmarks.tables import table

PACKAGE = Path(__file__).parents[1] / "driftscan"
PURE_ROOMS = (
    "model",
    "notation",
    "graph",
    "extract",
    "checks",
    "capabilities",
    "owners",
    "propose",
    "migrate",
    "fix",
    "history",
    "rank",
    "drift",
    "report",
)
_DOES_IO = frozenset({"open", "exec", "eval", "input", "print", "__import__"})
_IO_METHODS = frozenset({"read_text", "read_bytes", "write_text", "write_bytes", "unlink", "mkdir"})


class Aim(Struct, frozen=True):
    """Lines: the median and the 95th percentile to aim at, and the most there may be."""

    what: str
    median: int
    most_of_all: int
    longest: int


FILES = Aim("files", 80, 250, 400)
FUNCTIONS = Aim("functions", 9, 35, 60)


class Size(Struct, frozen=True):
    """Lines of a file or function."""

    lines: int
    place: str


def parsed_files() -> Iterator[tuple[Path, ast.Module, int]]:
    """Every module of the package, its tree and its number of lines."""
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text()
        yield path.relative_to(PACKAGE.parent), ast.parse(text), text.count("\n")


def sizes() -> tuple[list[Size], list[Size]]:
    """All files and all functions."""
    files, functions = [], []
    for path, tree, lines in parsed_files():
        files.append(Size(lines, str(path)))
        functions += [
            Size((node.end_lineno or 0) - node.lineno + 1, f"{path}:{node.lineno} {node.name}")
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        ]
    return files, functions


def breaches() -> list[str]:
    """Places that break a rule of the house."""
    files, functions = sizes()
    found = [f"{s.place}: {s.lines} lines" for s in files if s.lines > FILES.longest]
    found += [f"{s.place}: {s.lines} lines" for s in functions if s.lines > FUNCTIONS.longest]
    for path, tree, _ in parsed_files():
        if not ast.get_docstring(tree):
            found.append(f"{path}: no sentence at its head")
        if path.parts[1] in PURE_ROOMS:
            found += [f"{path}:{line}: does I/O: {name}" for line, name in _io_calls(tree)]
    return found


def _io_calls(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name) and node.func.id in _DOES_IO:
                yield node.lineno, node.func.id
            if isinstance(node.func, ast.Attribute) and node.func.attr in _IO_METHODS:
                yield node.lineno, node.func.attr


def row(aim: Aim, found: Sequence[Size]) -> list[str]:
    """One line of the table."""
    lines = sorted(size.lines for size in found)
    high = lines[min(len(lines) - 1, int(len(lines) * 0.95))]
    return [
        aim.what,
        str(len(lines)),
        f"{median(lines):g} ({aim.median})",
        f"{high} ({aim.most_of_all})",
        f"{lines[-1]} ({aim.longest})",
    ]


def main() -> int:
    """Print the table and the breaches; exit code 1 if there are any."""
    files, functions = sizes()
    header = ["lines of", "number", "median (aim)", "95th percentile (aim)", "longest (limit)"]
    print(table(header, [row(FILES, files), row(FUNCTIONS, functions)]))
    broken = breaches()
    print("\n".join(broken))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
