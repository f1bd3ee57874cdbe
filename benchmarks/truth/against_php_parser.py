"""Edges between PHP files, against nikic/php-parser's names and Composer's own class loader.

`python -m benchmarks.truth.against_php_parser [OWNER/NAME...]` prints a table and every difference.
php_names.php (run by Debian's php-cli) parses each file, resolves its names with php-parser's
NameResolver, asks Composer's ClassLoader for the file of a class, and evaluates the paths of
`require`. An import of a class that no code of the file names is none (ADR 24). What no autoloader
finds is looked up here among what all files declare. Compared is (file, line, target). The
repositories, the parser and Composer come from the mirror; what is not there
is skipped. Where several files declare what is named, neither side is asked.
"""

import json
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from benchmarks.command import graph_of
from benchmarks.tables import table
from benchmarks.truth.mirrored import checked_out
from benchmarks.truth.samples import reported
from driftscan.extract.php.testing import is_test_code

Line = tuple[str, int, str]

REPOSITORIES = {
    "symfony/demo": "920d86dc809f837543cb519d3df5b364a2c36577",
    "koel/koel": "41cab99feeaf59b139699403fdfd41f0a280fb39",
    "deptrac/deptrac": "bc9c98102a3ed3acce5ad49f3da989dc9921c648",
    "monicahq/monica": "e08e91734170b6bbd582cb578532c3948196124e",
    "composer/composer": "eba7baa59eb1b59246cf9800b0120fe78915b6ac",
    "laravel/framework": "bd71b45fbb7e672957bf6ff61baddefe15fbca6a",
}
_PARSER = ("nikic/PHP-Parser", "fbd47f7ebcbb450138d92642a0a53b72a5285dda")
_LOADER = ("composer/composer", "eba7baa59eb1b59246cf9800b0120fe78915b6ac")
_SCRIPT = Path(__file__).with_name("php_names.php")
_TEMPLATE = ".blade.php"  # php-parser reads PHP alone
_HEADER = ["repository", "files", "truth", "driftscan", "precision", "recall", "differences"]


class Found(msgspec.Struct, frozen=True, array_like=True):
    """A name in a file. kind: class, function, const, include, or one of the first three behind
    'use '. fallback: the global name that is meant where the first does not exist."""

    kind: str
    name: str
    fallback: str
    line: int
    file: str
    internal: bool


class Names(msgspec.Struct, frozen=True):
    """One file. declared: (kind, name)."""

    path: str
    found: tuple[Found, ...] = ()
    declared: tuple[tuple[str, str], ...] = ()
    error: str = ""


def read_names(tree: Path, paths: Sequence[str], parser: Path, loader: Path) -> list[Names]:
    """What PHP says of each file."""
    command = ["php", "-d", "memory_limit=-1", "-d", "error_reporting=0", str(_SCRIPT)]
    command += [
        str(parser / "lib"),
        str(loader / "src/Composer/Autoload/ClassLoader.php"),
        str(tree),
    ]
    done = subprocess.run(command, input="\n".join(paths).encode(), capture_output=True, check=True)
    return [msgspec.convert(json.loads(line), Names) for line in done.stdout.splitlines()]


def truth_of(names: Sequence[Names]) -> tuple[set[Line], set[Line]]:
    """(edges, what is left open since several files declare it)."""
    declared: dict[tuple[str, str], set[str]] = defaultdict(set)
    for file in names:
        for kind, name in file.declared:
            declared[kind, _folded(kind, name)].add(file.path)
    edges: set[Line] = set()
    open_: set[Line] = set()
    for file in names:
        for found in file.found:
            places = _places(found, declared)
            if file.path in places:
                continue
            into = edges if len(places) == 1 else open_
            into.update((file.path, found.line, place) for place in places)
    return edges, open_


def _places(found: Found, declared: Mapping[tuple[str, str], set[str]]) -> set[str]:
    if found.file:
        return {found.file}
    kind = found.kind.removeprefix("use ")
    if found.internal or kind == "include":
        return set()
    own = declared.get((kind, _folded(kind, found.name)))
    return own or declared.get((kind, _folded(kind, found.fallback)), set())


def _folded(kind: str, name: str) -> str:
    if kind != "const":
        return name.lower()
    space, backslash, last = name.rpartition("\\")
    return space.lower() + backslash + last


def main(arguments: Sequence[str]) -> int:
    """Print the table; exit code 1 for an unexplained difference, or if nothing was compared."""
    if not shutil.which("php"):
        print("skipped: there is no php; Debian has it as php-cli")
        return 1
    parser, loader = checked_out(*_PARSER), checked_out(*_LOADER)
    if isinstance(parser, str) or isinstance(loader, str):
        print(f"skipped: {parser if isinstance(parser, str) else loader}")
        return 1
    rows, good = [], True
    for repository in arguments or REPOSITORIES:
        tree = checked_out(repository, REPOSITORIES[repository])
        if isinstance(tree, str):
            print(f"skipped {repository}: {tree}")
            continue
        row, fine = compare(repository, tree, parser, loader)
        rows.append(row)
        good = good and fine
    print(table(_HEADER, rows) if rows else "nothing was compared")
    return 0 if rows and good else 1


def compare(repository: str, tree: Path, parser: Path, loader: Path) -> tuple[list[str], bool]:
    """A row of the table, and whether all is explained; prints the differences."""
    graph = graph_of(tree, language="php")
    paths = sorted(each.path for each in graph.modules if not each.path.endswith(_TEMPLATE))
    names = read_names(tree, paths, parser, loader)
    readable = {file.path for file in names if not file.error}
    true, open_ = truth_of(names)
    ours = {line for line in reported(graph) if line[0] in readable} - open_
    both = len(ours & true)
    differences = sorted((ours | true) - (ours & true))
    for line in differences:
        who = "driftscan" if line in ours else "php-parser"
        print(f"{repository}: only {who}: {line[0]}:{line[1]} -> {line[2]}: {_why(line)}")
    precision, recall = both / max(len(ours), 1), both / max(len(true), 1)
    cells = [f"{len(readable):,}", f"{len(true):,}", f"{len(ours):,}"]
    row = [repository, *cells, f"{precision:.5f}", f"{recall:.5f}", f"{len(differences):,}"]
    return row, all(_why(line) != "unexplained" for line in differences)


def _why(line: Line) -> str:
    if "/stubs/" in line[2]:
        return "the stub describes a class of a locked package, which is what runs"
    if is_test_code(line[2], ()) and not is_test_code(line[0], ()):
        return "only test code declares it, in place of an extension"
    return "unexplained"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
