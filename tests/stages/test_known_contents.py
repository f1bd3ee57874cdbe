"""A journey reads what its last run has not read, and says what it would say of nothing known."""

import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from driftscan.model.source import LeftOut, SourceFile
from driftscan.model.spec import SourceSettings
from driftscan.sources.work_tree import WorkTree
from driftscan.stages.caches import Caches, open_caches
from driftscan.stages.fragment_facts import fragments_in

_FUNCTION = """\
def total(order, taxes, gateway):
    if order.lines:
        return sum(gateway.price(line, taxes.rate) for line in order.lines)
    return gateway.nothing(order.id)
"""
_FILES = {"a.py": _FUNCTION, "b/c.py": _FUNCTION.replace("total", "due"), "b/d.py": "x = 1\n"}


class _Watched(WorkTree):
    def __init__(self, root: bytes) -> None:
        super().__init__(root, SourceSettings())
        self.opened: list[str] = []

    def read(self, files: Iterable[SourceFile], /) -> Iterator[tuple[SourceFile, bytes | LeftOut]]:
        for file, content in super().read(files):
            self.opened.append(os.fsdecode(file.path))
            yield file, content


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DRIFTSCAN_CACHE_DIR", str(tmp_path / "cache"))
    for name, text in _FILES.items():
        path = tmp_path / "tree" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "tree"


def _later(monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: now() + 10_000_000_000)


def _asked(tree: Path, caches: Caches) -> tuple[list[str], object]:
    source = _Watched(os.fsencode(tree))
    said = fragments_in(source, caches, 1, lambda path: path.endswith(b"unwanted.py"))
    return source.opened, (said.files, said.problems, said.left_out, said.paths)


def _caches(tree: Path, wanted: bool = True) -> Caches:
    return open_caches(str(tree), wanted)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def _of_one_size_and_time(path: Path) -> None:
    stamp = path.stat()
    path.write_text(path.read_text().replace("total", "other"))
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))


@pytest.mark.parametrize(
    ("edit", "opened"),
    [
        (lambda tree: None, []),
        (lambda tree: _write(tree / "a.py", _FUNCTION.replace("total", "sums")), ["a.py"]),
        (lambda tree: _of_one_size_and_time(tree / "a.py"), ["a.py"]),
        (lambda tree: (tree / "a.py").replace(tree / "b" / "d.py"), ["b/d.py"]),
        (lambda tree: (tree / "a.py").unlink(), []),
        (lambda tree: os.utime(tree / "b" / "d.py"), ["b/d.py"]),
        (lambda tree: _write(tree / "b" / "new.py", "y = 2\n"), ["b/new.py"]),
        (lambda tree: _write(tree / "unwanted.py", "y = 2\n"), []),
    ],
    ids="nothing changed same-size-and-time moved removed touched added unwanted".split(),
)
def test_only_what_changed_is_read(
    tree: Path, monkeypatch: pytest.MonkeyPatch, edit: object, opened: list[str]
) -> None:
    _later(monkeypatch)
    first, _ = _asked(tree, _caches(tree))
    assert first == ["a.py", "b/c.py", "b/d.py"]
    assert callable(edit)
    edit(tree)
    again, said = _asked(tree, _caches(tree))
    assert (again, said) == (opened, _asked(tree, _caches(tree, wanted=False))[1])


def test_stamps_of_a_moment_ago_are_not_relied_on(tree: Path) -> None:
    _asked(tree, _caches(tree))
    again, _ = _asked(tree, _caches(tree))
    assert again == ["a.py", "b/c.py", "b/d.py"]


def test_lost_facts_are_made_again(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _later(monkeypatch)
    _, said = _asked(tree, _caches(tree))
    for pack in (tree.parent / "cache").rglob("*.pack"):
        pack.unlink()
    assert _asked(tree, _caches(tree)) == (["a.py", "b/c.py", "b/d.py"], said)
