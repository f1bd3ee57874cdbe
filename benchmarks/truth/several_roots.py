"""Module edges of repositories with several source roots, against truth written by hand.

`python -m benchmarks.truth.several_roots [DIR_OF_MIRRORS]` prints a table and every difference by
name. The truth is in several_roots/*.yaml, each with its commit and how it was found; what is
compared are the edges and external packages of the files it names, found by path. Precision is the
share of our edges that are true, recall the share of the true edges that we have, both before any
difference is explained. The mirrors (OWNER+NAME/repo, git directories) are looked for beside the
project by default; a repository that is not there is skipped, and to find none is a failure.
"""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec
import yaml

from benchmarks.command import EdgeJson, GraphJson, graph_of
from benchmarks.tables import table

_TRUTH = Path(__file__).with_suffix("")
_MIRRORS = Path(__file__).parents[3] / ".mirror"
_HEADER = [
    "repository",
    "files",
    "truth",
    "found",
    "precision",
    "recall",
    "external",
    "differences",
]
_FLOOR = 0.999

# (repository, source, target) of a difference, and who is right, each read in the source. The
# target of an external package is its top-level name.
EXPLAINED: dict[tuple[str, str, str], str] = {}

Lines = dict[tuple[str, str], frozenset[int]]


class FileTruth(msgspec.Struct, frozen=True):
    """imports: target path to lines. external: top-level names of packages outside."""

    imports: dict[str, frozenset[int]] = {}
    external: frozenset[str] = frozenset()


class Truth(msgspec.Struct, frozen=True):
    """One YAML file. files: by path, every file the truth covers, those without imports as well."""

    repository: str
    commit: str
    files: dict[str, FileTruth]

    @property
    def edges(self) -> Lines:
        return {
            (path, target): lines
            for path, file in self.files.items()
            for target, lines in file.imports.items()
        }

    @property
    def externals(self) -> set[tuple[str, str]]:
        return {(path, name) for path, file in self.files.items() for name in file.external}


class Comparison(msgspec.Struct, frozen=True):
    """One repository. both: edges on both sides; differences: (what, source, target, lines)."""

    truth: Truth
    found: int
    both: int
    differences: tuple[tuple[str, str, str, str], ...]

    @property
    def precision(self) -> float:
        return self.both / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.both / len(self.truth.edges) if self.truth.edges else 0.0


def compare(truth: Truth, mirror: Path) -> Comparison:
    """The truth and the graph of its commit, over the files the truth covers."""
    graph = graph_of(mirror, "--rev", truth.commit, language="python")
    paths = {module.id: module.path for module in graph.modules}
    known = set(paths.values())
    edges = _edges(graph, paths, truth)
    return Comparison(
        truth=truth,
        found=len(edges),
        both=len(edges.keys() & truth.edges.keys()),
        differences=(
            *(("not a module", path, "", "") for path in sorted({*truth.files} - known)),
            *_edge_differences(edges, truth.edges),
            *_external_differences(_externals(graph, paths, truth), truth.externals),
        ),
    )


def _edges(graph: GraphJson, paths: Mapping[str, str], truth: Truth) -> Lines:
    """Our edges by path; an import and a type-only import of one target are one edge."""
    found: dict[tuple[str, str], set[int]] = {}
    for edge in _covered(graph.edges, paths, truth):
        lines = found.setdefault((paths[edge.source], paths[edge.target]), set())
        lines.update(place.line for place in edge.evidence)
    return {edge: frozenset(lines) for edge, lines in found.items()}


def _externals(graph: GraphJson, paths: Mapping[str, str], truth: Truth) -> set[tuple[str, str]]:
    covered = _covered(graph.external_edges, paths, truth)
    return {(paths[edge.source], edge.target.partition(".")[0]) for edge in covered}


def _covered(
    edges: tuple[EdgeJson, ...], paths: Mapping[str, str], truth: Truth
) -> Iterator[EdgeJson]:
    return (edge for edge in edges if paths[edge.source] in truth.files)


def _edge_differences(ours: Lines, true: Lines) -> Iterator[tuple[str, str, str, str]]:
    for source, target in sorted(ours.keys() | true.keys()):
        mine, right = ours.get((source, target)), true.get((source, target))
        if right is None:
            yield ("only driftscan", source, target, _shown(mine))
        elif mine is None:
            yield ("only truth", source, target, _shown(right))
        elif mine != right:
            yield ("other lines", source, target, f"{_shown(mine)}, truth {_shown(right)}")


def _external_differences(
    ours: set[tuple[str, str]], true: set[tuple[str, str]]
) -> Iterator[tuple[str, str, str, str]]:
    for source, name in sorted(ours ^ true):
        who = "driftscan" if (source, name) in ours else "truth"
        yield (f"external only {who}", source, name, "")


def _shown(lines: frozenset[int] | None) -> str:
    return ":" + ",".join(map(str, sorted(lines or ())))


def truths() -> list[Truth]:
    """All that is written down, in the order of the file names."""
    return [
        msgspec.convert(yaml.safe_load(path.read_bytes()), Truth)
        for path in sorted(_TRUTH.glob("*.yaml"))
    ]


def _why_skipped(truth: Truth, mirror: Path) -> str:
    """Why a repository can't be compared; '' if it can."""
    if not mirror.is_dir():
        return f"there is no {mirror}"
    there = subprocess.run(
        ["git", "-C", str(mirror), "cat-file", "-e", truth.commit + "^{commit}"],
        capture_output=True,
        check=False,
    )
    return "" if there.returncode == 0 else f"{mirror} does not hold commit {truth.commit}"


def main(arguments: list[str]) -> int:
    """Print the table; exit code 1 if a share is below .999 or a difference is unexplained."""
    mirrors = Path(arguments[0]) if arguments else _MIRRORS
    comparisons = []
    for truth in truths():
        mirror = mirrors / truth.repository.replace("/", "+") / "repo"
        if reason := _why_skipped(truth, mirror):
            print(f"skipped {truth.repository}: {reason}")
        else:
            comparisons.append(compare(truth, mirror))
    print(table(_HEADER, [_row(comparison) for comparison in comparisons]))
    unexplained = 0
    for c in comparisons:
        for what, source, target, lines in c.differences:
            why = EXPLAINED.get((c.truth.repository, source, target), "unexplained")
            unexplained += why == "unexplained"
            print(f"{c.truth.repository}: {what}: {source}{lines} -> {target}: {why}")
    good = all(min(c.precision, c.recall) >= _FLOOR for c in comparisons)
    return 0 if comparisons and good and not unexplained else 1


def _row(c: Comparison) -> list[str]:
    return [
        c.truth.repository,
        f"{len(c.truth.files):,}",
        f"{len(c.truth.edges):,}",
        f"{c.found:,}",
        f"{c.precision:.5f}",
        f"{c.recall:.5f}",
        f"{len(c.truth.externals):,}",
        f"{len(c.differences):,}",
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
