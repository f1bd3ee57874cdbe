"""Speed on a large repository of each language that is parsed with a grammar.

`python -m benchmarks.languages.speed [ROUNDS]` checks each with one rule and prints files and
megabytes of source per second, and what a second run over the same tree takes, which recalls
everything. Medians of three rounds; processor time says more on a busy machine.
"""

import os
import sys
import tempfile
from pathlib import Path

from msgspec import Struct

from benchmarks.command import driftscan_command
from benchmarks.tables import table
from benchmarks.timing import Run, middle, run
from benchmarks.truth.mirrored import checked_out

_ROUNDS = 3
_SPEC = """\
driftscan: 1
components: {all: {path: .}}
rules: [{deny: "all -> external:none-such"}]
"""
_HEADER = "repository;files;MB;s;CPU s;files/s;MB/s;warm s;warm CPU s;peak MB".split(";")


class Tree(Struct, frozen=True):
    """A repository at a commit, and the suffix of the sources that are counted."""

    repository: str
    commit: str
    suffix: str


_TREES = (
    Tree("hashicorp/terraform", "883c7221ee2e0bc2fad6912fd4b3cc4b53a598a7", ".go"),
    Tree("vuejs/core", "e2bede96134f757aad5c5b33ac9be055022dbfc8", ".ts"),
    Tree("spring-projects/spring-framework", "91eb42645e26a7ef9382b4a655bcefe5c8682fee", ".java"),
    Tree("ktorio/ktor", "ef92e5537d7465961f1b3f2b21e217fc35bcfa1f", ".kt"),
    Tree("jellyfin/jellyfin", "c3ed1407ca698b0905de99da87b67415e6a62dbd", ".cs"),
    Tree("laravel/framework", "bd71b45fbb7e672957bf6ff61baddefe15fbca6a", ".php"),
    Tree("rubocop/rubocop", "3a42c622171794510e03999c8d55129b73c5dc8f", ".rb"),
    Tree("rust-lang/rust-analyzer", "d2e55da49132fa70a13dfbdc99122432b02cf464", ".rs"),
)


def measured(tree: Path, place: Path) -> Run:
    """One run over a tree. place: a folder with the spec and for what is kept."""
    command = [*driftscan_command(), "check", str(tree), "--config", str(place / "spec.yaml")]
    return run(command, place, {**os.environ, "DRIFTSCAN_CACHE_DIR": str(place / "cache")}, (0, 1))


def _row(tree: Tree, place: Path, rounds: int) -> list[str]:
    files = [path for path in place.rglob(f"*{tree.suffix}") if path.is_file()]
    megabytes = sum(path.stat().st_size for path in files) / 1e6
    cold, warm = [], []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as directory:
            (Path(directory) / "spec.yaml").write_text(_SPEC)
            cold.append(measured(place, Path(directory)))
            warm.append(measured(place, Path(directory)))
    first, second = middle(cold), middle(warm)
    return [
        tree.repository,
        f"{len(files):,}",
        f"{megabytes:.1f}",
        f"{first.seconds:.1f}",
        f"{first.cpu:.1f}",
        f"{len(files) / first.seconds:,.0f}",
        f"{megabytes / first.seconds:.1f}",
        f"{second.seconds:.1f}",
        f"{second.cpu:.1f}",
        f"{first.megabytes:.0f}",
    ]


def main(arguments: list[str]) -> int:
    """Print the table; exit code 1 if there was nothing to measure."""
    rows = []
    for tree in _TREES:
        place = checked_out(tree.repository, tree.commit)
        if isinstance(place, str):
            print(f"skipped {tree.repository}: {place}")
        else:
            rows.append(_row(tree, place, int(arguments[0]) if arguments else _ROUNDS))
    print(table(_HEADER, rows))
    return 0 if rows else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
