"""File edges against dependency-cruiser on real repositories; the compiler says who is right.

`python -m benchmarks.truth.against_dependency_cruiser [NAME...]` prints a table and what is
unexplained. dependency-cruiser runs as it is recommended for TypeScript (types before compilation,
JSDoc, the settings in the repository's root). Where the two differ, the compiler is asked
(typescript_oracle.mjs), since it knows neither of them:

- `we` have an edge that it has, too; or one that it doesn't have is only the other's.
- `they`: the reverse. Each of those is printed, and makes the exit code 1 if it isn't explained.
- `open`: only we have it and so less surely, or by a bundler's rules, or in a component, of which
  the compiler says nothing.
"""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import msgspec

from benchmarks.command import graph_of
from benchmarks.tables import table
from benchmarks.truth.against_typescript import Edge, ask_compiler, edges_of
from benchmarks.truth.javascript_differences import explained
from benchmarks.truth.javascript_repositories import REPOSITORIES, Repository, checked_out
from benchmarks.truth.node_tools import node_folder

CHOSEN = (
    "vitejs/vite",
    "sverweij/dependency-cruiser",
    "MaibornWolff/codecharta",
    "vuejs/core",
    "reduxjs/redux-toolkit",
    "axios/axios",
    "date-fns/date-fns",
    "expressjs/express",
)
_HEADER = ["repository", "cruiser", "driftscan", "both", "we", "they", "open"]
_LONGEST = 900  # seconds


class Comparison(msgspec.Struct, frozen=True):
    """One repository. verdicts: by who is right; wrong: edges where we are not."""

    repository: Repository
    cruisers: int
    ours: int
    both: int
    verdicts: dict[str, int]
    wrong: tuple[tuple[str, Edge], ...]


def compare(repository: Repository, root: Path, tools: Path) -> Comparison:
    """Both sides of one repository."""
    graph = graph_of(root, language="javascript")
    files = sorted(module.path for module in graph.modules)
    theirs = cruised(root, tools, set(files))
    sure = {(edge.source, edge.target) for edge in graph.edges if edge.confidence == 1}
    ours = {(edge.source, edge.target) for edge in graph.edges}
    compilers = set(edges_of(ask_compiler(root, files, tools)))
    verdicts: Counter[str] = Counter()
    wrong = []
    for edge in sorted(ours ^ theirs):
        who = _verdict(edge, edge in ours, edge in compilers, edge in sure)
        verdicts[who] += 1
        if who == "they":
            wrong.append(("driftscan" if edge in ours else "cruiser", edge))
    return Comparison(
        repository, len(theirs), len(ours), len(ours & theirs), dict(verdicts), tuple(wrong)
    )


def _verdict(edge: Edge, is_ours: bool, is_compilers: bool, is_sure: bool) -> str:
    if is_ours == is_compilers:
        return "we"
    component = any(end.endswith((".vue", ".svelte")) for end in edge)
    return "open" if is_ours and (component or not is_sure) else "they"


def cruised(root: Path, tools: Path, files: set[str]) -> set[Edge]:
    """dependency-cruiser's edges between files of the tree."""
    done = subprocess.run(
        cruiser_command(root, tools),
        cwd=root,
        capture_output=True,
        check=False,
        timeout=_LONGEST,
    )
    found = json.loads(done.stdout)
    return {
        (module["source"], dependency["resolved"])
        for module in found["modules"]
        for dependency in module["dependencies"]
        if module["source"] in files
        and dependency["resolved"] in files
        and module["source"] != dependency["resolved"]
    }


def cruiser_command(root: Path, tools: Path, output: str = "json") -> list[str]:
    """How it is run over everything in a folder; its settings stand outside of it."""
    suffixes = [".ts", ".tsx", ".d.ts", ".js", ".jsx", ".mjs", ".cjs", ".mts", ".cts", ".d.mts"]
    options: dict[str, object] = {
        "doNotFollow": {"path": "node_modules"},
        "exclude": {"path": "node_modules"},
        "tsPreCompilationDeps": True,
        "detectJSDocImports": True,
        "enhancedResolveOptions": {
            "extensions": suffixes,
            "exportsFields": ["exports"],
            "conditionNames": ["import", "require", "node", "default", "types"],
            "mainFields": ["module", "main", "types", "typings"],
        },
    }
    if (root / "tsconfig.json").exists():
        options["tsConfig"] = {"fileName": "tsconfig.json"}
    settings = tools / f"cruise-{root.name}.json"
    settings.write_text(json.dumps({"forbidden": [], "options": options}), "utf-8")
    program = tools / "node_modules" / "dependency-cruiser" / "bin" / "dependency-cruise.mjs"
    return ["node", str(program), "--config", str(settings), "--output-type", output, "."]


def main(names: list[str]) -> int:
    """Print the table; exit code 1 if the compiler is against us and nothing explains it."""
    tools = node_folder()
    if isinstance(tools, str):
        print(f"skipped: {tools}")
        return 1
    comparisons = []
    for repository in REPOSITORIES:
        if repository.name not in (names or CHOSEN):
            continue
        root = checked_out(repository)
        if isinstance(root, str):
            print(f"skipped {repository.name}: {root}")
        else:
            comparisons.append(compare(repository, root, tools))
    print(table(_HEADER, [_row(each) for each in comparisons]))
    unexplained = 0
    for each in comparisons:
        for who, edge in each.wrong:
            why = explained(each.repository.name, *edge)
            unexplained += not why
            print(
                f"{each.repository.name}: only {who}: {' -> '.join(edge)}: {why or 'unexplained'}"
            )
    return 0 if comparisons and not unexplained else 1


def _row(c: Comparison) -> list[str]:
    verdicts = [c.verdicts.get(each, 0) for each in ("we", "they", "open")]
    return [c.repository.name, *(f"{n:,}" for n in (c.cruisers, c.ours, c.both, *verdicts))]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
