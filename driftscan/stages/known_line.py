"""The line of a place, read once: a month later only that month's commits are asked for."""

import os

from driftscan.sources.blob_id import identity_of
from driftscan.sources.first_parents import FirstParents
from driftscan.sources.known_line import KnownLine
from driftscan.stages.caches import Caches
from driftscan.stages.code_version import code_version
from driftscan.stages.record import decode_as, encode

_NAMESPACE = "line"
_MAKES_LINES = ("sources/first_parents.py", "sources/known_line.py")


def open_line(root: str, revision: str, caches: Caches) -> tuple[FirstParents, KnownLine]:
    """The line that ends at a revision, and what was known of it before."""
    data = caches.blobs.get(_NAMESPACE, _key(root))
    known = decode_as(data, KnownLine) if data is not None else None
    return FirstParents(root, revision, known or KnownLine()), known or KnownLine()


def keep_line(root: str, line: FirstParents, before: KnownLine, caches: Caches) -> None:
    """What is known of it now, for the next run, if that is more."""
    if line.known != before and caches.blobs.keeps:
        caches.blobs.put(_NAMESPACE, _key(root), encode(line.known))


def _key(root: str) -> str:
    return identity_of(b"line", os.fsencode(os.path.abspath(root))) + code_version(_MAKES_LINES)
