"""What files of a work tree held when a journey last read them, known by their stamps: what is as
it was need not be read again to learn which content it has."""

import time
from collections.abc import Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from driftscan.model.source import SourceFile
from driftscan.stages.caches import Caches
from driftscan.stages.code_version import code_version
from driftscan.stages.freshness import settled, unchanged
from driftscan.stages.record import decode_as, encode

_NAMESPACE = "contents"
_MAKES = ("sources", "model/source.py", "stages/freshness.py")


class _Kept(Struct, frozen=True, array_like=True):
    """Files with the blob ids and the stamps that they had."""

    files: tuple[SourceFile, ...] = ()


class KnownContents:
    """Of one place and one journey, each with a slot of its own."""

    def __init__(self, caches: Caches, slot: str) -> None:
        self._caches = caches
        self._key = f"{slot}\0{code_version(_MAKES)}"
        self._started = time.time_ns()

    @property
    def is_new(self) -> bool:
        """Whether nothing is known of the place."""
        return not self._known

    def of(self, files: Sequence[SourceFile]) -> list[SourceFile]:
        """The files; those that are as they were with the blob id that they had."""
        if not self._caches.keep or all(file.blob for file in files):
            return list(files)
        known = {file.path: file for file in self._known}
        return [_recalled(file, known) for file in files]

    @cached_property
    def _known(self) -> tuple[SourceFile, ...]:
        """As the journey left it."""
        data = self._caches.blobs.get(_NAMESPACE, self._key) if self._caches.keep else None
        kept = decode_as(data, _Kept) if data is not None else None
        return kept.files if kept else ()

    def keep(self, files: Sequence[SourceFile]) -> None:
        """Remember these for the next run, in place of what was known."""
        stamped = tuple(settled(file, self._started) for file in files if file.stamp)
        if self._caches.keep and stamped != self._known:
            self._caches.blobs.put(_NAMESPACE, self._key, encode(_Kept(stamped)))


def _recalled(file: SourceFile, known: Mapping[bytes, SourceFile]) -> SourceFile:
    before = known.get(file.path)
    return before if not file.blob and before and unchanged(before, file) else file
