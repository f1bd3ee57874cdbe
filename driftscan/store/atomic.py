"""Replaces a file in one step: whoever reads it sees the old bytes or the new ones, never a mix."""

import os
import stat
import time
from pathlib import Path

TEMPORARY = ".tmp"
_ABANDONED_AFTER = 3600.0  # seconds; no write takes that long, so its writer was killed


def write_atomically(path: Path, data: bytes) -> None:
    """Write data to a temporary file beside path, flush it to disk and rename it into place.

    An existing file keeps its permission bits. A symlink at path is replaced, never followed: a
    scanned repository could otherwise point its baseline at any file of the user's.
    Raises OSError; path then still holds what it held before, and no temporary file stays.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}-{os.urandom(6).hex()}{TEMPORARY}")
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC | os.O_NOFOLLOW
    descriptor = os.open(temporary, flags, 0o666)
    try:
        try:
            _keep_permissions(path, descriptor)
            _write_all(descriptor, data)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_directory(path.parent)


def sync_directory(directory: Path) -> None:
    """Make the renames in a directory survive a power cut."""
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove_abandoned(directory: Path) -> None:
    """Remove temporary files that writers killed more than an hour ago left in a cache directory.

    Never call this for a directory of the user's: it goes by the name alone. Raises OSError.
    """
    oldest = time.time() - _ABANDONED_AFTER
    with os.scandir(directory) as entries:
        names = [entry.path for entry in entries if entry.name.endswith(TEMPORARY)]
    for name in names:
        path = Path(name)
        try:
            if path.lstat().st_mtime < oldest:
                path.unlink()
        except FileNotFoundError:
            continue  # its writer was alive after all, or another process was faster


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def _keep_permissions(path: Path, descriptor: int) -> None:
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    if stat.S_ISREG(mode):
        os.fchmod(descriptor, mode & 0o777)
