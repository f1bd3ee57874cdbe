"""The facts of a tree as linking looks at them: by file, by folder, without test code."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

from msgspec import Struct

from driftscan.model.fact import FileFacts
from driftscan.model.service_fact import ServiceFacts

# What languages take for test code by its path; beside it manifests for tests.
_TEST = re.compile(
    # An example of how to test is an example: `examples/testing/`.
    rb"(?:^|/)(?:tests?|__?tests?__?|testdata|test-data|(?<!examples/)(?<!samples/)testing|spec|e2e|benchmarks?|benches|load-?tests?|k6|TestSuites?|cypress|mocks?|__mocks__"
    rb"|androidTest|[^/]*[._-][Tt]ests?|[^/]*(?:Unit|Integration|Functional|Acceptance)Tests?)/"
    # Source sets of Gradle (`src/contractTest/java`), and Maven's integration tests.
    rb"|(?:^|/)src/(?:[a-z]+Test|it)/"
    # A package of Go that is called so helps tests of others (net/http/httptest).
    rb"|(?:^|/)[a-z]+test/[^/]+\.go$"
    # Settings and variables for tests and for CI alone.
    rb"|(?:^|/)(?:settings?|config|configs)/(?:[^/]+/)?(?:ci|tests?|testing)\.(?:py|ya?ml|json|toml)$"
    rb"|(?:^|/)\.env\.(?:tests?|testing|ci)(?:\.[^/]*)?$"
    # What is filled in and compared with: by itself `orderstests/` may be anything.
    rb"|(?:^|/)[a-z]+tests/(?:[^/]+/)*(?:fixtures?|__fixtures__|golden|snapshots?)/"
    rb"|(?:^|/)(?:test_[^/]*\.py|conftest\.py|[^/]*_test\.(?:go|py)"
    rb"|[^/]*[._-](?:tests?|ci)\.ya?ml|[^/]*[._-](?:spec|test)\.[cm]?[jt]sx?|[^/]*Tests?\.(?:java|kt|cs)"
    rb"|[^/]*_spec\.rb|(?:[^/]*_)?tests\.rs|test_(?:support|utils?|helpers?)\.rs)$"
)

_Fact = TypeVar("_Fact")


class FactFile(Struct, frozen=True, gc=False):
    """What one extractor says of one file."""

    path: bytes
    extractor: str
    facts: ServiceFacts


class Import(Struct, frozen=True, gc=False):
    """A file of the tree that another one imports when it runs. line: of the other, the first."""

    path: bytes
    line: int


class TreeFacts(Struct, frozen=True):
    """files: sorted by path, no test code. manifests: package manifests' facts by path.
    folders: all that directly hold a file. imports: by path of a file of code, no test code; types
    alone do not count."""

    files: tuple[FactFile, ...]
    manifests: Mapping[bytes, Sequence[FileFacts]]
    folders: frozenset[bytes]
    imports: Mapping[bytes, Sequence[Import]] = {}

    def each(self, field: str) -> Iterator[tuple[bytes, object]]:
        """(path, fact) for every fact of one kind, by the name of its field in ServiceFacts."""
        for file in self.files:
            for fact in getattr(file.facts, field):
                yield file.path, fact

    def all_folders(self) -> set[bytes]:
        """Folders that hold a file, directly or further down."""
        return {folder for holding in self.folders for folder in above(holding)}


@lru_cache(maxsize=1 << 16)
def is_test_code(path: bytes) -> bool:
    """Whether a file is there for tests alone, as far as its path tells. Asked some five times of
    each path: a tenth of a second for 2,500 files."""
    return bool(_TEST.search(path))


def folder_of(path: bytes) -> bytes:
    """The folder that a path lies in; '' is the tree itself."""
    return path.rpartition(b"/")[0]


def above(folder: bytes) -> Iterator[bytes]:
    """The folder and all those around it, the tree itself last."""
    while folder:
        yield folder
        folder = folder_of(folder)
    yield b""


def is_below(path: bytes, folder: bytes) -> bool:
    """Whether a path lies in a folder, or is it."""
    return not folder or path == folder or path.startswith(folder + b"/")


def resolved_folder(base: bytes, relative: str) -> bytes | None:
    """A folder as a manifest in `base` names it; None if that leaves the tree."""
    parts = base.split(b"/") if base else []
    for part in relative.encode("utf-8", "surrogateescape").split(b"/"):
        if part == b"..":
            if not parts:
                return None
            parts.pop()
        elif part not in (b"", b"."):
            parts.append(part)
    return b"/".join(parts)


def nearest_group(path: bytes, groups: Sequence[Iterable[bytes]]) -> int | None:
    """The position of the only group of files or folders that has one with which a file shares
    the deepest folder; None if several have such."""
    shared = [max(len(_in_common(path, each)) for each in group) for group in groups]
    most = max(shared, default=0)
    return shared.index(most) if shared.count(most) == 1 else None


def _in_common(path: bytes, other: bytes) -> bytes:
    return next(each for each in above(folder_of(path)) if is_below(other, each))


def grouped(pairs: Iterable[tuple[bytes, _Fact]]) -> dict[bytes, list[_Fact]]:
    """Facts by path."""
    found: dict[bytes, list[_Fact]] = defaultdict(list)
    for path, fact in pairs:
        found[path].append(fact)
    return found
