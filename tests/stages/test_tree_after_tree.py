"""A tree that is surveyed after others, with their indexes at hand, is what it is by itself."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from driftscan.extract.batch import extract_batch, job_key
from driftscan.extract.claims import extractors_for
from driftscan.extract.python.asked import Asked
from driftscan.graph.resolved import ResolvedFile, ResolvedReference
from driftscan.model.graph import Kind
from driftscan.model.source import LeftOut, Listing, SourceFile
from driftscan.sources.blob_id import blob_id
from driftscan.stages.facts import FactReader
from driftscan.stages.indexes import Indexes
from driftscan.stages.known_facts import fact_key
from driftscan.stages.recalled import recalled
from driftscan.stages.record import Snapshot, decode_as, encode
from driftscan.stages.survey import Survey, survey
from driftscan.store.facts import FactCache
from driftscan.store.held_facts import HeldFacts

Tree = Mapping[str, str]


class Sample(Struct, frozen=True):
    """What trees of a language are made of. manifests: path and text."""

    paths: list[str]
    lines: list[str]
    manifests: list[tuple[str, str]]


PYTHON = Sample(
    paths=[
        *("a/__init__.py", "a/b.py", "a/b/__init__.py", "a/b.pyi", "a/c.py", "a/c/d.py"),
        *("s/a/__init__.py", "s/run.py", "s/b.py", "run.py", "tests/a.py", "json.py", "x/y/a/b.py"),
    ],
    lines=[
        *("import a.b", "from a import b, c", "from a.b import d", "import b", "import json"),
        *("from . import b", "from .b import d", "from ..b import e", "from .. import c"),
        *(
            "from a.c import *",
            "import a.c.d",
            "import requests",
            "x = 1",
            "from x.y import a",
            "import run",
        ),
        *("import importlib; importlib.import_module(name)", "if TYPE_CHECKING:\n    import a.b"),
    ],
    manifests=[
        ("s/pyproject.toml", '[project]\nname = "s"\ndependencies = ["requests", "b"]\n'),
        ("pyproject.toml", '[project]\nname = "a"\n[tool.setuptools]\npackage-dir = {"" = "s"}\n'),
        ("setup.py", "import a.b\nimport b\n"),
    ],
)
TYPESCRIPT = Sample(
    paths=["a.ts", "a/index.ts", "a/b.ts", "a/b.d.ts", "a/b.js", "src/a.ts", "src/c.tsx"],
    lines=[
        *("import './a';", "import { b } from './b';", "export * from '../a';", "import '@/a';"),
        *("import 'react';", "import type { C } from './src/c';", "require('./a/b');"),
    ],
    manifests=[
        ("tsconfig.json", '{"compilerOptions": {"baseUrl": ".", paths={"@/*": ["src/*"]}}}'),
        ("package.json", '{"name": "p", "dependencies": {"react": "1"}}'),
    ],
)
JAVA = Sample(
    paths=["p/A.java", "p/B.java", "q/A.java", "q/r/C.java", "src/main/java/p/A.java"],
    lines=[
        *("package p;", "package q;", "import p.A;", "import q.*;", "import static p.B.f;"),
        *("class A extends B { C c; }", "class B {}", "public class C { p.A a; }"),
    ],
    manifests=[("pom.xml", "<project><artifactId>p</artifactId></project>")],
)
GO = Sample(
    paths=["main.go", "a/a.go", "a/b.go", "a/b_test.go", "b/c/c.go", "m/a/a.go"],
    lines=[
        *('package a\nimport "x.y/a"', 'package c\nimport "x.y/b/c"', 'package main\nimport "fmt"'),
        *('package a\nimport "x.y/m/a"', 'package a\nimport "gh.com/z/w"'),
    ],
    manifests=[("go.mod", "module x.y\n"), ("m/go.mod", "module x.y/m\n")],
)
LANGUAGES = {"python": PYTHON, "typescript": TYPESCRIPT, "java": JAVA, "go": GO}


def _trees(language: Sample) -> st.SearchStrategy[list[Tree]]:
    """Trees that follow each other: each file stays, mostly, comes, goes, moves or is rewritten."""
    paths = st.sampled_from(language.paths)
    lines = st.sampled_from(language.lines)
    texts = st.lists(lines, max_size=6).map("\n".join)
    files = st.tuples(paths, texts)
    manifests = st.sampled_from(language.manifests)
    put = st.tuples(st.just("put"), st.one_of(files, files, manifests))
    gone = st.tuples(st.just("gone"), st.tuples(paths, st.just("")))
    moved = st.tuples(st.just("moved"), st.tuples(paths, paths))
    steps = st.lists(st.lists(st.one_of(put, gone, moved), min_size=1, max_size=3), max_size=6)
    start = st.dictionaries(paths, texts, min_size=2)
    return st.builds(_followed, start, steps)


def _followed(start: Tree, steps: Sequence[Sequence[tuple[str, tuple[str, str]]]]) -> list[Tree]:
    trees = [start]
    for changes in steps:
        now = dict(trees[-1])
        for what, (one, other) in changes:
            if what == "put":
                now[one] = other
            elif what == "gone":
                now.pop(one, None)
            elif one in now:
                now[other] = now.pop(one)
        trees.append(now)
    return trees


def _surveyed(tree: Tree, cache: FactCache, before: Survey | None, indexes: Indexes) -> Survey:
    """The survey of a tree whose facts are in the cache, so that no worker is started."""
    contents = {path.encode(): text.encode() for path, text in tree.items()}
    files = [SourceFile(p, len(c), blob_id(c, "sha1")) for p, c in sorted(contents.items())]
    for file in files:
        names = extractors_for(file.path)
        jobs = [(job_key(name, file.path), contents[file.path]) for name in names]
        keys = [fact_key(file, name) for name in names]
        cache.put_many(dict(zip(keys, extract_batch(jobs), strict=True)))

    def read(asked: Iterable[SourceFile]) -> Iterator[tuple[SourceFile, bytes | LeftOut]]:
        return ((file, contents[file.path]) for file in asked)

    with closing(FactReader(read, cache, 1)) as reader:
        listing = Listing(tuple(files))
        return survey(listing, (), reader, before.snapshot if before else None, indexes)


def _kept(survey: Survey, indexes: Indexes) -> tuple[Survey, Indexes]:
    """What the next run finds on disk of a run that ends here."""
    asked = indexes.asked(survey.snapshot.digests)
    data = encode(replace(survey.snapshot, asked=asked))
    snapshot = decode_as(data, Snapshot)
    assert snapshot is not None
    following = Indexes()
    following.recall(partial(recalled, snapshot))
    return replace(survey, snapshot=snapshot), following


def _hold_together(trees: Sequence[Tree], runs: int = 0) -> None:
    """runs: bits that say after which trees a run ends, and another one goes on."""
    cache = HeldFacts(FactCache.open(None))
    indexes, before = Indexes(), None
    for number, tree in enumerate(trees):
        before = _surveyed(tree, cache, before, indexes)
        alone = _surveyed(tree, cache, None, Indexes())
        assert before.modules == alone.modules
        assert before.resolved == alone.resolved
        assert before.snapshot.digests == alone.snapshot.digests
        if runs >> number & 1:
            before, indexes = _kept(before, indexes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_trees_one_after_the_other(language: str) -> None:
    @settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(_trees(LANGUAGES[language]), st.integers(0, 127))
    def check(trees: list[Tree], runs: int) -> None:
        _hold_together(trees, runs)

    check()


IMPORTS = {"p/__init__.py": "", "p/b.py": "", "p/use.py": "from . import b\nimport p.b\nimport c\n"}
RELATIVE = {"p/__init__.py": "", "p/b.py": "", "p/use.py": "from . import b\n"}
STUB = {"p/b.pyi": "", "use.py": "from p import b\nimport p.b\n"}


@pytest.mark.parametrize(
    "trees",
    [
        pytest.param([IMPORTS, IMPORTS | {"p/b/__init__.py": ""}], id="a package hides a module"),
        pytest.param([RELATIVE, RELATIVE | {"p/b/__init__.py": ""}], id="to a relative import"),
        pytest.param([IMPORTS, {**IMPORTS, "a/z.py": ""}], id="positions move"),
        pytest.param([IMPORTS, {**IMPORTS, "c.py": ""}, IMPORTS], id="a name comes and goes"),
        pytest.param([IMPORTS, {**IMPORTS, "x/c.py": ""}], id="a stray"),
        pytest.param([STUB, {**STUB, "p/__init__.py": ""}], id="a package around a stub"),
        pytest.param([IMPORTS, {**IMPORTS, "setup.py": "import p.b\n"}], id="a build script"),
    ],
)
def test_what_looks_alike(trees: list[Tree]) -> None:
    _hold_together(trees)
    _hold_together([*trees, trees[0]], runs=0b111)
    beside = [{**tree, "o/o.py": ""} for tree in trees]
    _hold_together([trees[0], *beside, *trees], runs=0b1)


@pytest.mark.parametrize("is_another_run", [False, True])
def test_files_are_not_resolved_again(is_another_run: bool) -> None:
    """That nothing but the new file is looked at: else the tests above would prove nothing."""
    cache, indexes = HeldFacts(FactCache.open(None)), Indexes()
    first = _surveyed(IMPORTS, cache, None, indexes)
    marked = ResolvedFile(internal=(ResolvedReference(1, Kind.TYPE_ONLY, (77,)),))
    records = tuple(
        replace(each, resolved=marked) if each.file.path == b"p/use.py" else each
        for each in first.snapshot.records
    )
    planted = replace(first, snapshot=replace(first.snapshot, records=records))
    if is_another_run:
        planted, indexes = _kept(planted, indexes)
    then = _surveyed({**IMPORTS, "a/z.py": ""}, cache, planted, indexes)
    kept = then.resolved[[module.path for module in then.modules].index(b"p/use.py")]
    assert [each.lines for each in kept.internal] == [(77,)]
    assert then.modules[kept.internal[0].target].path == first.modules[1].path


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"\x93\x90", id="cut off"),
        pytest.param(encode(Asked([], [], [(b"p/use.py", [0], [])])), id="no such question"),
        pytest.param(encode(Asked([], [], [(b"p/gone.py", [], [])])), id="no such file"),
    ],
)
def test_what_was_asked_is_not_believed_blindly(asked: bytes) -> None:
    cache, indexes = HeldFacts(FactCache.open(None)), Indexes()
    first = _surveyed(IMPORTS, cache, None, indexes)
    assert recalled(replace(first.snapshot, asked=indexes.asked(first.snapshot.digests)), "python")
    assert recalled(replace(first.snapshot, asked={"python": asked}), "python") is None


def test_questions_of_a_tree_with_stubs_are_not_recalled() -> None:
    cache, indexes = HeldFacts(FactCache.open(None)), Indexes()
    first = _surveyed(STUB, cache, None, indexes)
    asked = indexes.asked(first.snapshot.digests)
    assert asked["python"]
    assert recalled(replace(first.snapshot, asked=asked), "python") is None
