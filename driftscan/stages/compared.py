"""Pairs of functions that the last run over a place compared, kept for the next one."""

from driftscan.families.comparing import Compared
from driftscan.model.family import Criteria
from driftscan.stages.caches import Caches
from driftscan.stages.code_version import code_version
from driftscan.stages.record import decode_as, encode

_NAMESPACE = "compared"
# Likeness is one of hashes, and those of a token may change with what reads it.
_MAKES = ("families", "extract/fragments", "model/family.py", "model/fragment.py")


def load_compared(caches: Caches, identity: str, criteria: Criteria) -> Compared:
    """Of a source, by its identity; nothing where that is not known."""
    data = caches.blobs.get(_NAMESPACE, _key(identity, criteria)) if caches.keep else None
    found = decode_as(data, Compared) if data is not None else None
    return found or Compared()


def save_compared(caches: Caches, identity: str, criteria: Criteria, found: Compared) -> None:
    """In place of what was known of the source."""
    if caches.keep:
        caches.blobs.put(_NAMESPACE, _key(identity, criteria), encode(found))


def _key(identity: str, criteria: Criteria) -> str:
    return f"{identity}\0{criteria!r}\0{code_version(_MAKES)}"
