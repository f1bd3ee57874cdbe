"""Package edges against `go list -e -json`, the go command's own reading of the same files.

`python -m benchmarks.truth.against_go_list [REPOSITORY...]` prints a table and every difference by
name. Our edges lead from file to file; here they are taken together by folder, of just the files
that go list took for a package, apart for its Imports, TestImports and XTestImports. As go list
sees one platform and one set of build tags at a time, it is asked for each of VARIANTS; what no
variant takes is counted as `not built`. Compared are also the imports that lead outside: the names
of standard packages, and whether each other import path lies in a module that we name. Precision is
the share of our edges that go list has, recall the share of its edges that we have, both before any
difference is explained.
"""

import os
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from benchmarks.command import GraphJson, graph_of
from benchmarks.tables import table
from benchmarks.truth.go_list import Listed, Listing, bare_copy, list_module, modules_in
from benchmarks.truth.go_trees import REPOSITORIES, go_command, tree_of

# (package folder, what, target): an edge to a package of the tree, a standard package, or outside.
Edge = tuple[str, str, str]

EVERY_TAG = "*"
VARIANTS = (
    ({"GOOS": "linux", "GOARCH": "amd64", "CGO_ENABLED": "1"}, ""),
    ({"GOOS": "windows", "GOARCH": "amd64", "CGO_ENABLED": "0"}, ""),
    ({"GOOS": "darwin", "GOARCH": "arm64", "CGO_ENABLED": "1"}, ""),
    ({"GOOS": "linux", "GOARCH": "amd64", "CGO_ENABLED": "1"}, EVERY_TAG),
)
_HEADER = [
    "repository",
    "files",
    "not built",
    "modules",
    "go list",
    "driftscan",
    "precision",
    "recall",
    "outside",
    "wrong outside",
]
_CONSTRAINT = re.compile(rb"^//go:build (.*)$", re.M)
_TAG = re.compile(rb"[\w.]+")

# (repository, folder, target) of a difference, and who is right, each read in the source.
EXPLAINED: dict[tuple[str, str, str], str] = {}


class Comparison(msgspec.Struct, frozen=True):
    """One repository. skipped: modules that go list refuses, and why."""

    repository: str
    files: int
    not_built: int
    modules: int
    ours: frozenset[Edge]
    theirs: frozenset[Edge]
    our_outside: frozenset[Edge]
    their_outside: frozenset[Edge]
    skipped: tuple[str, ...]

    @property
    def precision(self) -> float:
        return len(self.ours & self.theirs) / len(self.ours) if self.ours else 0.0

    @property
    def recall(self) -> float:
        return len(self.ours & self.theirs) / len(self.theirs) if self.theirs else 0.0

    @property
    def wrong_outside(self) -> frozenset[Edge]:
        return self.our_outside ^ self.their_outside


class Gathered:
    """Edges of one repository, both sides, over all modules and variants."""

    def __init__(self, graph: GraphJson) -> None:
        paths = {module.id: module.path for module in graph.modules}
        self.inside: dict[str, set[str]] = defaultdict(set)
        self.outside: dict[str, set[str]] = defaultdict(set)
        for edge in graph.edges:
            self.inside[paths[edge.source]].add(os.path.dirname(paths[edge.target]))
        for edge in graph.external_edges:
            self.outside[paths[edge.source]].add(edge.target)
        self.ours: set[Edge] = set()
        self.theirs: set[Edge] = set()
        self.our_outside: set[Edge] = set()
        self.their_outside: set[Edge] = set()
        self.built: set[str] = set()

    def add(self, listing: Listing, tree: Path) -> None:
        """Both sides of the packages of one listing."""
        for package in listing.packages:
            folder = os.path.relpath(package.dir, tree).removeprefix(".")
            for what, files, imports in _parts(package):
                if package.dir and files:
                    self._add(
                        folder, what, [os.path.join(folder, f) for f in files], imports, listing
                    )

    def _add(
        self, folder: str, what: str, files: list[str], imports: tuple[str, ...], listing: Listing
    ) -> None:
        self.built.update(files)
        self.ours.update((folder, what, t) for file in files for t in self.inside[file])
        inside = {path for path in imports if path in listing.folders}
        self.theirs.update((folder, what, listing.folders[path]) for path in inside)
        names = {name for file in files for name in self.outside[file]}
        for path in set(imports) - inside:
            self.their_outside.add((folder, what, path))
            self.our_outside.update((folder, what, path) for name in names if _is_in(path, name))
        unmatched = {n for n in names if not any(_is_in(p, n) for p in set(imports) - inside)}
        self.our_outside.update((folder, what, name) for name in unmatched)


def compare(repository: str, tree: Path) -> Comparison:
    """Both readings of one repository."""
    bare = bare_copy(tree)
    graph = graph_of(tree, language="go")
    gathered = Gathered(graph)
    skipped = []
    modules = modules_in(bare)
    for folder in modules:
        for variables, tags in VARIANTS:
            wanted = ",".join(_tags(folder)) if tags == EVERY_TAG else tags
            listing = list_module(folder, bare, variables, wanted)
            if isinstance(listing, str):
                skipped.append(f"{os.path.relpath(folder, bare)}: {listing}")
            else:
                gathered.add(listing, bare)
    files = {module.path for module in graph.modules}
    return Comparison(
        repository=repository,
        files=len(files),
        not_built=len(files - gathered.built),
        modules=len(modules),
        ours=frozenset(gathered.ours),
        theirs=frozenset(gathered.theirs),
        our_outside=frozenset(gathered.our_outside),
        their_outside=frozenset(gathered.their_outside),
        skipped=tuple(dict.fromkeys(skipped)),
    )


def _is_in(path: str, name: str) -> bool:
    return path == name or path.startswith(f"{name}/")


def _parts(package: Listed) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    yield "import", (*package.go_files, *package.cgo_files), package.imports
    yield "test", package.test_go_files, package.test_imports
    yield "external test", package.x_test_go_files, package.x_test_imports


def _tags(folder: Path) -> list[str]:
    """Every word of a build constraint that is not a platform's; nobody builds with `ignore`."""
    words: set[bytes] = set()
    for path in folder.rglob("*.go"):
        for found in _CONSTRAINT.finditer(path.read_bytes()[:4000]):
            words.update(_TAG.findall(found[1]))
    return sorted(word.decode() for word in words if word not in _PLATFORM_WORDS)


_PLATFORM_WORDS = frozenset(
    b"ignore aix android darwin dragonfly freebsd illumos ios js linux netbsd openbsd plan9 "
    b"solaris wasip1 windows zos unix cgo gc gccgo race msan asan 386 amd64 arm arm64 loong64 mips "
    b"mips64 mips64le mipsle ppc64 ppc64le riscv64 s390x wasm".split()
)


def main(names: list[str], trees: Mapping[str, Path | None] | None = None) -> int:
    """Print the table; exit code 1 if a difference is unexplained, or nothing was compared."""
    if go_command() is None:
        print("skipped: there is no Go toolchain, and pip can't get one")
        return 0
    comparisons = []
    for repository in names or REPOSITORIES:
        tree = tree_of(repository)
        if tree is None:
            print(f"skipped {repository}: there is no mirror of it")
        else:
            comparisons.append(compare(repository, tree))
    print(table(_HEADER, [_row(comparison) for comparison in comparisons]))
    unexplained = 0
    for c in comparisons:
        for reason in c.skipped:
            print(f"{c.repository}: go list refuses {reason}")
        for edge in sorted((c.ours ^ c.theirs) | c.wrong_outside):
            who = "driftscan" if edge in c.ours | c.our_outside else "go list"
            why = EXPLAINED.get((c.repository, edge[0], edge[2]), "unexplained")
            unexplained += why == "unexplained"
            print(f"{c.repository}: only {who}: {edge[0]} -> {edge[2]} ({edge[1]}): {why}")
    return 0 if comparisons and not unexplained else 1


def _row(c: Comparison) -> list[str]:
    counts = [c.files, c.not_built, c.modules, len(c.theirs), len(c.ours)]
    return [
        c.repository,
        *(f"{count:,}" for count in counts),
        f"{c.precision:.5f}",
        f"{c.recall:.5f}",
        f"{len(c.their_outside):,}",
        f"{len(c.wrong_outside):,}",
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
