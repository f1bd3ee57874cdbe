"""Edges of real C# repositories, line by line, against what the C# compiler binds the names to.

`python -m benchmarks.truth.against_roslyn [REPOSITORY...]` prints a table and every difference that
no class of benchmarks/truth/roslyn_differences.py explains. Which files are compiled together is
taken from driftscan's own reading of the project files; what is compared is the meaning of names.
The compiler sees the framework, but no packages: a base class from a package is unknown to it as
well. See benchmarks/truth/roslyn.py.

Compared are lines: `type` lines name a type of another file. Precision: the share of our lines that
the compiler confirms (by a type, or a member of one). Recall: the share of its `type` lines that we
have. File edges: all dependencies between files that the compiler sees, also those that no type
name tells of (members of a value whose type is never written, extension methods), and how many of
them we have.
"""

import subprocess
import sys
import tarfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

from msgspec import Struct

from benchmarks.command import graph_of
from benchmarks.packages import WORK
from benchmarks.tables import table
from benchmarks.truth.roslyn import ToldProject, bind
from benchmarks.truth.roslyn_differences import (
    CONDITION,
    EXPLAINED,
    NO_PACKAGE,
    Answers,
    Differences,
    Line,
    sorted_answers,
)
from benchmarks.truth.roslyn_repositories import REPOSITORIES, Repository
from driftscan.extract.claims import extractors_for, serves
from driftscan.extract.csharp.membership import Membership
from driftscan.extract.csharp.projects import find_projects
from driftscan.extract.registry import load_extractor

_MIRRORS = Path(__file__).parents[3] / ".mirror"
_FLOOR = 0.99
_HEADER = (
    "repository;files;lines of types;found;precision;recall;extension calls;found;"
    "file edges;seen;no package;condition;unexplained"
).split(";")


class Comparison(Struct, frozen=True):
    """One repository; pairs are of files, edges by line."""

    name: str
    files: int
    lines: int
    found: int
    ours: int
    confirmed: int
    extensions: int
    extensions_found: int
    pairs: int
    pairs_seen: int
    explained: Mapping[str, int]
    differences: tuple[str, ...]


def compare(repository: Repository) -> Comparison:
    """The graph and the compiler's word, over the files that the compiler can read."""
    tree = _checked_out(repository)
    projects = _told(tree, repository.defines)
    compiled = {path for project in projects for path in project.files}
    answers = sorted_answers(bind(projects, tree))
    ours = _ours(tree)
    compared = compiled - answers.unread
    mine = {
        line: targets
        for line, targets in ours.items()
        if line[0] in compared and line not in answers.inactive
    }
    named = [(line, each) for line, sets in answers.named.items() for each in sets]
    named = [(line, each) for line, each in named if line[0] in compared and line[0] not in each]
    calls = [(line, each) for line, sets in answers.extensions.items() for each in sets]
    calls = [(line, each) for line, each in calls if line[0] in compared and line[0] not in each]
    false = [
        (line, target)
        for line, targets in mine.items()
        for target in targets
        if target not in answers.told.get(line, ())
    ]
    overlooked = [(line, each) for line, each in named if not each & mine.get(line, set())]
    differences = Differences(tree, answers)
    false_rows = [(row, differences.why(*row)) for row in false]
    pairs = {(line[0], min(each)) for line, each in _everything(answers, compared)}
    seen = {(line[0], target) for line, targets in mine.items() for target in targets}
    total = sum(map(len, mine.values()))
    return Comparison(
        name=repository.name,
        files=len(compared),
        lines=len(named),
        found=len(named) - len(overlooked),
        ours=total,
        confirmed=total - len(false),
        extensions=len(calls),
        extensions_found=sum(bool(each & mine.get(line, set())) for line, each in calls),
        pairs=len(pairs),
        pairs_seen=sum(
            any((source, t) in seen for t in targets)
            for source, targets in _pairs(answers, compared)
        ),
        explained=Counter(why for _, why in false_rows if why),
        differences=tuple(_shown(repository, tree, false_rows, overlooked)),
    )


def _everything(answers: Answers, compared: set[str]) -> Iterator[tuple[Line, frozenset[str]]]:
    for source in (answers.named, answers.extensions, answers.members):
        for line, sets in source.items():
            for each in sets:
                if line[0] in compared and line[0] not in each:
                    yield line, each


def _pairs(answers: Answers, compared: set[str]) -> Iterator[tuple[str, frozenset[str]]]:
    found = {}
    for line, each in _everything(answers, compared):
        found[line[0], min(each)] = each
    for (source, _), each in found.items():
        yield source, each


def _ours(tree: Path) -> dict[Line, set[str]]:
    graph = graph_of(tree, language="csharp")
    paths = {module.id: module.path for module in graph.modules}
    found: dict[Line, set[str]] = defaultdict(set)
    for edge in graph.edges:
        for place in edge.evidence:
            found[paths[edge.source], place.line].add(paths[edge.target])
    return found


def _told(tree: Path, defines: tuple[str, ...]) -> list[ToldProject]:
    """The projects, each after those that it refers to."""
    paths = sorted(str(path.relative_to(tree)) for path in tree.rglob("*") if path.is_file())
    manifests = {
        path.encode(): [load_extractor(name).extract((tree / path).read_bytes()) for name in names]
        for path in paths
        if serves(path.encode(), "csharp") and (names := extractors_for(path.encode()))
    }
    projects = find_projects(manifests)
    sources = [path for path in paths if path.endswith(".cs")]
    members = Membership(sources, projects)
    files: dict[int, list[str]] = defaultdict(list)
    for path in sources:
        for number in members.of[path]:
            files[number].append(path)
    told = []
    for number in sorted(files, key=lambda each: (len(members.seen_from(each)), each)):
        seen = [str(other) for other in members.seen_from(number) if other != number]
        refers = tuple(seen) if number >= 0 else ()
        told.append(ToldProject(str(number), tuple(files[number]), refers, defines))
    return told


def _checked_out(repository: Repository) -> Path:
    """The C# and project files of the commit, unpacked beside the other benchmarks' work."""
    place = WORK / "roslyn" / repository.name.replace("/", "+") / repository.commit
    if not place.is_dir():
        mirror = _MIRRORS / repository.name.replace("/", "+") / "repo"
        endings = ("cs", "csproj", "fsproj", "vbproj", "props", "targets", "projitems", "config")
        wanted = [f":(glob)**/*.{ending}" for ending in endings]
        listed = ["git", "-C", str(mirror), "ls-tree", "-r", "--name-only", repository.commit]
        there = subprocess.run(listed, capture_output=True, check=True, text=True).stdout
        known = [w for w in wanted if f".{w.rpartition('.')[2]}\n" in there]
        command = ["git", "-C", str(mirror), "archive", repository.commit, "--", *known]
        done = subprocess.run(command, capture_output=True, check=True)
        with tarfile.open(fileobj=BytesIO(done.stdout)) as archive:
            archive.extractall(place, filter="data")
    return place


def _shown(
    repository: Repository,
    tree: Path,
    false: list[tuple[tuple[Line, str], str]],
    overlooked: list[tuple[Line, frozenset[str]]],
) -> Iterator[str]:
    rows = [("only driftscan", *row) for row, why in false if not why]
    rows += [("only Roslyn", line, min(targets)) for line, targets in overlooked]
    for what, (path, line), target in sorted(rows):
        if (repository.name, path, line, target) not in EXPLAINED:
            text = (tree / path).read_text("utf-8-sig", "replace").split("\n")[line - 1].strip()
            yield f"{repository.name}: {what}: {path}:{line} -> {target}: {text[:110]}"


def main(arguments: list[str]) -> int:
    """Print the table; exit code 1 if a share is below the floor or a difference unexplained."""
    comparisons = []
    for repository in REPOSITORIES:
        if arguments and repository.name not in arguments:
            continue
        try:
            comparisons.append(compare(repository))
        except (OSError, StopIteration, subprocess.CalledProcessError) as error:
            print(f"skipped {repository.name}: {error}"[:300])
    print(table(_HEADER, [_row(each) for each in comparisons]))
    for each in comparisons:
        print(*each.differences, sep="\n")
    return 0 if comparisons and all(map(_is_good, comparisons)) else 1


def _is_good(each: Comparison) -> bool:
    right = each.confirmed + sum(each.explained.values())
    return not each.differences and min(right / each.ours, each.found / each.lines) >= _FLOOR


def _row(each: Comparison) -> list[str]:
    return [
        each.name,
        f"{each.files:,}",
        f"{each.lines:,}",
        f"{each.found:,}",
        f"{each.confirmed / max(each.ours, 1):.4f}",
        f"{each.found / max(each.lines, 1):.4f}",
        f"{each.extensions:,}",
        f"{each.extensions_found:,}",
        f"{each.pairs:,}",
        f"{each.pairs_seen:,}",
        f"{each.explained.get(NO_PACKAGE, 0):,}",
        f"{each.explained.get(CONDITION, 0):,}",
        f"{len(each.differences):,}",
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
