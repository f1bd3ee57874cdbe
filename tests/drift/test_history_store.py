"""The store of points: kept at once, united without a quarrel, damaged without harm."""

import multiprocessing
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from driftscan.errors import UsageError
from driftscan.model.trend import Known, Observed, Reading
from driftscan.store import history_format
from driftscan.store.history import HistoryStore

KEY = "key"


def known(id: str) -> Known:
    return Known(id, "rule", "deny", "divergence", "error", "a", "b", "import")


def point(commit: str, *findings: str) -> Observed:
    return Observed(
        commit=commit, readings=(Reading("findings", len(findings)),), findings=findings
    )


def keep(path: Path, *commits: str) -> HistoryStore:
    store = HistoryStore(path)
    for commit in commits:
        store.keep(KEY, point(commit, "f1"), [known("f1")])
    return store


def commits(path: Path, key: str = KEY) -> list[str]:
    return sorted(HistoryStore(path).load(key)[0])


def test_what_is_kept_is_there(tmp_path: Path) -> None:
    path = tmp_path / ".driftscan" / "history.sqlite"
    assert commits(path) == []
    assert not path.exists()
    keep(path, "a", "b", "a")
    assert HistoryStore(path).load(KEY) == (
        {"a": point("a", "f1"), "b": point("b", "f1")},
        {"f1": known("f1")},
    )
    assert commits(path, "another spec") == []
    assert (path.parent / ".gitignore").read_text() == ".gitignore\nhistory.sqlite*\n"


def test_a_store_of_the_version_before_keeps_its_points(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "history.sqlite"
    keep(path, "a")
    further = (*history_format.STEPS, ("CREATE TABLE notes (key TEXT)",))
    monkeypatch.setattr(history_format, "STEPS", further)
    keep(path, "b")
    assert commits(path) == ["a", "b"]
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("PRAGMA user_version").fetchone() == (len(further),)
        assert file.execute("SELECT count(*) FROM notes").fetchone() == (0,)


def test_stores_unite_without_regard_to_order(tmp_path: Path) -> None:
    one, other = tmp_path / "1", tmp_path / "2"
    keep(one, "a", "b")
    keep(other, "b", "c")
    assert HistoryStore(one).unite(other) == 1
    assert HistoryStore(other).unite(one) == 1
    assert HistoryStore(one).load(KEY) == HistoryStore(other).load(KEY)
    assert HistoryStore(one).unite(other) == 0


@pytest.mark.parametrize("damage", [b"no database at all", b"", b"SQLite format 3\0" + b"x" * 999])
def test_a_damaged_store_is_set_aside(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "history.sqlite"
    path.write_bytes(damage)
    store = HistoryStore(path)
    assert store.load(KEY) == ({}, {})
    keep(path, "a")
    assert commits(path) == ["a"]
    if damage:
        assert "was damaged" in store.trouble
        assert (tmp_path / "history.sqlite.damaged-1").read_bytes() == damage


def test_a_damaged_row_is_not_there_and_is_mended(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    keep(path, "a", "b")
    with sqlite3.connect(path) as file:
        file.execute("UPDATE points SET value = x'93' WHERE name = 'a'")
    assert commits(path) == ["b"]
    keep(path, "a")
    assert commits(path) == ["a", "b"]


def test_a_point_whose_finding_is_lost_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    keep(path, "a")
    with sqlite3.connect(path) as file:
        file.execute("DELETE FROM findings")
    assert commits(path) == []


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("PRAGMA user_version = 99", "later driftscan"),
        ("PRAGMA application_id = 7", "another program"),
    ],
)
def test_what_is_not_ours(tmp_path: Path, statement: str, message: str) -> None:
    """A later store is left alone; what is no store at all is not taken over."""
    path = tmp_path / "history.sqlite"
    keep(path, "a")
    with sqlite3.connect(path) as file:
        file.execute(statement)
    with pytest.raises(UsageError, match=message):
        HistoryStore(tmp_path / "mine").unite(path)
    if "later" in message:
        with pytest.raises(UsageError, match=message):
            HistoryStore(path).load(KEY)


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    keep(tmp_path / "real", "a")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with pytest.raises(UsageError, match="symbolic link"):
        HistoryStore(tmp_path / "link").load(KEY)


def _keep_many(path: Path, name: str) -> None:
    keep(path, *(f"{name}{number}" for number in range(20)))


def test_several_processes_keep_points_at_once(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_keep_many, args=(path, name)) for name in "abc"]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(commits(path)) == 60


def test_a_store_that_takes_nothing_is_told_before_the_work_and_during_it(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    keep(path, "a")
    with closing(sqlite3.connect(path)) as file, file:
        full = "BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
        file.execute(f"CREATE TRIGGER full BEFORE INSERT ON points {full}")
    with pytest.raises(UsageError, match="cannot be used: database or disk is full; see --store"):
        keep(path, "b")
    assert commits(path) == ["a"]
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UsageError, match="cannot be made"):
        HistoryStore(tmp_path / "file" / "folder" / "history.sqlite").require_room()


def test_a_store_that_another_keeps_to_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "history.sqlite"
    keep(path, "a")
    assert HistoryStore(path).seen(KEY).keys() == {"a"}
    for patience in ("_PATIENCE", "_BRIEFLY"):
        monkeypatch.setattr(f"driftscan.store.history.{patience}", 0.01)
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute("BEGIN EXCLUSIVE")
        assert HistoryStore(path).seen(KEY) == {}
        with pytest.raises(UsageError, match="cannot be used: database is locked"):
            HistoryStore(path).require_room()
        with pytest.raises(UsageError, match="cannot be read: database is locked"):
            HistoryStore(tmp_path / "mine").unite(path)
    assert commits(path) == ["a"]
