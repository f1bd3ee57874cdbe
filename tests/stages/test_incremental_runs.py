"""A run that reuses what the last one left gives what a run from nothing gives.

Random edits of a small tree, a warm and a cold run after each. Workers and caches are the real
ones; only the clock is moved on, so that files just written count as settled.
"""

import datetime
import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from driftscan.extract.registry import load_language
from driftscan.model.source import LeftOut, SourceFile
from driftscan.pipeline import Request, map_system
from driftscan.sources.work_tree import WorkTree
from tests.sources.making import commit, repository

_FILES = (
    "shop/__init__.py",
    "shop/cart.py",
    "shop/pay/__init__.py",
    "shop/pay/card.py",
    "ns/core/__init__.py",
    "ns/core/a.py",
    "tool/run.py",
    "tool/shop.py",
)
_LINES = (
    "import shop.cart",
    "from shop import pay",
    "from . import card",
    "from ns.core import a",
    "from core import a",
    "import requests",
    "import importlib; importlib.import_module(name)",
    "x = (",
    "from shop import cart  # driftscan: allow R -- why",
)
_MANIFESTS = {
    "pyproject.toml": '[project]\nname = "shop"\ndependencies = ["requests"]\n',
    "tool/requirements.txt": "requests\n",
    "setup.cfg": "[options]\npackage_dir =\n    = ns\n",
}
_EDITS = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(_FILES), st.sets(st.sampled_from(_LINES))),
    st.tuples(st.just("write"), st.sampled_from(sorted(_MANIFESTS)), st.none()),
    st.tuples(st.just("remove"), st.sampled_from([*_FILES, *_MANIFESTS]), st.none()),
    st.tuples(st.just("touch"), st.sampled_from(_FILES), st.none()),
)


@pytest.fixture(autouse=True, scope="module")
def _settled_clock() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        now = time.time_ns
        patch.setattr(time, "time_ns", lambda: now() + 10_000_000_000)
        yield


def _edit(root: Path, kind: str, name: str, lines: set[str] | None, number: int) -> None:
    path = root / name
    if kind == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        # Another size each time: two writes within one tick of the clock look alike otherwise.
        text = _MANIFESTS.get(name) or "\n".join(sorted(lines or ()))
        path.write_text(f"{text}\n{'#' * number}\n")
    elif path.exists():
        path.unlink() if kind == "remove" else os.utime(path)


def _seen(root: Path, use_cache: bool, staged: bool = False) -> tuple[object, ...]:
    today = datetime.date(2026, 1, 1)
    system = map_system(
        Request(path=str(root), use_cache=use_cache, staged=staged, today=today, workers=1)
    )
    graph = system.graph
    parts = (graph.modules, graph.externals, graph.internal, graph.external, graph.unresolved)
    return *(list(part) for part in parts), system.coverage, system.suppressions


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_EDITS, min_size=2, max_size=6))
def test_warm_and_cold_runs_agree_after_any_edit(
    edits: list[tuple[str, str, set[str] | None]],
) -> None:
    with tempfile.TemporaryDirectory() as directory, pytest.MonkeyPatch.context() as patch:
        patch.setenv("DRIFTSCAN_CACHE_DIR", str(Path(directory, "cache")))
        root = Path(directory, "tree")
        root.mkdir()
        for name in _FILES:
            _edit(root, "write", name, set(), 1)
        _seen(root, use_cache=True)
        for number, (kind, name, lines) in enumerate(edits, 2):
            _edit(root, kind, name, lines, number)
            assert _seen(root, use_cache=True) == _seen(root, use_cache=False)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(_EDITS, min_size=1, max_size=12), min_size=2, max_size=4))
def test_so_do_runs_over_the_index(
    commits: list[list[tuple[str, str, set[str] | None]]],
) -> None:
    """A snapshot is only replaced now and then there, however many files are behind."""
    with tempfile.TemporaryDirectory() as directory, pytest.MonkeyPatch.context() as patch:
        patch.setenv("DRIFTSCAN_CACHE_DIR", str(Path(directory, "cache")))
        root = repository(Path(directory, "tree"), _FILES)
        _seen(root, use_cache=True, staged=True)
        for number, edits in enumerate(commits, 2):
            for kind, name, lines in edits:
                _edit(root, kind, name, lines, number)
            commit(root)
            warm = _seen(root, use_cache=True, staged=True)
            assert warm == _seen(root, use_cache=False, staged=True)


def test_a_warm_run_reads_only_what_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRIFTSCAN_CACHE_DIR", str(tmp_path / "cache"))
    root = tmp_path / "tree"
    for name in _FILES:
        _edit(root, "write", name, {"import shop.cart"}, 1)
    _seen(root, use_cache=True)
    read: list[bytes] = []
    original = WorkTree.read

    def watched(self: WorkTree, files: object) -> object:
        wanted = list(files)  # type: ignore[call-overload]
        read.extend(file.path for file in wanted)
        return original(self, wanted)

    monkeypatch.setattr(WorkTree, "read", watched)
    _seen(root, use_cache=True)
    assert read == []
    _edit(root, "write", "shop/cart.py", {"from shop import pay"}, 7)
    _seen(root, use_cache=True)
    assert read == [b"shop/cart.py"]


@pytest.mark.parametrize(
    ("lines", "is_resolved"),
    [
        ({"import shop.cart"}, False),
        ({"import shop.cart", "x = 1"}, False),
        ({"import shop.cart", "import requests"}, True),
        ({"import shop.cart", "import importlib; importlib.import_module(name)"}, True),
    ],
)
def test_a_file_that_imports_what_it_did_is_not_resolved_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines: set[str], is_resolved: bool
) -> None:
    monkeypatch.setenv("DRIFTSCAN_CACHE_DIR", str(tmp_path / "cache"))
    root = tmp_path / "tree"
    for name in (*_FILES, *_MANIFESTS):
        _edit(root, "write", name, {"import shop.cart"}, 1)
    _seen(root, use_cache=True)
    _edit(root, "write", "tool/run.py", lines, 2)
    loaded: list[str] = []

    def watched(language: str) -> object:
        loaded.append(language)
        return load_language(language)

    monkeypatch.setattr("driftscan.stages.resolution.load_language", watched)
    warm = _seen(root, use_cache=True)
    assert bool(loaded) == is_resolved
    assert warm == _seen(root, use_cache=False)


def test_a_file_too_large_to_read_is_not_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRIFTSCAN_CACHE_DIR", str(tmp_path / "cache"))
    root = tmp_path / "tree"
    _edit(root, "write", "shop/cart.py", {"import shop.large"}, 1)
    for size in (100 << 20, None):
        large = root / "shop" / "large.py"
        large.write_bytes(b"") if size else large.unlink()
        if size:
            os.truncate(large, size)
        warm = _seen(root, use_cache=True)
        assert warm == _seen(root, use_cache=False)
        modules = warm[0]
        assert isinstance(modules, list)
        assert len(modules) == (2 if size else 1)


def test_files_of_one_content_share_their_facts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRIFTSCAN_CACHE_DIR", str(tmp_path / "cache"))
    root = tmp_path / "tree"
    for name in _FILES:
        _edit(root, "write", name, set(), 1)
    _seen(root, use_cache=True)
    jobs: list[object] = []

    def watched(crew: object, batches: Iterator[list[object]]) -> list[object]:
        jobs.extend(job for batch in batches for job in batch)
        return []

    monkeypatch.setattr("driftscan.stages.facts.Crew.run", watched)
    (root / "new.py").write_bytes((root / "shop/cart.py").read_bytes())
    _seen(root, use_cache=True)
    assert jobs == []


def test_a_file_that_has_to_be_read_again_but_cannot_be_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It did not change, but another module came, and the cache of facts is lost."""
    monkeypatch.setenv("DRIFTSCAN_CACHE_DIR", str(tmp_path / "cache"))
    root = tmp_path / "tree"
    for name in _FILES:
        _edit(root, "write", name, {"import shop.cart"}, 1)
    _seen(root, use_cache=True)
    (root / "new.py").write_text("import os\n")
    shutil.rmtree(tmp_path / "cache" / "facts")
    original = WorkTree.read

    def failing(self: WorkTree, files: Iterable[SourceFile]) -> Iterator[tuple[SourceFile, object]]:
        for file, content in original(self, files):
            lost = LeftOut(file.path, "unreadable", "gone by now")
            yield file, lost if file.path == b"shop/cart.py" else content

    monkeypatch.setattr(WorkTree, "read", failing)
    request = Request(path=str(root), today=datetime.date(2026, 1, 1), workers=1)
    told = map_system(request).coverage.left_out
    assert [left.path for left in told] == [b"shop/cart.py"]
