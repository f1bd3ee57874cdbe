"""The fact cache: what was extracted from a content once need never be extracted again."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from driftscan.store.pack import KEY_SIZE
from driftscan.store.packs import PackFile, list_packs, note_use, read_pack, tidy, write_pack
from driftscan.store.trouble import first_trouble

DEFAULT_LIMIT = 512 << 20


class FactCache:
    """Facts by key (see store.keys), as opaque bytes. No trouble with the disk is ever raised.

    What cannot be read is a miss; what cannot be written is not kept. `trouble` then says why
    in one line.
    """

    def __init__(self, directory: Path | None, limit: int) -> None:
        self._directory = directory
        self._limit = limit
        self.trouble = ""

    @classmethod
    def open(cls, directory: Path | None, limit: int = DEFAULT_LIMIT) -> "FactCache":
        """The cache in a directory, made if need be; None gives one that keeps nothing.

        limit: size in bytes that the packs together may have.
        """
        cache = cls(directory, limit)
        if directory is not None:
            try:
                directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            except (OSError, ValueError) as error:  # ValueError: a NUL in the path
                cache._directory = None
                cache._note("kept", error)
        return cache

    @property
    def keeps(self) -> bool:
        """Whether anything may be found here or is kept."""
        return self._directory is not None

    @property
    def lasts(self) -> bool:
        """Whether what is kept outlives this process."""
        return self.keeps

    def get_many(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """The values of those keys that are known and undamaged."""
        missing = set(keys)
        found: dict[bytes, bytes] = {}
        for file in self._packs() if missing else ():
            here = self._read(file, missing)
            found |= here
            missing -= here.keys()
            if not missing:
                break
        return found

    def put_many(self, items: Mapping[bytes, bytes]) -> None:
        """Keep all items, durably, in one new pack."""
        if any(len(key) != KEY_SIZE for key in items):
            raise ValueError(f"keys of the fact cache have {KEY_SIZE} bytes")
        if not items or self._directory is None:
            return
        try:
            write_pack(self._directory, items)
            tidy(self._directory, self._limit)
        except OSError as error:
            self._note("kept", error)

    def close(self) -> None:
        """Nothing stays open between calls; here so that a cache is used like a file."""

    def _packs(self) -> list[PackFile]:
        try:
            return list_packs(self._directory) if self._directory is not None else []
        except OSError as error:
            self._note("read", error)
            return []

    def _read(self, file: PackFile, wanted: set[bytes]) -> dict[bytes, bytes]:
        try:
            found = read_pack(file, wanted)
        except OSError as error:
            self._note("read", error)
            return {}
        if found:
            try:
                note_use(file)
            except OSError as error:
                self._note("kept", error)
        return found

    def _note(self, what: str, error: Exception) -> None:
        self.trouble = first_trouble(self.trouble, f"facts could not be {what}", error)
