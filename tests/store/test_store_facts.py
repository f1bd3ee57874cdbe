"""The fact cache against damage: a miss, never an error, never a wrong answer."""

import os
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driftscan.store.facts import FactCache
from driftscan.store.pack import encode_pack

KEYS = st.binary(min_size=16, max_size=16)
ITEMS = st.dictionaries(KEYS, st.binary(max_size=200), max_size=90)
SMALL = {bytes([n * 60]) + b"k" * 15: b"value %d" % n * n for n in range(5)}


def packs(directory: Path) -> list[Path]:
    return sorted(directory.glob("*.pack"))


@given(first=ITEMS, second=ITEMS, others=st.sets(KEYS, max_size=5))
def test_what_was_put_is_what_is_got(
    tmp_path_factory: pytest.TempPathFactory,
    first: dict[bytes, bytes],
    second: dict[bytes, bytes],
    others: set[bytes],
) -> None:
    directory = tmp_path_factory.mktemp("facts")
    second = {key: value for key, value in second.items() if key not in first}
    cache = FactCache.open(directory)
    cache.put_many(first)
    cache.put_many(second)
    known = first | second
    for asked in (known.keys(), others, known.keys() | others, set(list(known)[:1])):
        expected = {key: known[key] for key in asked if key in known}
        assert FactCache.open(directory).get_many(asked) == expected
    assert cache.trouble == ""


def test_put_writes_one_pack_and_equal_runs_share_it(tmp_path: Path) -> None:
    for _ in range(8):
        FactCache.open(tmp_path).put_many(SMALL)
    assert len(packs(tmp_path)) == 1


def damage_of(content: bytes) -> list[bytes]:
    flips = random.Random(8)
    flipped = [
        content[:at] + bytes([content[at] ^ (1 << flips.randrange(8))]) + content[at + 1 :]
        for at in range(len(content))
    ]
    return [*flipped, *(content[:at] for at in range(len(content)))]


@pytest.mark.parametrize("asked", [len(SMALL), 100], ids=["few", "many"])
def test_every_flipped_byte_and_every_truncation(tmp_path: Path, asked: int) -> None:
    keys = [*SMALL, *(os.urandom(16) for _ in range(asked - len(SMALL)))]
    path = tmp_path / "x.pack"
    misses = 0
    for content in damage_of(encode_pack(SMALL)):
        path.write_bytes(content)
        cache = FactCache.open(tmp_path)
        got = cache.get_many(keys)
        assert got.items() <= SMALL.items()
        assert cache.trouble == ""
        misses += len(SMALL) - len(got)
    assert misses > 1000, "the damage was not seen at all"


def test_damaged_entries_are_replaced_and_the_others_stay(tmp_path: Path) -> None:
    FactCache.open(tmp_path).put_many(SMALL)
    (path,) = packs(tmp_path)
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    left = FactCache.open(tmp_path).get_many(SMALL)
    assert len(left) == len(SMALL) - 1
    FactCache.open(tmp_path).put_many({k: v for k, v in SMALL.items() if k not in left})
    assert FactCache.open(tmp_path).get_many(SMALL) == SMALL


def test_pack_with_a_damaged_header_is_removed(tmp_path: Path) -> None:
    (tmp_path / "x.pack").write_bytes(b"rubbish" * 1000)
    cache = FactCache.open(tmp_path)
    assert cache.get_many(SMALL) == {}
    assert packs(tmp_path) == []
    assert cache.trouble == ""


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, lambda p: p.symlink_to("/dev/zero")])
def test_a_pack_that_is_no_file_is_passed_over(tmp_path: Path, make: object) -> None:
    assert callable(make)
    FactCache.open(tmp_path).put_many(SMALL)
    make(tmp_path / "0.pack")
    assert FactCache.open(tmp_path).get_many(SMALL) == SMALL


def test_many_small_packs_are_merged_without_loss(tmp_path: Path) -> None:
    items = {b"%016d" % n: b"%d" % n for n in range(60)}
    for key, value in items.items():
        FactCache.open(tmp_path).put_many({key: value})
        assert len(packs(tmp_path)) <= 17
    assert FactCache.open(tmp_path).get_many(items) == items


def test_merge_leaves_damaged_entries_behind(tmp_path: Path) -> None:
    items = {b"%016d" % n: b"%d" % n for n in range(17)}
    for number, (key, value) in enumerate(items.items()):
        if number == 16:
            damaged = packs(tmp_path)[3]
            damaged.write_bytes(damaged.read_bytes()[:-1] + b"?")
        FactCache.open(tmp_path).put_many({key: value})
    assert len(packs(tmp_path)) == 1
    got = FactCache.open(tmp_path).get_many(items)
    assert got.items() < items.items()
    assert len(got) == 16


def test_size_is_bounded_and_what_was_used_last_stays(tmp_path: Path) -> None:
    limit = 40_000
    for n in range(10):
        FactCache.open(tmp_path, limit).put_many({b"%016d" % n: bytes([n]) * 10_000})
        for age, path in enumerate(packs(tmp_path)):
            os.utime(path, (path.stat().st_mtime - 60 - age,) * 2)
    assert sum(path.stat().st_size for path in packs(tmp_path)) <= limit
    assert FactCache.open(tmp_path).get_many([b"%016d" % 9]) != {}
    assert FactCache.open(tmp_path).get_many([b"%016d" % 0]) == {}


def test_use_makes_a_pack_outlive_newer_ones(tmp_path: Path) -> None:
    for n in range(3):
        FactCache.open(tmp_path).put_many({b"%016d" % n: b"x" * 10_000})
        for path in packs(tmp_path):
            os.utime(path, (path.stat().st_mtime - 100_000,) * 2)
    assert FactCache.open(tmp_path).get_many([b"%016d" % 0])
    FactCache.open(tmp_path, 20_000).put_many({b"%016d" % 3: b""})
    got = FactCache.open(tmp_path).get_many([b"%016d" % n for n in range(4)])
    assert set(got) == {b"%016d" % 0, b"%016d" % 3}


def test_no_directory_keeps_nothing(tmp_path: Path) -> None:
    cache = FactCache.open(None)
    cache.put_many(SMALL)
    assert cache.get_many(SMALL) == {}
    assert cache.trouble == ""


@pytest.mark.parametrize("place", ["file", "file/below", "x" * 300, "nul\0", "/proc/nowhere"])
def test_unusable_directory_is_a_note(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    cache = FactCache.open(tmp_path / place)
    cache.put_many(SMALL)
    assert cache.get_many(SMALL) == {}
    assert cache.trouble.startswith("facts could not be kept: ")
    assert "\n" not in cache.trouble


def test_wrong_key_size_is_a_mistake_of_the_caller(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        FactCache.open(tmp_path).put_many({b"short": b""})
