"""The fact cache, with everything that was once looked up held in memory.

For a process that looks at one revision after the other, which have most of their files in common;
and for one that asks twice what files say and shall leave nothing on disk.
"""

from collections.abc import Iterable, Mapping

from driftscan.store.facts import FactCache


class HeldFacts(FactCache):
    """A cache before another one; what is put here is put there, too."""

    def __init__(self, under: FactCache) -> None:
        super().__init__(None, 0)
        self._under = under
        self._held: dict[bytes, bytes] = {}

    @property
    def keeps(self) -> bool:
        """See FactCache: for as long as the process lives, always."""
        return True

    @property
    def lasts(self) -> bool:
        """See FactCache: as long as the one before which it stands."""
        return self._under.lasts

    def get_many(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """See FactCache."""
        wanted = set(keys)
        unknown = wanted - self._held.keys()
        if unknown:
            self._held.update(self._under.get_many(unknown))
        return {key: self._held[key] for key in wanted if key in self._held}

    def put_many(self, items: Mapping[bytes, bytes]) -> None:
        """See FactCache."""
        self._held.update(items)
        self._under.put_many(items)
