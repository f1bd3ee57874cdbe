"""Which files a crate consists of, against rustc on real repositories.

`python -m benchmarks.truth.against_rustc` prints a table and every difference by name. rustc reads
each crate that declares modules, with all features on, and tells the files that it is made of
(`--emit dep-info`), once as it is and once with its tests; other crates are not there, which does
not keep it from doing so. Compared are the files of each crate's tree of modules, in which every
path is resolved. Precision is the share of our files that rustc has, recall the share of its files
that we have, before any difference is explained. What only we have must stand under a `cfg` that
does not hold on this machine, or in the tokens of a macro that rustc could not call; what only
rustc has must be read as text.
"""

import contextlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from benchmarks.tables import table
from benchmarks.truth.mirrored import checked_out
from driftscan.extract.cargo_toml.extractor import extract as extract_manifest
from driftscan.extract.rust.crates import Crate
from driftscan.extract.rust.extractor import extract
from driftscan.extract.rust.language import build_index, hints, infer
from driftscan.extract.rust.tree import Node, Trees
from driftscan.model.fact import FileFacts

_REPOSITORIES = (
    ("BurntSushi/memchr", "bce7df7140acff420478a358cde5587904000cb1"),
    ("BurntSushi/ripgrep", "3fce3b5bb0236da2df6d99672afb8a719642eca7"),
    ("clap-rs/clap", "6982fb1c98c7247e38a6d4f04191b94e30497e7b"),
    ("rust-lang/hashbrown", "33adaf60bc14bf6a9060909bb4900289380b050e"),
    ("rust-lang/regex", "2b527599eb9eea0dcc288c704584f242f26a5c61"),
    ("serde-rs/serde", "1023d077510b4aef36a41ef56fdb7798568a2654"),
    ("sharkdp/bat", "2ba8db9c14e5794572f5ea338c2b90404c9769cb"),
    ("tokio-rs/tokio", "ea91b33ca57ff0581b38e735cc108f831bccbdaa"),
)
_KINDS = ("lib", "bin", "test")
_FIXTURES = ("testsuite/cargo", "test_data/", "test-data/")  # crates that are data of tests
_HEADER = "repository;crates;rustc;driftscan;precision;recall;explained;unexplained".split(";")

# (repository, file) that only one side has, and why, each read in the source.
EXPLAINED: dict[tuple[str, str], str] = {}


class Comparison(msgspec.Struct, frozen=True):
    """One repository; pairs of a crate's root and a file. off: what a cfg, or text, explains."""

    repository: str
    crates: int
    ours: frozenset[tuple[str, str]]
    theirs: frozenset[tuple[str, str]]
    off: frozenset[tuple[str, str]]

    @property
    def unexplained(self) -> list[tuple[str, str]]:
        return sorted((self.ours ^ self.theirs) - self.off)


def compare(repository: str, tree: Path) -> Comparison:
    """All libraries, programs and tests of one repository."""
    facts = {
        str(path.relative_to(tree)): extract(path.read_bytes())
        for path in sorted(tree.rglob("*.rs"))
        if path.is_file()
    }
    trees = _trees(tree, facts)
    crates = [root.crate for root in trees.roots.values() if _is_compared(root.crate, facts)]
    ours, theirs, off = set(), set(), set()
    compared = 0
    for crate in crates:
        said = _files_of(tree, crate)
        if said:
            compared += 1
            mine = {file for file, nodes in trees.nodes.items() if _has(nodes, crate)}
            ours |= {(crate.root, file) for file in mine}
            theirs |= {(crate.root, file) for file in said}
            off |= {(crate.root, file) for file in _off(tree, mine - said, mine & said, trees)}
            off |= {(crate.root, file) for file in said - mine if _is_text(tree, file, mine)}
    return Comparison(repository, compared, frozenset(ours), frozenset(theirs), frozenset(off))


def _has(nodes: list[Node], crate: Crate) -> bool:
    return any(node.crate.root == crate.root for node in nodes)


def _trees(tree: Path, facts: dict[str, FileFacts]) -> Trees:
    """As the product grows them."""
    manifests = {
        str(path.relative_to(tree)).encode(): [extract_manifest(path.read_bytes())]
        for path in sorted(tree.rglob("Cargo.toml"))
    }
    paths = sorted(path.encode() for path in facts)
    said = {path: hints(facts[path.decode()]) for path in paths}
    return build_index(paths, manifests, [], infer(paths, manifests, [], said)).trees


def _is_compared(crate: Crate, facts: dict[str, FileFacts]) -> bool:
    """Whether a crate is built, and of more than a file."""
    declares = any(fact.module.startswith("mod ") for fact in facts[crate.root].imports)
    made = any(text.startswith("made") for text in facts[crate.root].declarations)
    data = any(part in crate.root for part in _FIXTURES)
    return crate.kind in _KINDS and (declares or made) and not data


def _files_of(tree: Path, crate: Crate) -> set[str]:
    """What rustc reads for a crate; nothing if it says nothing of it."""
    found: set[str] = set()
    with tempfile.TemporaryDirectory() as folder:
        for tests in ([], ["--test"]):
            told = Path(folder) / "told.d"
            told.unlink(missing_ok=True)
            command = ["rustc", *tests, "--edition", _edition(crate), "--cap-lints", "allow"]
            command += [
                "--crate-type",
                "lib",
                "--emit",
                f"dep-info={told}",
                *_features(tree, crate),
            ]
            with contextlib.suppress(subprocess.TimeoutExpired):
                subprocess.run(
                    [*command, crate.root], cwd=tree, capture_output=True, check=False, timeout=60
                )
            lines = told.read_text("utf-8").splitlines() if told.exists() else []
            found |= {line[:-1] for line in lines if line.endswith(".rs:")}
    return {os.path.normpath(path) for path in found}


def _edition(crate: Crate) -> str:
    return crate.package.edition if crate.package else "2021"


def _features(tree: Path, crate: Crate) -> Iterator[str]:
    manifest = tomllib.loads((tree / crate.folder / "Cargo.toml").read_text("utf-8"))
    optional = [
        name
        for name, asked in manifest.get("dependencies", {}).items()
        if isinstance(asked, dict) and asked.get("optional")
    ]
    for name in [*manifest.get("features", {}), *optional]:
        yield from ("--cfg", f'feature="{name}"')


def _off(tree: Path, extra: set[str], read: set[str], trees: Trees) -> Iterator[str]:
    """Of the files that rustc did not read, those that are under a cfg or in a macro, and those
    that only they lead to."""
    leads: dict[str, list[tuple[str, str]]] = {}
    for (source, name, _), files in trees.found.items():
        for file in files:
            leads.setdefault(file, []).append((source, name.rpartition("::")[2]))
    for file in sorted(extra):
        ways = [(source, name) for source, name in leads.get(file, []) if source in read]
        if all(_is_conditional(tree / source, name) for source, name in ways):
            yield file


def _is_text(tree: Path, file: str, mine: set[str]) -> bool:
    """Whether a file is read as text (`include_str!`) by one of the crate, not as code."""
    name = re.escape(file.rpartition("/")[2])
    read = re.compile(rf'include_(?:str|bytes)!\(\s*"(?:[^"]*/)?{name}"')
    return any(read.search((tree / each).read_text("utf-8", "replace")) for each in sorted(mine))


def _is_conditional(source: Path, name: str) -> bool:
    """Whether a module's declaration has a cfg in front, stands in a block of tokens or in a module
    that has one, or the file as a whole does."""
    text = source.read_text("utf-8", "replace")
    for match in re.finditer(rf"\bmod\s+(?:r#)?{name}\s*;", text):
        line = text.rfind("\n", 0, match.start()) + 1
        if text[line : match.start()][:1] in (" ", "\t"):
            return True
        before = text[:line].rstrip().rpartition("\n\n")[2]
        if "cfg" in before or re.search(r"^#!\[cfg", text, re.M):
            return True
    return False


def main() -> int:
    """Print the table; exit code 1 if anything is unexplained, or nothing could be compared."""
    if shutil.which("rustc") is None:
        print("skipped: there is no rustc")
        return 1
    comparisons = []
    for repository, commit in _REPOSITORIES:
        tree = checked_out(repository, commit)
        if isinstance(tree, str):
            print(f"skipped {repository}: {tree}")
        else:
            comparisons.append(compare(repository, tree))
    print(table(_HEADER, [_row(each) for each in comparisons]))
    left = 0
    for each in comparisons:
        for root, file in each.unexplained:
            why = EXPLAINED.get((each.repository, file), "unexplained")
            left += why == "unexplained"
            who = "driftscan" if (root, file) in each.ours else "rustc"
            print(f"{each.repository}: only {who}: {root}: {file}: {why}")
    return 0 if comparisons and not left else 1


def _row(c: Comparison) -> list[str]:
    both = len(c.ours & c.theirs)
    return [
        c.repository,
        f"{c.crates:,}",
        f"{len(c.theirs):,}",
        f"{len(c.ours):,}",
        f"{both / max(1, len(c.ours)):.5f}",
        f"{both / max(1, len(c.theirs)):.5f}",
        f"{len(c.off):,}",
        f"{len(c.unexplained):,}",
    ]


if __name__ == "__main__":
    sys.exit(main())
