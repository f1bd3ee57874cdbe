"""A directory of packs: whole packs are added, merged and dropped, none is ever changed in place.

So any number of processes may share the directory without a lock; a pack that vanishes under a
reader is a miss. The functions raise OSError, and leave it to the cache what that means.
"""

import os
import time
from collections.abc import Mapping, Set
from hashlib import blake2b
from pathlib import Path

from msgspec import Struct

from driftscan.store.atomic import remove_abandoned, write_atomically
from driftscan.store.pack import Pack, encode_pack

_SMALL = 4 << 20  # bytes; packs below this size are merged when they grow many
_MANY = 16
_USE_IS_NOTED_AFTER = 24 * 3600.0  # seconds; a pack's mtime says when it was last of use


class PackFile(Struct, frozen=True):
    """One pack as listed. size in bytes; used: seconds since the epoch, a day coarse."""

    path: Path
    size: int
    used: float


def list_packs(directory: Path) -> list[PackFile]:
    """The packs of a directory, those used last first."""
    files = []
    with os.scandir(directory) as entries:
        for entry in entries:
            if entry.name.endswith(".pack"):
                try:
                    status = entry.stat(follow_symlinks=False)
                except FileNotFoundError:
                    continue  # another process merged or dropped it just now
                files.append(PackFile(Path(entry.path), status.st_size, status.st_mtime))
    return sorted(files, key=lambda file: (-file.used, file.path))


def read_pack(file: PackFile, wanted: Set[bytes] | None = None) -> dict[bytes, bytes]:
    """The wanted entries of one pack, or all; a pack with a damaged header is removed."""
    try:
        pack = Pack.open(file.path)
    except FileNotFoundError:
        return {}
    if pack is None:
        file.path.unlink(missing_ok=True)
        return {}
    try:
        return pack.read_all() if wanted is None else pack.read(wanted)
    finally:
        pack.close()


def note_use(file: PackFile) -> None:
    """Remember that a pack was of use, so that it outlives those that were not."""
    if time.time() - file.used > _USE_IS_NOTED_AFTER:
        os.utime(file.path)


def write_pack(directory: Path, items: Mapping[bytes, bytes]) -> Path:
    """Write a pack named after its keys: equal runs at the same time write one pack, not eight."""
    name = blake2b(b"".join(sorted(items)), digest_size=16).hexdigest()
    path = directory / f"{name}.pack"
    write_atomically(path, encode_pack(items))
    return path


def tidy(directory: Path, limit: int) -> None:
    """Merge small packs when there are many; drop those unused longest beyond `limit` bytes."""
    files = list_packs(directory)
    small = [file for file in files if file.size < _SMALL]
    if len(small) > _MANY:
        _merge(directory, small)
        files = list_packs(directory)
    total = 0
    for file in files:
        total += file.size
        if total > limit:
            file.path.unlink(missing_ok=True)
    remove_abandoned(directory)


def _merge(directory: Path, files: list[PackFile]) -> None:
    items: dict[bytes, bytes] = {}
    for file in files:
        items |= read_pack(file)
    merged = write_pack(directory, items) if items else None
    for file in files:
        if file.path != merged:
            file.path.unlink(missing_ok=True)
