"""File edges against the TypeScript compiler's own resolution, on real repositories.

`python -m benchmarks.truth.against_typescript [NAME...]` prints a table and every difference. Both
sides read the same files; an edge is a pair of paths. The compiler's side is
typescript_oracle.mjs. Precision is the share of our edges that the compiler has, recall the share
of its edges that we have, both before any difference is explained.

Compared is what both mean to report: edges between files that the compiler reads (components are
counted under `components`) with a confidence of 1 (what leads to sources of build output that is
not there, which the compiler can't know, is counted under `less sure`). Names with a query or a
loader in them, for which the compiler has no rules, are counted under `bundled`.

Where declarations stand beside what they declare, the compiler knows two files. An import leads to
the one that is loaded, in typed code to the other one as well; a type-only import only to the
declarations. (`.d.ts` files import nothing but types.)
"""

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import msgspec

from benchmarks.command import EdgeJson, graph_of
from benchmarks.tables import table
from benchmarks.truth.javascript_differences import explained
from benchmarks.truth.javascript_repositories import REPOSITORIES, Repository, checked_out
from benchmarks.truth.node_tools import node_folder

Edge = tuple[str, str]
_FLOOR = 0.995
_COMPONENTS = (".vue", ".svelte", ".vue.d.ts", ".svelte.d.ts")
_STUBS = (".d.ts", ".d.mts", ".d.cts")
_TYPED = (".ts", ".tsx", ".mts", ".cts")
_ORACLE = Path(__file__).with_name("typescript_oracle.mjs")
_HEADER = [
    "repository",
    "files",
    "compiler",
    "driftscan",
    "precision",
    "recall",
    "differences",
    "less sure",
    "bundled",
    "components",
]


class OracleJson(msgspec.Struct, frozen=True):
    """What the script prints, see there."""

    edges: list[tuple[str, str, int, str | None, str | None, bool]]
    lost: list[tuple[str, str, int]]
    bundled: list[Edge]


class Comparison(msgspec.Struct, frozen=True):
    """One repository. differences: (who has it, edge, place, why)."""

    repository: Repository
    files: int
    compilers: int
    ours: int
    both: int
    unsure: int
    bundled: int
    components: int
    differences: tuple[tuple[str, Edge, str, str], ...]

    @property
    def precision(self) -> float:
        return self.both / self.ours if self.ours else 0.0

    @property
    def recall(self) -> float:
        return self.both / self.compilers if self.compilers else 0.0


def compare(repository: Repository, root: Path, tools: Path) -> Comparison:
    """Both sides of one repository, and what is only in one of them."""
    graph = graph_of(root, language="javascript")
    paths = {module.id: module.path for module in graph.modules}
    files = sorted(paths.values())
    oracle = ask_compiler(root, files, tools)
    seen = [edge for edge in graph.edges if not _is_component(edge)]
    sure = {(edge.source, edge.target) for edge in seen if edge.confidence == 1}
    unsure = {(edge.source, edge.target) for edge in seen if edge.confidence < 1} - sure
    written = edges_of(oracle)
    theirs = set(written)
    bundled = set(oracle.bundled) - theirs
    ours = sure - bundled
    places = {(edge.source, edge.target): _place(edge) for edge in seen}
    return Comparison(
        repository=repository,
        files=len(files),
        compilers=len(theirs),
        ours=len(ours),
        both=len(ours & theirs),
        unsure=len(unsure),
        bundled=len(sure & bundled),
        components=len(graph.edges) - len(seen),
        differences=(
            *_named(repository, "driftscan", ours - theirs, places),
            *_named(repository, "compiler", theirs - ours - unsure, written),
            *_named(repository, "compiler, we less surely", (theirs - ours) & unsure, written),
        ),
    )


def ask_compiler(root: Path, files: list[str], tools: Path) -> OracleJson:
    """What the compiler says; the script runs from where its modules are installed."""
    script = tools / _ORACLE.name
    script.write_bytes(_ORACLE.read_bytes())
    given = json.dumps({"root": str(root.resolve()), "files": files}).encode()
    done = subprocess.run(["node", str(script)], input=given, check=True, capture_output=True)
    return msgspec.json.decode(done.stdout, type=OracleJson)


def edges_of(oracle: OracleJson) -> dict[Edge, str]:
    """The edges that follow from what the compiler says, with the place of one statement each."""
    found: dict[Edge, str] = {}
    for source, name, line, declared, loaded, for_types in oracle.edges:
        if source.endswith(_COMPONENTS):
            continue
        only_types = for_types or source.endswith(_STUBS)
        targets = {declared or loaded} if only_types else {loaded or declared}
        if source.endswith(_TYPED):
            targets.add(declared)
        for target in targets - {None, source}:
            if target is not None and not target.endswith(_COMPONENTS):
                found.setdefault((source, target), f"{source}:{line} '{name}'")
    return found


def _is_component(edge: EdgeJson) -> bool:
    return edge.source.endswith(_COMPONENTS) or edge.target.endswith(_COMPONENTS)


def _place(edge: EdgeJson) -> str:
    return ", ".join(f"{place.path}:{place.line}" for place in edge.evidence[:3])


def _named(
    repository: Repository, who: str, edges: Iterable[Edge], places: dict[Edge, str]
) -> list[tuple[str, Edge, str, str]]:
    return [(who, edge, places[edge], explained(repository.name, *edge)) for edge in sorted(edges)]


def main(names: list[str]) -> int:
    """Print the table; exit code 1 if a share is below .995 or a difference is unexplained."""
    tools = node_folder()
    if isinstance(tools, str):
        print(f"skipped: {tools}")
        return 1
    comparisons = []
    for repository in REPOSITORIES:
        if names and repository.name not in names:
            continue
        root = checked_out(repository)
        if isinstance(root, str):
            print(f"skipped {repository.name}: {root}")
        else:
            comparisons.append(compare(repository, root, tools))
    print(table(_HEADER, [_row(each) for each in comparisons]))
    unexplained = 0
    for each in comparisons:
        for who, edge, place, why in each.differences:
            unexplained += not why
            print(f"{each.repository.name}: {who}: {place} -> {edge[1]}: {why or 'unexplained'}")
    good = all(min(each.precision, each.recall) >= _FLOOR for each in comparisons)
    return 0 if comparisons and good and not unexplained else 1


def _row(c: Comparison) -> list[str]:
    return [
        c.repository.name,
        f"{c.files:,}",
        f"{c.compilers:,}",
        f"{c.ours:,}",
        f"{c.precision:.5f}",
        f"{c.recall:.5f}",
        *(f"{n:,}" for n in (len(c.differences), c.unsure, c.bundled, c.components)),
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
