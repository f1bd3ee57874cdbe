"""Edges between the files of Java libraries, against what jdeps reads in their class files.

`python -m benchmarks.truth.against_jdeps [REPOSITORY...]` compiles libraries that need nothing but
the JDK, and prints a table and every difference that nothing explains. An edge is a pair of source
files. jdeps sees class files, so the two can't be equal: a constant is inlined, the type argument
of a local variable is erased, an import that is not used leaves nothing behind; on the other side
the type of `a.b().c()` is in the class file, and nowhere in the source. Each class of difference
is decided by code in jdeps/explain.py, never by a list of names. The shares are printed before and
after these.
"""

import sys
from collections import Counter
from pathlib import Path

import msgspec

from benchmarks.command import graph_of
from benchmarks.packages import WORK
from benchmarks.tables import table
from benchmarks.truth.jdeps.explain import Explanation
from benchmarks.truth.jdeps.libraries import LIBRARIES, Library
from benchmarks.truth.jdeps.oracle import (
    CannotCompileError,
    Edge,
    compiled_files,
    edges_of,
    missing_tool,
)
from benchmarks.truth.mirrored import checked_out

_LEAST_PRECISION, _LEAST_RECALL = 0.99, 0.97
_HEADER = "library;files;jdeps;driftscan;both;precision;recall;explained precision;explained recall"


class Comparison(msgspec.Struct, frozen=True):
    """One library. ours, theirs: edges that only one side has, by the reason, '' for none."""

    library: Library
    files: int
    both: int
    ours: dict[Edge, str]
    theirs: dict[Edge, str]
    lines: dict[Edge, int]

    def shares(self) -> list[float]:
        """Precision and recall before and after what is explained."""
        wrong = sum(not why for why in self.ours.values())
        missed = sum(not why for why in self.theirs.values())
        return [
            self.both / (self.both + len(self.ours)),
            self.both / (self.both + len(self.theirs)),
            1 - wrong / (self.both + len(self.ours)),
            self.both / (self.both + missed),
        ]


def compare(library: Library, tree: Path) -> Comparison:
    """Both sides of one library, over the files that left a class file."""
    sources = tree / library.sources
    classes = WORK / "classes" / f"{library.repository.replace('/', '+')}-{library.commit[:12]}"
    theirs = edges_of(sources, classes)
    known = compiled_files(classes)
    graph = graph_of(sources, language="jvm")
    paths = {module.id: module.path for module in graph.modules}
    lines = {(paths[e.source], paths[e.target]): e.evidence[0].line for e in graph.edges}
    ours = {edge for edge in lines if set(edge) <= known}
    explained = Explanation(sources)
    return Comparison(
        library=library,
        files=len(known),
        both=len(ours & theirs),
        ours={edge: explained.ours(*edge) for edge in sorted(ours - theirs)},
        theirs={edge: explained.theirs(*edge) for edge in sorted(theirs - ours)},
        lines=lines,
    )


def main(names: list[str]) -> int:
    """Print the table; exit code 1 if a share is too small or a difference is unexplained."""
    if tool := missing_tool():
        print(f"skipped: there is no {tool}")
        return 1
    comparisons = []
    for library in LIBRARIES:
        if names and library.repository not in names:
            continue
        tree = checked_out(library.repository, library.commit)
        if isinstance(tree, str):
            print(f"skipped {library.repository}: {tree}")
            continue
        try:
            comparisons.append(compare(library, tree))
        except CannotCompileError as error:
            print(f"skipped {library.repository}: it does not compile: {error}")
    print(table(_HEADER.split(";"), [_row(comparison) for comparison in comparisons]))
    unexplained = sum(_report(comparison) for comparison in comparisons)
    good = all(
        precision >= _LEAST_PRECISION and recall >= _LEAST_RECALL
        for *_, precision, recall in (comparison.shares() for comparison in comparisons)
    )
    return 0 if len(comparisons) >= min(3, len(names) or 3) and good and not unexplained else 1


def _report(comparison: Comparison) -> int:
    """Print why the two sides differ; returns the number of edges without a reason."""
    repository = comparison.library.repository
    sides = (("driftscan", comparison.ours), ("jdeps", comparison.theirs))
    for side, edges in sides:
        for why, count in sorted(Counter(edges.values()).items()):
            print(f"{repository}: only {side}: {count:,} {why or 'UNEXPLAINED'}")
    for side, edges in sides:
        for edge in (edge for edge, why in edges.items() if not why):
            print(f"  only {side}: {edge[0]}:{comparison.lines.get(edge, 0)} -> {edge[1]}")
    return sum(not why for _, edges in sides for why in edges.values())


def _row(comparison: Comparison) -> list[str]:
    both = comparison.both
    return [
        comparison.library.repository,
        f"{comparison.files:,}",
        f"{both + len(comparison.theirs):,}",
        f"{both + len(comparison.ours):,}",
        f"{both:,}",
        *(f"{share:.4f}" for share in comparison.shares()),
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
