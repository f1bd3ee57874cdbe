"""The JavaScript extractors over the parser tests of test262, and over hostile texts.

`python -m benchmarks.walls.syntax_javascript` prints a table. Held to be true of every file: no
crash; programs that are valid (`pass`) have no problem, or are named below with the reason; what
test262 says is invalid (`fail`) may have one. Of each hostile text a small and a large one are
read: eight times the text must not take more than sixteen times as long. Exit code 1 otherwise.
"""

import subprocess
import sys
import tarfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from benchmarks.tables import table
from driftscan.extract.registry import load_extractor
from driftscan.model.fact import FileFacts

_MIRROR = Path(__file__).parents[3] / ".mirror" / "tc39+test262-parser-tests" / "repo"
_EXTRACTORS = ("javascript", "javascript_typescript", "javascript_tsx", "javascript_component")
_TIMES, _MOST = 8, 16.0
_SMALL = 1_000
# Share of valid programs that the grammar must read; what it does not know are forms that no
# repository we read has: HTML comments, escapes in keywords, `let` and `yield` as names...
_FLOOR = 0.98

HOSTILE: dict[str, Callable[[int], bytes]] = {
    "nested brackets": lambda n: b"(" * n,
    "nested blocks": lambda n: b"{" * n + b"}" * n,
    "nested functions with require": lambda n: b"function f(){require('a');" * (n // 8) + b"}",
    "calls at the top": lambda n: b"require('a');\n" * n,
    "computed calls": lambda n: b"require(a+b);\n" * n,
    "imports on one line": lambda n: b"import a from'a';" * n,
    "names in one list": lambda n: b"import {" + b"a," * n + b"} from 'a'",
    "exports": lambda n: b"export const {a,b:[c]}=d;\n" * n,
    "broken statements": lambda n: b"import = ;\n" * n,
    "open JSX": lambda n: b"<a>" * n,
    "JSDoc": lambda n: b"/** @type {import('a').B} */\n" * n,
    "one JSDoc with braces": lambda n: b"/** " + b"@type {" * n + b" import( */",
    "open comments": lambda n: b"<!--" * n,
    "open scripts": lambda n: b"<script>" * n,
    "tags with attributes": lambda n: b"<script a='" * n,
    "quotes": lambda n: b"'\"`" * n,
    "directives": lambda n: b"// driftscan: allow a -- b\n" * n + b"import 'a'",
    "references": lambda n: b"/// <reference path='a' />\n" * n,
    "members": lambda n: b"a" + b".b" * n + b" = require('c')",
    "type members": lambda n: b"let a: import('b')" + b".c" * n,
}

# What is not linear, and why nothing was done about it.
KNOWN = {
    "nested brackets": "tree-sitter's queries look along each run of brackets that none closes; "
    "32,000 of them take two seconds, and a worker that takes too long is ended",
}


def main() -> int:
    """Print what was read and how long it took."""
    failures: list[str] = []
    rows = [*_parser_tests(failures), *(_hostile(name, failures) for name in HOSTILE)]
    print(table(["texts", "files", "with problems", "longest", "growth"], rows))
    for failure in failures:
        print(failure)
    return 1 if failures else 0


def _parser_tests(failures: list[str]) -> list[list[str]]:
    if not _MIRROR.is_dir():
        print(f"skipped the parser tests: there is no {_MIRROR}")
        return []
    rows = []
    for folder in ("pass", "pass-explicit", "fail", "early"):
        texts = _texts(folder)
        broken, slowest = 0, 0.0
        for name, content in texts.items():
            facts, seconds = _read("javascript", content, name, failures)
            broken += any(problem.code != "not-literal" for problem in facts.problems)
            slowest = max(slowest, seconds)
        if folder.startswith("pass") and broken > len(texts) * (1 - _FLOOR):
            failures.append(f"{folder}: {broken} of {len(texts)} valid programs have problems")
        shown = [f"{len(texts):,}", f"{broken:,}", f"{slowest * 1000:.0f} ms", ""]
        rows.append([f"test262 {folder}", *shown])
    return rows


def _texts(folder: str) -> dict[str, bytes]:
    command = ["git", "-C", str(_MIRROR), "archive", "HEAD", folder]
    packed = subprocess.run(command, check=True, capture_output=True).stdout
    with tarfile.open(fileobj=BytesIO(packed)) as archive:
        members = [each for each in archive if each.isfile()]
        return {each.name: _content(archive, each) for each in members}


def _content(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    opened = archive.extractfile(member)
    return opened.read() if opened else b""


def _hostile(name: str, failures: list[str]) -> list[str]:
    small, large = HOSTILE[name](_SMALL), HOSTILE[name](_SMALL * _TIMES)
    longest = growth = 0.0
    for extractor in _EXTRACTORS:
        before = min(_read(extractor, small, name, failures)[1] for _ in range(3))
        after = min(_read(extractor, large, name, failures)[1] for _ in range(2))
        longest = max(longest, after)
        if after > 0.05:  # below, the clock says more about the machine
            growth = max(growth, after / before)
    if name in KNOWN:
        print(f"{name}: {KNOWN[name]}")
    elif growth > _MOST:
        failures.append(f"{name}: {_TIMES} times the text takes {growth:.0f} times as long")
    return [name, f"{len(_EXTRACTORS) * 2}", "", f"{longest * 1000:.0f} ms", f"{growth:.1f}"]


def _read(
    extractor: str, content: bytes, name: str, failures: list[str]
) -> tuple[FileFacts, float]:
    started = time.process_time()
    try:
        facts = load_extractor(extractor).extract(content)
    except Exception as error:  # the wall is that there is none
        failures.append(f"{extractor} on {name}: {error!r}")
        facts = FileFacts()
    return facts, time.process_time() - started


if __name__ == "__main__":
    sys.exit(main())
