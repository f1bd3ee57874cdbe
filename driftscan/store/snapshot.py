"""Checksummed blobs by name: stat tables and resolved references of the last run, parsed specs."""

import os
from hashlib import blake2b
from pathlib import Path

from driftscan.store.atomic import remove_abandoned, write_atomically
from driftscan.store.trouble import first_trouble

_MAGIC = b"dsblob-1"
_CHECK_SIZE = 32
_HEADER_SIZE = len(_MAGIC) + _CHECK_SIZE
_KEPT = 64  # blobs of one namespace, the latest
DEFAULT_LIMIT = 256 << 20


class BlobCache:
    """Blobs by (namespace, key). No trouble with the disk is ever raised: see FactCache."""

    def __init__(self, directory: Path | None, limit: int = DEFAULT_LIMIT) -> None:
        """limit: size in bytes of the blobs of one namespace; None keeps nothing at all."""
        self._directory = directory
        self._limit = limit
        self.trouble = ""

    @property
    def keeps(self) -> bool:
        """Whether anything may be found here or is kept."""
        return self._directory is not None

    def get(self, namespace: str, key: str) -> bytes | None:
        """What was last put there, None if that is nothing or damaged.

        key: everything that makes the blob valid (an identity and the digest of all settings);
        any text. namespace: a plain word, the name of a directory.
        """
        if self._directory is None:
            return None
        try:
            content = self._path(self._directory, namespace, key).read_bytes()
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:  # ValueError: a NUL in the path
            self.trouble = first_trouble(self.trouble, f"{namespace} could not be read", error)
            return None
        check, data = content[:_HEADER_SIZE], memoryview(content)[_HEADER_SIZE:]
        return bytes(data) if check == _header(namespace, key, data) else None

    def put(self, namespace: str, key: str, data: bytes) -> None:
        """Keep data, durably, in place of what was there."""
        if self._directory is None:
            return
        path = self._path(self._directory, namespace, key)
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_atomically(path, _header(namespace, key, memoryview(data)) + data)
            self._tidy(path.parent)
        except (OSError, ValueError) as error:
            self.trouble = first_trouble(self.trouble, f"{namespace} could not be kept", error)

    @staticmethod
    def _path(directory: Path, namespace: str, key: str) -> Path:
        name = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        return directory / namespace / f"{name}.blob"

    def _tidy(self, directory: Path) -> None:
        listed = []
        with os.scandir(directory) as entries:
            for entry in entries:
                try:
                    status = entry.stat(follow_symlinks=False)
                except FileNotFoundError:
                    continue  # another process replaced or dropped it just now
                if entry.name.endswith(".blob"):
                    listed.append((-status.st_mtime, entry.path, status.st_size))
        total = 0
        for position, (_, path, size) in enumerate(sorted(listed)):
            total += size
            if position >= _KEPT or total > self._limit:
                Path(path).unlink(missing_ok=True)
        remove_abandoned(directory)


def _header(namespace: str, key: str, data: memoryview) -> bytes:
    name = f"{namespace}\0{key}".encode("utf-8", "surrogatepass")
    digest = blake2b(len(name).to_bytes(8, "little") + name, digest_size=_CHECK_SIZE)
    digest.update(data)
    return _MAGIC + digest.digest()
