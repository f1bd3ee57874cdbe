"""Blobs by name: what comes back is what was put under that name, or nothing."""

import os
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driftscan.store.snapshot import BlobCache


@given(st.dictionaries(st.text(max_size=20), st.binary(max_size=300), max_size=8))
def test_round_trip(tmp_path_factory: pytest.TempPathFactory, blobs: dict[str, bytes]) -> None:
    directory = tmp_path_factory.mktemp("blobs")
    cache = BlobCache(directory)
    for key, data in blobs.items():
        cache.put("spec", key, data)
    for key, data in blobs.items():
        assert BlobCache(directory).get("spec", key) == data
        assert BlobCache(directory).get("snapshot", key) is None
    assert cache.trouble == ""


@pytest.mark.parametrize("key", ["", "\ud800", "a\0b", "../../etc/passwd", "x" * 9000])
def test_any_text_is_a_key(tmp_path: Path, key: str) -> None:
    cache = BlobCache(tmp_path / "c")
    cache.put("spec", key, b"data")
    assert (cache.get("spec", key), cache.trouble) == (b"data", "")
    assert [p.parent for p in tmp_path.rglob("*.blob")] == [tmp_path / "c" / "spec"]


def test_every_flipped_bit_and_every_truncation_is_a_miss(tmp_path: Path) -> None:
    cache = BlobCache(tmp_path)
    cache.put("spec", "key", bytes(range(200)))
    (path,) = tmp_path.rglob("*.blob")
    good = path.read_bytes()
    for bit in range(len(good) * 8):
        bad = bytearray(good)
        bad[bit // 8] ^= 1 << bit % 8
        path.write_bytes(bad)
        assert cache.get("spec", "key") is None
    for bad_size in [*range(len(good))]:
        path.write_bytes(good[:bad_size])
        assert cache.get("spec", "key") is None
    path.write_bytes(good + b"\0")
    assert cache.get("spec", "key") is None
    cache.put("spec", "key", b"again")
    assert cache.get("spec", "key") == b"again"


def test_blob_moved_to_another_name_is_a_miss(tmp_path: Path) -> None:
    cache = BlobCache(tmp_path)
    cache.put("spec", "a", b"of a")
    (a,) = tmp_path.rglob("*.blob")
    cache.put("spec", "b", b"of b")
    (b,) = set(tmp_path.rglob("*.blob")) - {a}
    b.write_bytes(a.read_bytes())
    assert cache.get("spec", "b") is None


def test_bounded_by_number_and_size(tmp_path: Path) -> None:
    cache = BlobCache(tmp_path / "number")
    for n in range(80):
        cache.put("spec", str(n), b"")
    assert len(list((tmp_path / "number" / "spec").iterdir())) == 64
    assert cache.get("spec", "79") == b""
    small = BlobCache(tmp_path / "size", limit=5000)
    for n in range(10):
        small.put("spec", str(n), random.Random(n).randbytes(1000))
        for path in (tmp_path / "size" / "spec").iterdir():
            os.utime(path, (path.stat().st_mtime - 5,) * 2)
    kept = [n for n in range(10) if small.get("spec", str(n)) is not None]
    assert kept == [6, 7, 8, 9]


@pytest.mark.parametrize("place", ["file", "file/below", "nul\0", "/proc/nowhere"])
def test_unusable_directory_is_a_note(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    cache = BlobCache(tmp_path / place)
    cache.put("spec", "key", b"data")
    assert cache.get("spec", "key") is None
    assert cache.trouble.startswith("spec could not be kept: ")


def test_no_directory_keeps_nothing() -> None:
    cache = BlobCache(None)
    cache.put("spec", "key", b"data")
    assert (cache.get("spec", "key"), cache.trouble) == (None, "")
