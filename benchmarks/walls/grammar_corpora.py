"""The grammars' own test corpora through the extractors, whole, cut in half and with bytes lost.

`python -m benchmarks.walls.grammar_corpora` reads them from the mirror (`fetch` brings them there).
Nothing may raise. A source whose expected tree has an error in it must be told as a problem; one
without should not be, but grammars that are newer than the installed ones know more. Exit code 1 if
an extractor raised.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

from msgspec import Struct

from benchmarks.tables import table
from benchmarks.truth.mirrored import checked_out
from driftscan.extract.registry import load_extractor

_MIRRORS = Path(__file__).parents[3] / ".mirror"
_HEADER = [
    "corpus",
    "sources",
    "told",
    "broken sources",
    "told",
    "halves",
    "with bytes lost",
    "raised",
]
_CASE = re.compile(
    rb"^===+\n(.*?)\n===+\n(.*?)^---+\n(.*?)(?=^===+\n|\Z)", re.MULTILINE | re.DOTALL
)
_BROKEN = re.compile(rb"\((?:ERROR|MISSING)\b")
_LOST = 0.02  # share of the bytes
_SEED = 3


class Corpus(Struct, frozen=True):
    """extractor: as in the registry. repository: of the grammar."""

    extractor: str
    repository: str


CORPORA = (
    Corpus("csharp", "tree-sitter/tree-sitter-c-sharp"),
    Corpus("go", "tree-sitter/tree-sitter-go"),
    Corpus("java", "tree-sitter/tree-sitter-java"),
    Corpus("javascript", "tree-sitter/tree-sitter-javascript"),
    Corpus("javascript_typescript", "tree-sitter/tree-sitter-typescript"),
    Corpus("kotlin", "fwcd/tree-sitter-kotlin"),
    Corpus("php", "tree-sitter/tree-sitter-php"),
    Corpus("ruby", "tree-sitter/tree-sitter-ruby"),
    Corpus("rust", "tree-sitter/tree-sitter-rust"),
)


class Source(Struct, frozen=True):
    """One case of a corpus. broken: its expected tree has an error."""

    name: str
    content: bytes
    broken: bool


def sources_of(corpus: Corpus) -> list[Source] | str:
    """The cases of a corpus; else why there are none."""
    mirror = _MIRRORS / corpus.repository.replace("/", "+") / "repo"
    head = subprocess.run(
        ["git", "-C", str(mirror), "rev-parse", "HEAD"], capture_output=True, text=True, check=False
    )
    if head.returncode:
        return f"there is no {mirror}"
    tree = checked_out(corpus.repository, head.stdout.strip())
    return tree if isinstance(tree, str) else list(_cases(tree))


def _cases(tree: Path) -> Iterator[Source]:
    for path in sorted(tree.glob("**/corpus/**/*.txt")):
        for found in _CASE.finditer(path.read_bytes().replace(b"\r\n", b"\n")):
            name = found[1].decode("utf-8", "replace").split("\n")[0]
            broken = bool(_BROKEN.search(found[3])) or b":error" in found[1]
            yield Source(f"{path.name}: {name}", found[2], broken)


def _problems(corpus: Corpus, content: bytes, raised: list[str], name: str) -> int:
    try:
        return len(load_extractor(corpus.extractor).extract(content).problems)
    except Exception as error:  # whatever it is, it is a fault of ours
        raised.append(f"{corpus.extractor}: {name}: {type(error).__name__}: {error}")
        return 0


def _row(corpus: Corpus, sources: list[Source], raised: list[str]) -> list[str]:
    random = Random(_SEED)
    before = len(raised)
    told = {True: 0, False: 0}
    halves = lost = 0
    for source in sources:
        told[source.broken] += bool(_problems(corpus, source.content, raised, source.name))
        middle = len(source.content) // 2
        for half in (source.content[:middle], source.content[middle:]):
            halves += bool(_problems(corpus, half, raised, source.name))
        left = bytes(byte for byte in source.content if random.random() > _LOST)
        lost += bool(_problems(corpus, left, raised, source.name))
    broken = sum(source.broken for source in sources)
    return [
        corpus.extractor,
        f"{len(sources) - broken:,}",
        f"{told[False]:,}",
        f"{broken:,}",
        f"{told[True]:,}",
        f"{halves:,} of {2 * len(sources):,}",
        f"{lost:,} of {len(sources):,}",
        str(len(raised) - before),
    ]


def main() -> int:
    """Print the table and whatever raised."""
    rows: list[list[str]] = []
    raised: list[str] = []
    for corpus in CORPORA:
        sources = sources_of(corpus)
        if isinstance(sources, str) or not sources:
            print(f"skipped {corpus.repository}: {sources or 'no corpus in it'}")
        else:
            rows.append(_row(corpus, sources, raised))
    print(table(_HEADER, rows))
    print("\n".join(raised))
    return 1 if raised or not rows else 0


if __name__ == "__main__":
    sys.exit(main())
