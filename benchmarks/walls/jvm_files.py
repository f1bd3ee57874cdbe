"""Java and Kotlin files that hurt, through the extractors in this process.

`python -m benchmarks.walls.jvm_files` reads the grammars' own test corpora, halves of real files,
and made-up files that nest or repeat something a thousand and two thousand times. Nothing may
raise, and none of these may take longer than a few seconds: the grammars themselves need time that
grows with the square of some broken input, and beyond that a worker's limits end them. How many of
the halves have a problem is printed; some of them are whole files.
"""

import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.tables import table
from benchmarks.truth.mirrored import checked_out
from driftscan.extract.java import extractor as java
from driftscan.extract.kotlin import extractor as kotlin
from driftscan.model.fact import FileFacts

Extract = Callable[[bytes], FileFacts]

_EXTRACTORS: dict[str, Extract] = {"java": java.extract, "kotlin": kotlin.extract}
_CORPORA = {
    "java": "tree-sitter/tree-sitter-java",
    "kotlin": "fwcd/tree-sitter-kotlin",
}
_MOST_SECONDS = 5
_MIRRORS = Path(__file__).parents[3] / ".mirror"
_CASE = re.compile(rb"^=+\n.*?\n=+\n(.*?)^---+\n", re.MULTILINE | re.DOTALL)
_HOSTILE: dict[str, Callable[[int], bytes]] = {
    "open brackets": lambda n: b"class A { int x = " + b"(" * n,
    "nested classes": lambda n: b"class A { " * n,
    "nested blocks with a variable each": lambda n: b"class A { void m() " + b"{ int v = v.x; " * n,
    "a long chain": lambda n: b"class A { Object o = " + b"a." * n + b"b; }",
    "a chain of calls": lambda n: b"class A { Object o = a" + b".b()" * n + b"; }",
    "many names": lambda n: (
        b"class A {" + b"".join(b"T%d f%d;\n" % (i, i) for i in range(n)) + b"}"
    ),
    "many imports": lambda n: b"".join(b"import a.b.C%d;\n" % i for i in range(n)),
    "one long line": lambda n: b"class A { String s = " + b'"x" + ' * n + b'""; }',
    "type arguments": lambda n: b"class A { " + b"List<" * n + b"X",
    "annotations": lambda n: b"@A(" * n,
    "many comments": lambda n: b"// driftscan: allow x -- y\n" * n + b"import a.B;",
    "unclosed strings": lambda n: b'class A { String s = "\n' * n,
    "errors": lambda n: b"class } ) ; @ import . " * n,
}


def corpus(language: str) -> Iterator[bytes]:
    """Sources out of the test corpus of a grammar; none if the mirror has no copy."""
    repository = _CORPORA[language]
    mirror = _MIRRORS / repository.replace("/", "+") / "repo"
    head = subprocess.run(
        ["git", "-C", str(mirror), "rev-parse", "HEAD"], capture_output=True, text=True, check=False
    )
    tree = checked_out(repository, head.stdout.strip()) if head.returncode == 0 else "no mirror"
    if isinstance(tree, str):
        print(f"skipped the corpus of {repository}: {tree}")
        return
    for path in sorted(tree.glob("test/corpus/**/*.txt")):
        for found in _CASE.finditer(path.read_bytes().replace(b"\r\n", b"\n")):
            yield found[1]


def _cut(sources: list[bytes]) -> Iterator[bytes]:
    """Each source without its second half, and without its first."""
    for source in sources:
        yield source[: len(source) // 2]
        yield source[len(source) // 2 :]


def _seconds(extract: Extract, content: bytes) -> float:
    started = time.process_time()
    extract(content)
    return time.process_time() - started


def main() -> int:
    """Print the tables; exit code 1 if an extractor raised or took too long."""
    rows, slow, good = [], [], True
    for language, extract in _EXTRACTORS.items():
        sources = list(corpus(language))
        facts = [extract(source) for source in sources]
        told = sum(bool(each.problems) for each in facts)
        halves = [extract(half) for half in _cut(sources)]
        told_halves = sum(bool(each.problems) for each in halves)
        counts = (len(sources), told, len(halves), told_halves)
        rows.append([language, *(f"{count:,}" for count in counts)])
        for name, made in _HOSTILE.items():
            small, large = (_seconds(extract, made(n)) for n in (1_000, 2_000))
            fine = large < _MOST_SECONDS
            good = good and fine
            slow.append([f"{language}: {name}", f"{small:.2f}", f"{large:.2f}", str(fine)])
    print(table(["language", "corpus", "with problems", "halves", "with problems"], rows))
    print(table(["2,000 times", "s for half", "s of CPU", "fine"], slow))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
