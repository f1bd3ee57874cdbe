"""Atomic replacement: old bytes or new bytes, and nothing else touched."""

import os
from pathlib import Path

import pytest

from driftscan.store.atomic import TEMPORARY, remove_abandoned, write_atomically


def test_new_file_gets_the_usual_permissions(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a", b"one")
    plain = tmp_path / "plain"
    plain.write_bytes(b"")
    assert (tmp_path / "a").read_bytes() == b"one"
    assert (tmp_path / "a").stat().st_mode == plain.stat().st_mode


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o755, 0o664])
def test_existing_file_keeps_its_permissions(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(mode)
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == mode


@pytest.mark.parametrize("target_exists", [True, False])
def test_symlink_is_replaced_and_its_target_untouched(tmp_path: Path, target_exists: bool) -> None:
    target = tmp_path / "elsewhere"
    if target_exists:
        target.write_bytes(b"precious")
        target.chmod(0o400)
    link = tmp_path / "link"
    link.symlink_to(target)
    write_atomically(link, b"new")
    assert not link.is_symlink()
    assert link.read_bytes() == b"new"
    assert link.stat().st_mode & 0o200, "the target's mode was taken over"
    assert (target.read_bytes() if target.exists() else None) == (
        b"precious" if target_exists else None
    )


def test_failed_write_leaves_the_old_file_and_no_temporary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")

    def full(descriptor: int, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OSError, match="No space"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a"]


def test_write_that_takes_pieces_at_a_time_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, data[:3]))
    write_atomically(tmp_path / "a", b"0123456789")
    assert (tmp_path / "a").read_bytes() == b"0123456789"


def test_target_that_is_a_directory_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(OSError):  # noqa: PT011  the system chooses between two errors
        write_atomically(tmp_path / "a", b"new")
    assert [entry.name for entry in tmp_path.iterdir()] == ["a"]


def test_only_old_temporaries_are_abandoned(tmp_path: Path) -> None:
    for name in (f".a.1-x{TEMPORARY}", f".b.1-x{TEMPORARY}", "c.pack"):
        (tmp_path / name).write_bytes(b"")
    for name in (f".a.1-x{TEMPORARY}", "c.pack"):
        os.utime(tmp_path / name, (1, 1))
    remove_abandoned(tmp_path)
    assert {entry.name for entry in tmp_path.iterdir()} == {f".b.1-x{TEMPORARY}", "c.pack"}
