"""Caches under real processes: kill -9 at random points, eight at once, no room on the disk."""

import random
import resource
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

from driftscan.store.facts import FactCache
from driftscan.store.snapshot import BlobCache

WRITER = Path(__file__).with_name("cache_writer.py")


@pytest.fixture
def writer(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(WRITER.parent))
    from importlib import import_module

    return import_module("cache_writer")


def start(directory: Path, *arguments: object) -> "subprocess.Popen[bytes]":
    process = subprocess.Popen(
        [sys.executable, str(WRITER), str(directory), *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    return process


def check(directory: Path, writer: ModuleType) -> int:
    """Every answer is true; how many facts are known."""
    facts, blobs = FactCache.open(directory / "facts"), BlobCache(directory)
    keys = [writer.key(number) for number in range(5000)]
    known = facts.get_many(keys)
    assert all(value == writer.value_of(key) for key, value in known.items())
    for name in ("name0", "name1", "name2"):
        data = blobs.get("spec", name)
        assert data is None or writer.is_true_blob(name, data)
    baseline = directory / "baseline"
    assert not baseline.exists() or writer.is_true_blob("baseline", baseline.read_bytes())
    assert (facts.trouble, blobs.trouble) == ("", "")
    return len(known)


def test_kill_at_random_points(tmp_path: Path, writer: ModuleType) -> None:
    pause = random.Random(9)
    for seed in range(25):
        process = start(tmp_path, seed)
        time.sleep(pause.uniform(0, 0.08))
        process.kill()
        _, errors = process.communicate()
        assert (process.returncode, errors) == (-9, b"")
        check(tmp_path, writer)
    survivor = start(tmp_path, 99, 12)  # enough rounds to keep something whatever was killed
    assert survivor.wait() == 0
    assert check(tmp_path, writer) > 100


def test_eight_processes_share_one_cache(tmp_path: Path, writer: ModuleType) -> None:
    processes = [start(tmp_path, seed, 25) for seed in range(8)]
    for process in processes:
        _, errors = process.communicate(timeout=60)
        assert (process.returncode, errors) == (0, b"")
    assert check(tmp_path, writer) > 500
    assert list(tmp_path.rglob(".*.tmp")) == []
    assert len(list(tmp_path.rglob("*.pack"))) < 30


FULL_DISK = """
import resource, sys
from pathlib import Path
from driftscan.store.facts import FactCache
from driftscan.store.snapshot import BlobCache
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
facts, blobs = FactCache.open(Path(sys.argv[1])), BlobCache(Path(sys.argv[1]))
known = facts.get_many([b"k" * 16, b"n" * 16])
facts.put_many({b"n" * 16: b"new" * 9000})
blobs.put("spec", "old", b"new" * 9000)
print(len(known), blobs.get("spec", "old"), facts.trouble, blobs.trouble, sep="|")
"""


@pytest.mark.parametrize("room", [0, 1, 5000])
def test_full_disk_keeps_what_is_there(tmp_path: Path, room: int) -> None:
    FactCache.open(tmp_path).put_many({b"k" * 16: b"known"})
    BlobCache(tmp_path).put("spec", "old", b"old")
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(tmp_path), str(room)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == (
        "1|b'old'|facts could not be kept: File too large|spec could not be kept: File too large\n",
        "",
    )
    assert list(tmp_path.rglob(".*.tmp")) == []
    assert FactCache.open(tmp_path).get_many([b"k" * 16]) == {b"k" * 16: b"known"}


def test_what_cannot_be_written_can_still_be_read(tmp_path: Path) -> None:
    """Like a read-only directory; no permission would stop root from writing, a size limit does."""
    FactCache.open(tmp_path).put_many({b"k" * 16: b"known"})
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        cache = FactCache.open(tmp_path)
        got = cache.get_many([b"k" * 16])
        cache.put_many({b"n" * 16: b"new"})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert got == {b"k" * 16: b"known"}
    assert cache.trouble == "facts could not be kept: File too large"
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before
