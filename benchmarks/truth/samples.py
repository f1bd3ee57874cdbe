"""Edges of real repositories that were checked by hand, one YAML file (or more) per language.

`python -m benchmarks.truth.samples [LANGUAGE...]` prints a table and every difference by name.
`python -m benchmarks.truth.samples --draw LANGUAGE COUNT` prints that many of the edges that we
report, drawn with the file's seed, for someone to check them against the source.

A file `samples/<language>.yaml` or `samples/<language>-<more>.yaml` holds

    repository: owner/name
    commit: <sha>            # looked for in the mirror, see benchmarks/truth/several_roots.py
    seed: 1                  # of --draw
    edges:                   # true, so they must be reported
    - {from: a/B.kt, line: 3, to: a/C.kt, why: imports it by name}
    not_edges:               # they look like edges and must not be reported
    - {from: a/B.kt, line: 9, to: b/C.kt, why: stands in a string}
    whole_files:             # read from top to bottom: nothing else may be reported of them
    - path: a/D.kt
      edges: ["3 -> a/C.kt", "7 -> a/E.kt"]

Precision on the sample: of `edges` and `not_edges` that we report, the share that are edges. Recall
and precision of the whole files: line by line. Unresolved: the share of all references inside the
tree, of files with the same suffixes as those named, that lead nowhere.
"""

import random
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import msgspec
import yaml

from benchmarks.command import GraphJson, graph_of
from benchmarks.tables import table
from benchmarks.truth.mirrored import checked_out
from driftscan.extract.claims import language_of

_TRUTH = Path(__file__).with_suffix("")
_LEAST_SHARE = 0.98
_MOST_UNRESOLVED = 0.02
_HEADER = (
    "sample;files;edges;found;look-alikes reported;precision;"
    "whole files;lines;precision;recall;unresolved"
).split(";")

Line = tuple[str, int, str]
"""Path, 1-based line, path of the target."""


class Edge(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line that leads from a file to another, or looks as if it did."""

    source: str = msgspec.field(name="from")
    line: int
    to: str
    why: str

    @property
    def place(self) -> Line:
        return (self.source, self.line, self.to)


class WholeFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """edges: `3 -> path`, all that there are in the file."""

    path: str
    edges: tuple[str, ...] = ()

    @property
    def places(self) -> set[Line]:
        split = (edge.partition(" -> ") for edge in self.edges)
        return {(self.path, int(line), target) for line, _, target in split}


class Sample(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One YAML file."""

    repository: str
    commit: str
    seed: int
    edges: tuple[Edge, ...] = ()
    not_edges: tuple[Edge, ...] = ()
    whole_files: tuple[WholeFile, ...] = ()

    @property
    def suffixes(self) -> frozenset[str]:
        paths = [edge.source for edge in self.edges] + [file.path for file in self.whole_files]
        return frozenset(PurePosixPath(path).suffix for path in paths)


class Result(msgspec.Struct, frozen=True):
    """What was found of one sample. differences: what is wrong, a line each."""

    cells: tuple[str, ...]
    differences: tuple[str, ...]
    good: bool


def judge(name: str, sample: Sample, graph: GraphJson) -> Result:
    """The sample and our graph of its commit, compared."""
    ours = set(reported(graph))
    true = {edge.place for edge in sample.edges}
    false = {edge.place for edge in sample.not_edges}
    whole = {place for file in sample.whole_files for place in file.places}
    whole_paths = {file.path for file in sample.whole_files}
    ours_whole = {place for place in ours if place[0] in whole_paths}
    shares = [
        _share(true & ours, (true | false) & ours),
        _share(whole & ours_whole, ours_whole),
        _share(whole & ours_whole, whole),
    ]
    cells = (
        f"{name} {sample.repository}",
        f"{len(_paths(sample, graph)):,}",
        f"{len(true):,}",
        f"{len(true & ours):,}",
        f"{len(false & ours)} of {len(false)}",
        f"{shares[0]:.4f}",
        f"{len(whole_paths):,}",
        f"{len(whole):,}",
        f"{shares[1]:.4f}",
        f"{shares[2]:.4f}",
        f"{(unresolved := _unresolved(sample, graph, ours)):.4f}",
    )
    differences = (
        *(f"not reported: {_shown(place)}" for place in sorted((true | whole) - ours)),
        *(f"reported, but no edge: {_shown(place)}" for place in sorted(false & ours)),
        *(f"reported of a whole file: {_shown(place)}" for place in sorted(ours_whole - whole)),
        *(f"no such file: {path}" for path in sorted(_named(sample) - _all_paths(graph))),
    )
    worst = min(_share(true & ours, true), *shares)
    good = worst >= _LEAST_SHARE and unresolved < _MOST_UNRESOLVED
    return Result(cells, differences, good)


def reported(graph: GraphJson) -> Iterator[Line]:
    """Our edges inside the tree, line by line."""
    paths = {module.id: module.path for module in graph.modules}
    for edge in graph.edges:
        for place in edge.evidence:
            yield (place.path, place.line, paths[edge.target])


def draw(sample: Sample, graph: GraphJson, count: int) -> list[Line]:
    """Lines of our graph to be checked by hand, from files with the sample's suffixes."""
    wanted = sorted(place for place in reported(graph) if _fits(place[0], sample))
    return sorted(random.Random(sample.seed).sample(wanted, min(count, len(wanted))))


def _fits(path: str, sample: Sample) -> bool:
    return not sample.suffixes or PurePosixPath(path).suffix in sample.suffixes


def _paths(sample: Sample, graph: GraphJson) -> set[str]:
    return {path for path in _all_paths(graph) if _fits(path, sample)}


def _all_paths(graph: GraphJson) -> set[str]:
    return {module.path for module in graph.modules}


def _named(sample: Sample) -> set[str]:
    edges = [*sample.edges, *sample.not_edges]
    return {path for edge in edges for path in (edge.source, edge.to)} | {
        file.path for file in sample.whole_files
    }


def _language(sample: Sample) -> str:
    """That of every file it names; '' of a new sample, which names none."""
    return next((language_of(path.encode()) for path in sorted(_named(sample))), "")


def _unresolved(sample: Sample, graph: GraphJson, ours: set[Line]) -> float:
    lost = sum(_fits(gap.path, sample) for gap in graph.unresolved)
    found = sum(_fits(place[0], sample) for place in ours)
    return lost / (lost + found) if lost + found else 1.0


def _share(part: set[Line], whole: set[Line]) -> float:
    return len(part) / len(whole) if whole else 1.0


def _shown(place: Line) -> str:
    return f"{place[0]}:{place[1]} -> {place[2]}"


def _samples(languages: list[str]) -> Iterator[tuple[str, Sample]]:
    for path in sorted(_TRUTH.glob("*.yaml")):
        if not languages or path.stem.partition("-")[0] in languages:
            yield path.stem, msgspec.convert(yaml.safe_load(path.read_bytes()), Sample)


def main(arguments: list[str]) -> int:
    """Print the table; exit code 1 if a share is too small, or nothing could be compared."""
    count = 0
    if arguments[:1] == ["--draw"]:
        count, arguments = int(arguments[2]), arguments[1:2]
    rows, good = [], True
    for name, sample in _samples(arguments):
        tree = checked_out(sample.repository, sample.commit)
        if isinstance(tree, str):
            print(f"skipped {name} {sample.repository}: {tree}")
            continue
        graph = graph_of(tree, language=_language(sample))
        if count:
            print("\n".join(_shown(place) for place in draw(sample, graph, count)))
            continue
        result = judge(name, sample, graph)
        print("\n".join(f"{name}: {difference}" for difference in result.differences))
        rows.append(result.cells)
        good = good and result.good
    if rows:
        print(table(_HEADER, rows))
    return 0 if count or (rows and good) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
