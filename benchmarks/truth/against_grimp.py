"""Direct imports between modules, against grimp on real packages.

`python -m benchmarks.truth.against_grimp [NAME...]` prints a table and every difference by name.
Both sides read the same unpacked release; an edge is a pair of dotted names. Precision is the share
of our edges that grimp has, recall the share of its edges that we have, both before any difference
is explained. Compared is what both mean to report: import statements (grimp reads no literal names
given to import_module; ours have a confidence below 1 and are counted under `dynamic`) between
modules that are not stubs (grimp reads no .pyi; ours are counted under `stubs`).
"""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from benchmarks.command import EdgeJson, graph_of
from benchmarks.packages import PACKAGES, Package, unpacked
from benchmarks.tables import table

Edge = tuple[str, str]

_HEADER = [
    "package",
    "modules",
    "grimp",
    "driftscan",
    "precision",
    "recall",
    "differences",
    "dynamic",
    "stubs",
]

# (package, source, target) of a difference, and who is right, each read in the source.
EXPLAINED: dict[tuple[str, str, str], str] = {}

_GRIMP = """
import json, sys, grimp
graph = grimp.build_graph(*sys.argv[1:], cache_dir=None)
edges = [[m, t] for m in graph.modules for t in graph.find_modules_directly_imported_by(m)]
json.dump({"modules": sorted(graph.modules), "edges": sorted(edges)}, sys.stdout)
"""


class Comparison(msgspec.Struct, frozen=True):
    """Edges of one package. differences: (who has it, edge, why)."""

    package: Package
    modules: int
    ours: int
    grimps: int
    both: int
    dynamic: int
    stubs: int
    differences: tuple[tuple[str, Edge, str], ...]

    @property
    def precision(self) -> float:
        return self.both / self.ours if self.ours else 0.0

    @property
    def recall(self) -> float:
        return self.both / self.grimps if self.grimps else 0.0


class GrimpJson(msgspec.Struct, frozen=True):
    """What the script above prints."""

    modules: frozenset[str]
    edges: frozenset[Edge]


def compare(package: Package) -> Comparison:
    """Both graphs of one package, and what is only in one of them."""
    root = unpacked(package)
    theirs = _grimp(root, package.imports)
    graph = graph_of(root, language="python")
    stubs = {module.id for module in graph.modules if module.path.endswith(".pyi")}
    known = theirs.modules - stubs
    between = [edge for edge in graph.edges if {edge.source, edge.target} <= known]
    ours = {(edge.source, edge.target) for edge in between if edge.confidence == 1}
    grimps = {edge for edge in theirs.edges if set(edge) <= known}
    return Comparison(
        package=package,
        modules=len(known),
        ours=len(ours),
        grimps=len(grimps),
        both=len(grimps & ours),
        dynamic=sum(edge.confidence < 1 for edge in between),
        stubs=len(stubs),
        differences=(
            *(("driftscan", edge, _place(edge, between)) for edge in sorted(ours - grimps)),
            *(("grimp", edge, "") for edge in sorted(grimps - ours)),
        ),
    )


def _place(edge: Edge, between: Sequence[EdgeJson]) -> str:
    """Where we say that an edge stands."""
    found = next(e for e in between if (e.source, e.target) == edge)
    return ", ".join(f"{place.path}:{place.line}" for place in found.evidence[:3])


def _grimp(root: Path, packages: tuple[str, ...]) -> GrimpJson:
    done = subprocess.run(
        [sys.executable, "-c", _GRIMP, *packages],
        check=True,
        capture_output=True,
        cwd=root,
        env={"PYTHONPATH": str(root), "PATH": "/usr/bin:/bin"},
    )
    return msgspec.json.decode(done.stdout, type=GrimpJson)


def main(names: list[str]) -> int:
    """Print the table; exit code 1 if a share is below .999 or a difference is unexplained."""
    chosen = [package for package in PACKAGES if not names or package.name in names]
    comparisons = [compare(package) for package in chosen]
    print(table(_HEADER, [_row(comparison) for comparison in comparisons]))
    for c in comparisons:
        for who, edge, place in c.differences:
            why = EXPLAINED.get((c.package.name, *edge), "unexplained")
            print(f"{c.package.name}: only {who}: {' -> '.join(edge)} {place}: {why}")
    found = [(c.package.name, *edge) for c in comparisons for _, edge, _ in c.differences]
    good = all(c.precision >= 0.999 and c.recall >= 0.999 for c in comparisons)
    return 0 if good and all(edge in EXPLAINED for edge in found) else 1


def _row(c: Comparison) -> list[str]:
    counts = [c.modules, c.grimps, c.ours]
    more = [len(c.differences), c.dynamic, c.stubs]
    return [
        f"{c.package.name} {c.package.version}",
        *(f"{count:,}" for count in counts),
        f"{c.precision:.5f}",
        f"{c.recall:.5f}",
        *(f"{count:,}" for count in more),
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
