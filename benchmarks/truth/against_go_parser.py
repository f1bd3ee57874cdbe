"""What the Go extractor finds in each file, against Go's own parser (go/parser, go/ast).

`python -m benchmarks.truth.against_go_parser [FOLDER...]` prints a table and every difference by
name; without folders it reads the repositories of go_trees and the source of Go itself, with the
type checker's tests. Compared per file: imports with their lines and aliases, the names declared at
the top level, and every use `pkg.Name` of an exported name whose first part go/parser leaves
unresolved in the file (so no local name hides it), with its lines. Of files that go/parser refuses
only is counted that we report a problem.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from benchmarks.tables import table
from benchmarks.truth.go_trees import GO_HOME, REPOSITORIES, go_command, go_environment, tree_of
from driftscan.extract.go.extractor import extract
from driftscan.model.fact import FileFacts

_PROGRAM = Path(__file__).parent / "go_facts" / "main.go"
_HEADER = ["of", "files", "uses", "only driftscan", "only go", "differences", "refused", "told"]
_TESTDATA = "/src/internal/types/testdata/"

# (end of the path, what) of a difference, and who is right, each read in the source.
EXPLAINED: dict[tuple[str, str], str] = {
    ("check/importdecl0/importdecl0b.go", "imports"): "go/parser keeps imports of nothing, and "
    "unquotes escapes; no path that can be imported has either",
    (
        "encoding/json/v2/arshal_test.go",
        "problem",
    ): "a local function is called make there, and the grammar takes its argument for a type",
}
# The type checker's own tests: what the grammar refuses there is written to be refused.
_REFUSED_BY_DESIGN = "a test of what compilers refuse; the problem is reported"


class Imported(msgspec.Struct, frozen=True):
    """An import as go_facts prints it."""

    path: str
    name: str
    line: int


class GoFile(msgspec.Struct, frozen=True):
    """A file as go_facts prints it. bad: go/parser reports an error."""

    path: str
    bad: bool
    package: str
    imports: tuple[Imported, ...] | None
    declared: tuple[str, ...] | None
    uses: dict[str, tuple[int, ...]]


class Tally(msgspec.Struct):
    """What adds up over the files of one folder."""

    name: str
    files: int = 0
    uses: int = 0
    only_ours: int = 0
    only_go: int = 0
    refused: int = 0
    told: int = 0
    differences: list[tuple[str, str, str]] = []


def compare(name: str, folder: Path, program: Path) -> Tally:
    """All files below a folder."""
    done = subprocess.run([str(program), str(folder)], check=True, capture_output=True)
    tally = Tally(name)
    for line in done.stdout.splitlines():
        theirs = msgspec.json.decode(line, type=GoFile)
        ours = extract(Path(theirs.path).read_bytes())
        tally.files += 1
        if theirs.bad:
            tally.refused += 1
            tally.told += bool(ours.problems)
        else:
            _count(tally, theirs, ours)
    return tally


def _count(tally: Tally, theirs: GoFile, ours: FileFacts) -> None:
    mine = {use.name for use in ours.uses if "." in use.name}
    tally.uses += len(theirs.uses)
    tally.only_ours += len(mine - theirs.uses.keys())
    tally.only_go += len(theirs.uses.keys() - mine)
    tally.differences += [(theirs.path, *found) for found in _differences(theirs, ours)]


def _differences(theirs: GoFile, ours: FileFacts) -> Iterator[tuple[str, str]]:
    """What differs, and how."""
    imports = {(fact.module, fact.alias, fact.line) for fact in ours.imports}
    their_imports = {(each.path, each.name, each.line) for each in theirs.imports or ()}
    if imports != their_imports:
        yield "imports", str(sorted(imports ^ their_imports))
    # A script that no build takes in declares nothing for others.
    if ours.declarations and ours.declarations != theirs.declared:
        yield "declared", str(sorted({*ours.declarations} ^ {*(theirs.declared or ())}))
    uses = {(use.name, use.lines) for use in ours.uses if "." in use.name}
    their_uses = {(name, tuple(sorted({*lines}))) for name, lines in theirs.uses.items()}
    if uses != their_uses:
        yield "uses", str(sorted(uses ^ their_uses))[:200]
    if ours.problems:
        yield "problem", f"line {ours.problems[0].line}"


def _built() -> Path:
    program = GO_HOME / "facts"
    command = [str(go_command()), "build", "-o", str(program), str(_PROGRAM)]
    subprocess.run(command, check=True, env=go_environment(GOFLAGS="", GO111MODULE="off"))
    return program


def _folders(named: list[str]) -> Iterator[tuple[str, Path]]:
    for text in named:
        yield text, Path(text)
    for repository in () if named else REPOSITORIES:
        tree = tree_of(repository)
        if tree is None:
            print(f"skipped {repository}: there is no mirror of it")
        else:
            yield repository, tree
    if not named:
        yield "Go itself", GO_HOME / "toolchain" / "go" / "src"


def _why(path: str, what: str) -> str:
    if what in ("problem", "declared") and _TESTDATA in path:
        return _REFUSED_BY_DESIGN
    return next(
        (why for (end, said), why in EXPLAINED.items() if path.endswith(end) and said == what),
        "unexplained",
    )


def main(named: list[str]) -> int:
    """Print the table; exit code 1 if a difference is unexplained, or nothing was compared."""
    if go_command() is None:
        print("skipped: there is no Go toolchain, and pip can't get one")
        return 0
    program = _built()
    tallies = [compare(name, folder, program) for name, folder in _folders(named)]
    print(table(_HEADER, [_row(tally) for tally in tallies]))
    unexplained = 0
    for path, what, how in (found for tally in tallies for found in tally.differences):
        why = _why(path, what)
        unexplained += why == "unexplained"
        print(f"{path}: {what}: {how}: {why}")
    return 0 if any(tally.files for tally in tallies) and not unexplained else 1


def _row(t: Tally) -> list[str]:
    counts = [t.files, t.uses, t.only_ours, t.only_go, len(t.differences), t.refused, t.told]
    return [t.name, *(f"{count:,}" for count in counts)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
