"""The pack format: many checksummed entries in one file that is written once, never changed.

Layout, little-endian: magic (8 bytes); 257 x u32, how many keys begin with a byte below 0..256;
then per entry, sorted by key, key (16 bytes), offset (u64), length (u32); then the entries, each a
16-byte BLAKE2b over key and value, followed by the value. The fan-out is that of git's pack index:
a few keys cost one small read each, however large the pack.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Set
from hashlib import blake2b
from pathlib import Path
from struct import Struct

KEY_SIZE = 16
_CHECK_SIZE = 16
_MAGIC = b"dsfacts1"
_HEADER = Struct("<8s257I")
_ROW = Struct("<16sQI")
_FEW = 64  # keys up to which single rows are looked up instead of the whole table
_LARGEST_ENTRY = 1 << 28


def encode_pack(items: Mapping[bytes, bytes]) -> bytes:
    """All items as the bytes of one pack. Keys must be KEY_SIZE bytes long."""
    keys = sorted(items)
    entries = [_digest(key, items[key]) + items[key] for key in keys]
    offset = _HEADER.size + len(keys) * _ROW.size
    rows = []
    for key, entry in zip(keys, entries, strict=True):
        rows.append(_ROW.pack(key, offset, len(entry)))
        offset += len(entry)
    return b"".join((_HEADER.pack(_MAGIC, *_fan_out(keys)), *rows, *entries))


class Pack:
    """One pack file, open for reading; anything damaged in it reads as absent."""

    def __init__(self, descriptor: int, size: int, fan_out: tuple[int, ...]) -> None:
        self._descriptor = descriptor
        self._size = size
        self._fan_out = fan_out

    @classmethod
    def open(cls, path: Path) -> "Pack | None":
        """None if this is no pack or its header is damaged; OSError if it cannot be read."""
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            size = os.fstat(descriptor).st_size
            header = os.pread(descriptor, _HEADER.size, 0)
            if len(header) == _HEADER.size:
                magic, *fan_out = _HEADER.unpack(header)
                if magic == _MAGIC and _is_plausible(fan_out, size):
                    pack = cls(descriptor, size, tuple(fan_out))
                    descriptor = -1
                    return pack
            return None
        finally:
            if descriptor >= 0:
                os.close(descriptor)

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._descriptor)

    def read(self, wanted: Set[bytes]) -> dict[bytes, bytes]:
        """The values of those wanted keys that are here and undamaged."""
        if len(wanted) <= _FEW:
            rows = self._rows_beginning_with({key[0] for key in wanted})
        else:
            rows = self._rows(0, self._fan_out[256])
        places = [(key, place, length) for key, place, length in rows if key in wanted]
        return dict(self._verified(places))

    def read_all(self) -> dict[bytes, bytes]:
        """Every undamaged entry."""
        return dict(self._verified(self._rows(0, self._fan_out[256])))

    def _rows_beginning_with(self, first_bytes: Set[int]) -> Iterator[tuple[bytes, int, int]]:
        for byte in sorted(first_bytes):
            yield from self._rows(self._fan_out[byte], self._fan_out[byte + 1])

    def _rows(self, start: int, stop: int) -> Iterator[tuple[bytes, int, int]]:
        table = os.pread(
            self._descriptor, (stop - start) * _ROW.size, _HEADER.size + start * _ROW.size
        )
        whole = len(table) - len(table) % _ROW.size
        return _ROW.iter_unpack(table[:whole])

    def _verified(self, places: Iterable[tuple[bytes, int, int]]) -> Iterator[tuple[bytes, bytes]]:
        for key, offset, length in places:
            if _CHECK_SIZE <= length <= _LARGEST_ENTRY and offset + length <= self._size:
                entry = os.pread(self._descriptor, length, offset)
                value = entry[_CHECK_SIZE:]
                if entry[:_CHECK_SIZE] == _digest(key, value):
                    yield key, value


def _digest(key: bytes, value: bytes) -> bytes:
    return blake2b(key + value, digest_size=_CHECK_SIZE).digest()


def _fan_out(keys: list[bytes]) -> list[int]:
    counts = [0] * 257
    for key in keys:
        counts[key[0] + 1] += 1
    for byte in range(256):
        counts[byte + 1] += counts[byte]
    return counts


def _is_plausible(fan_out: list[int], size: int) -> bool:
    room = (size - _HEADER.size) // _ROW.size
    return fan_out[0] == 0 and fan_out == sorted(fan_out) and fan_out[256] <= room
