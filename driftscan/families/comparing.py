"""Which kinds of units were compared, and how alike they were found: pairs that the last run knew
need not be compared again."""

from collections.abc import Sequence
from hashlib import blake2b

from msgspec import Struct

from driftscan.families.candidates import candidates
from driftscan.families.kinds import Kinds
from driftscan.model.family import Criteria


class Compared(Struct, frozen=True, array_like=True):
    """of: a checksum over all that decides which pairs are compared. pairs: digests of two kinds,
    the smaller one first, and their likeness, however small that is."""

    of: bytes = b""
    pairs: tuple[tuple[bytes, bytes, float], ...] = ()


def compared(kinds: Kinds, criteria: Criteria, before: Compared | None = None) -> Compared:
    """Every pair worth a comparison. before: what was compared in another run, at any time."""
    homes = _homes(kinds, criteria)
    of = _checksum(kinds, criteria, homes)
    before = before or Compared()
    if of == before.of:
        return before
    known = {(one, other): likeness for one, other, likeness in before.pairs}
    between, digests = kinds.likeness.between, kinds.digests
    found = []
    for one, other in candidates(kinds.fragments, criteria.similarity, homes):
        names = (digests[one], digests[other])
        likeness = known.get(names)
        found.append((*names, between(one, other) if likeness is None else likeness))
    return Compared(of, tuple(found))


def _homes(kinds: Kinds, criteria: Criteria) -> list[str]:
    """The component of each kind, '' where it is in several or components do not matter."""
    if criteria.within:
        return [""] * len(kinds.units)
    found = [{unit.component for unit in units} for units in kinds.units]
    return [f"in {min(names)}" if len(names) == 1 else "" for names in found]


def _checksum(kinds: Kinds, criteria: Criteria, homes: Sequence[str]) -> bytes:
    digest = blake2b(f"{criteria.similarity} {criteria.tokens}".encode(), digest_size=16)
    for name, home in zip(kinds.digests, homes, strict=True):
        digest.update(name + home.encode("utf-8", "surrogateescape") + b"\0")
    return digest.digest()
