"""Import facts of every file of 20 real packages, against the standard library's `ast`.

`python -m benchmarks.truth.against_ast [NAME...]` prints a table and every file that differs.
Compared are all parts of a fact: module, name, level, line, context, alias; and the lines of
dynamic imports with a computed name. A file that the running Python cannot parse has no truth to
compare with, and is counted under `unparsed`.
"""

import sys
from collections.abc import Sequence
from multiprocessing import Pool
from pathlib import Path

from msgspec import Struct

from benchmarks.packages import MORE_PACKAGES, PACKAGES, Package, unpacked
from benchmarks.tables import table
from benchmarks.truth.ast_oracle import facts_by_ast, sort_key
from driftscan.extract.python.extractor import extract

_SUFFIXES = (".py", ".pyi", ".pyw")
_SHOWN = 20
_HEADER = ["package", "files", "bytes", "facts", "unparsed", "differences"]


class Compared(Struct, frozen=True):
    """One file. difference: '' where both say the same."""

    path: str
    size: int
    facts: int = 0
    is_parsed: bool = True
    difference: str = ""


def compare(path: Path) -> Compared:
    """Both readings of one file."""
    content = path.read_bytes()
    truth = facts_by_ast(content)
    if truth is None:
        return Compared(str(path), len(content), is_parsed=False)
    expected, computed = truth
    read = extract(content)
    found = sorted(read.imports, key=sort_key)
    lines = [problem.line for problem in read.problems if problem.code == "not-literal"]
    others = [problem.message for problem in read.problems if problem.code != "not-literal"]
    difference = ""
    if found != expected:
        lacking = [fact for fact in expected if fact not in found]
        extra = [fact for fact in found if fact not in expected]
        difference = f"lacks {lacking[:3]}, has besides {extra[:3]}"
    elif lines != computed or others:
        difference = f"computed imports in lines {lines} and not {computed}, problems {others}"
    return Compared(str(path), len(content), len(expected), difference=difference)


def compare_package(package: Package) -> list[Compared]:
    """All Python files of a release, in the order of their paths."""
    root = unpacked(package)
    files = sorted(path for path in root.rglob("*.py*") if path.suffix in _SUFFIXES)
    with Pool() as pool:
        return pool.map(compare, (path for path in files if path.is_file()), chunksize=32)


def _row(name: str, compared: Sequence[Compared]) -> list[str]:
    counts = [
        len(compared),
        sum(file.size for file in compared),
        sum(file.facts for file in compared),
        sum(not file.is_parsed for file in compared),
        sum(bool(file.difference) for file in compared),
    ]
    return [name, *(f"{count:,}" for count in counts)]


def main(names: list[str]) -> int:
    """Print the table; exit code 1 if any file differs."""
    every: list[Compared] = []
    rows = []
    for package in (*PACKAGES, *MORE_PACKAGES):
        if not names or package.name in names:
            compared = compare_package(package)
            rows.append(_row(f"{package.name} {package.version}", compared))
            every += compared
    print(table(_HEADER, [*rows, _row(f"{len(rows)} packages", every)]))
    different = [file for file in every if file.difference]
    for file in different[:_SHOWN]:
        print(f"{file.path}: {file.difference}")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
