"""Constants and `require` in Ruby files, against Ruby's own parser.

`python -m benchmarks.truth.against_ripper [OWNER/NAME...]` prints a table and every difference.
ruby_names.rb (run by Debian's ruby) says which constants stand where, each with the classes and
modules around it, and what is required by a literal name. Compared is (file, line, nesting and
name) before anything is resolved. A constant that the file itself defines in the innermost class is
no use for us, so those are taken from the truth as well; nothing else is. Files that Ruby cannot
parse are left out.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from benchmarks.tables import table
from benchmarks.truth.mirrored import checked_out
from driftscan.extract.claims import language_of
from driftscan.extract.ruby.extractor import extract
from driftscan.extract.ruby.nesting import within
from driftscan.model.fact import FileFacts, ImportContext

Line = tuple[str, int, str]

REPOSITORIES = {
    "Shopify/packwerk": "66af39faa77d9d2bacd660943deeb27f19afc542",
    "solidusio/solidus": "1f5bf5c638f5fe9fbda4d480bdb7ebcfa39a9a5e",
    "rubocop/rubocop": "3a42c622171794510e03999c8d55129b73c5dc8f",
    "huginn/huginn": "9faad4aeee0d97570693377e0a281567e775abb4",
}
_SCRIPT = Path(__file__).with_name("ruby_names.rb")
_HEADER = ["repository", "files", "ripper", "driftscan", "precision", "recall", "differences"]
_MOST_SHOWN = 40


class Names(msgspec.Struct, frozen=True):
    """One file. found: (nesting and name, line); required: (method, literal name, line)."""

    path: str
    read: bool
    found: tuple[tuple[str, int], ...]
    required: tuple[tuple[str, str | None, int], ...]


def read_names(tree: Path, paths: Sequence[str]) -> list[Names]:
    """What Ruby says of each file."""
    done = subprocess.run(
        ["ruby", str(_SCRIPT), str(tree)],
        input="\n".join(paths).encode(),
        capture_output=True,
        check=True,
    )
    return [msgspec.convert(json.loads(line), Names) for line in done.stdout.splitlines()]


def ours(path: str, facts: FileFacts) -> Iterator[Line]:
    """Our constants and literal names of `require`; not what Rails makes of symbols."""
    for use in facts.uses:
        if use.context & ImportContext.DYNAMIC:
            continue
        for line in use.lines:
            yield path, line, use.name
    for fact in facts.imports:
        if not fact.context and not (fact.level and not fact.module.startswith("/")):
            yield path, fact.line, "require " + fact.module.lstrip("/")


def truth(names: Names, facts: FileFacts) -> Iterator[Line]:
    """Ruby's, but for what the file defines in the innermost class itself."""
    for use, line in names.found:
        *levels, written = use.split("/")
        full = ""
        for level in levels:
            full = within(full, level)
        if within(full, written) not in facts.declarations:
            yield names.path, line, use
    for _, literal, line in names.required:
        if literal:
            yield names.path, line, "require " + literal.lstrip("/")


def compare(repository: str, tree: Path) -> tuple[list[str], bool]:
    """A row of the table, and whether all is explained; prints the differences."""
    found = sorted(p.relative_to(tree).as_posix() for p in tree.rglob("*") if p.is_file())
    paths = [path for path in found if language_of(path.encode()) == "ruby"]
    mine: set[Line] = set()
    true: set[Line] = set()
    files = 0
    unread = set()
    for names in read_names(tree, paths):
        facts = extract((tree / names.path).read_bytes())
        if any(problem.code == "syntax" for problem in facts.problems):
            unread.add(names.path)
        if names.read:
            files += 1
            mine.update(ours(names.path, facts))
            true.update(truth(names, facts))
    differences = sorted(mine ^ true)
    unexplained = [line for line in differences if line[0] not in unread]
    for line in unexplained[:_MOST_SHOWN]:
        who = "driftscan" if line in mine else "ripper"
        print(f"{repository}: only {who}: {line[0]}:{line[1]} {line[2]}")
    for path in sorted(unread.intersection(line[0] for line in differences)):
        print(f"{repository}: {path}: the grammar cannot read it, and a problem says so")
    both = len(mine & true)
    precision, recall = both / max(len(mine), 1), both / max(len(true), 1)
    counts = [f"{files:,}", f"{len(true):,}", f"{len(mine):,}"]
    row = [repository, *counts, f"{precision:.5f}", f"{recall:.5f}", f"{len(differences):,}"]
    return row, not unexplained


def main(arguments: Sequence[str]) -> int:
    """Print the table; exit code 1 for an unexplained difference, or if nothing was compared."""
    if not shutil.which("ruby"):
        print("skipped: there is no ruby; Debian has it as ruby")
        return 1
    rows, good = [], True
    for repository in arguments or REPOSITORIES:
        tree = checked_out(repository, REPOSITORIES[repository])
        if isinstance(tree, str):
            print(f"skipped {repository}: {tree}")
            continue
        row, same = compare(repository, tree)
        rows.append(row)
        good = good and same
    print(table(_HEADER, rows) if rows else "nothing was compared")
    return 0 if rows and good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
