"""What the last run over a place found to differ in families, kept for the next one."""

from collections.abc import Mapping, Sequence
from hashlib import blake2b

from msgspec import Struct

from driftscan.model.family import Difference, Unit
from driftscan.model.source import SourceFile
from driftscan.stages.caches import Caches
from driftscan.stages.code_version import code_version
from driftscan.stages.record import decode_as, encode

_NAMESPACE = "differences"
_MAKES = (
    *("families", "extract/fragments", "extract/possessive.py", "stages/oddities.py"),
    *("model/family.py", "model/fragment.py"),
)


class _Kept(Struct, frozen=True, array_like=True):
    """By a name that says which lines of which contents were held against each other."""

    told: dict[bytes, tuple[Difference, ...]] = {}


class KnownDifferences:
    """Of one place; nothing is known where nothing is kept."""

    def __init__(self, caches: Caches, identity: str) -> None:
        self._caches = caches
        self._key = f"{identity}\0{code_version(_MAKES)}" if caches.keep else ""
        data = caches.blobs.get(_NAMESPACE, self._key) if caches.keep else None
        kept = decode_as(data, _Kept) if data is not None else None
        self._told = kept.told if kept else {}

    def name(self, units: Sequence[Unit], sources: Mapping[bytes, SourceFile]) -> bytes:
        """Of units in the order in which they are looked at; b'' if a content is not known."""
        blobs = [sources[unit.path].blob for unit in units]
        if not all(blobs):
            return b""
        digest = blake2b(digest_size=16)
        for unit, blob in zip(units, blobs, strict=True):
            kind = unit.path.rpartition(b".")[2]
            place = f"{blob} {unit.fragment.start} {unit.fragment.end} {len(kind)} ".encode()
            digest.update(place + kind)
        return digest.digest()

    def of(self, name: bytes) -> tuple[Difference, ...] | None:
        """What is known of that name."""
        return self._told.get(name) if name else None

    def keep(self, told: Mapping[bytes, tuple[Difference, ...]]) -> None:
        """Remember these for the next run, in place of what was known."""
        told = {name: each for name, each in told.items() if name}
        if self._caches.keep and told != self._told:
            self._caches.blobs.put(_NAMESPACE, self._key, encode(_Kept(told)))
