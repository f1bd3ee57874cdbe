"""Which kinds of units were compared, and how alike they were found: pairs that the last run knew
need not be compared again, nor even be looked for where nothing has changed around them."""

from collections.abc import Iterator, Sequence, Set

from msgspec import Struct

from driftscan.families.candidates import SAMPLE, Sampled, candidates
from driftscan.families.disturbed import disturbed
from driftscan.families.kinds import Kinds
from driftscan.model.family import Criteria

Found = tuple[bytes, bytes, float]


class Compared(Struct, frozen=True, array_like=True):
    """sampled: all that decides which pairs are compared, by size and digest. least: of likeness
    that was asked for. pairs: digests of two kinds, the larger one last, and their likeness,
    however small that is; sorted."""

    sampled: tuple[Sampled, ...] = ()
    least: float = 0.0
    pairs: tuple[Found, ...] = ()


def compared(kinds: Kinds, criteria: Criteria, before: Compared | None = None) -> Compared:
    """Every pair worth a comparison. before: what was compared in another run, at any time."""
    sampled = tuple(_sampled(kinds, criteria))
    before = before or Compared()
    if sampled == before.sampled and criteria.similarity == before.least:
        return before
    asked = None
    if criteria.similarity == before.least:
        asked = disturbed(before.sampled, sampled)
    known = {(one, other): likeness for one, other, likeness in before.pairs}
    found = [*_kept(before, sampled, asked)] if asked is not None else []
    for one, other in candidates(sampled, criteria.similarity, asked):
        names = (sampled[one].digest, sampled[other].digest)
        likeness = known.get(names)
        if likeness is None:
            likeness = kinds.likeness.between(*map(kinds.number.__getitem__, names))
        found.append((*names, likeness))
    return Compared(sampled, criteria.similarity, tuple(sorted(found)))


def _kept(before: Compared, sampled: Sequence[Sampled], asked: Set[int]) -> Iterator[Found]:
    """Pairs of then that are pairs now, for nothing has changed around the larger one."""
    held = {each.digest for at, each in enumerate(sampled) if at not in asked}
    return (pair for pair in before.pairs if pair[1] in held)


def _sampled(kinds: Kinds, criteria: Criteria) -> list[Sampled]:
    homes = _homes(kinds, criteria)
    found = [
        Sampled(len(fragment.grams), digest, home, fragment.grams[:SAMPLE])
        for fragment, digest, home in zip(kinds.fragments, kinds.digests, homes, strict=True)
    ]
    return sorted(found, key=lambda each: (each.size, each.digest))


def _homes(kinds: Kinds, criteria: Criteria) -> list[str]:
    """The component of each kind, '' where it is in several or components do not matter."""
    if criteria.within:
        return [""] * len(kinds.units)
    found = [{unit.component for unit in units} for units in kinds.units]
    return [f"in {min(names)}" if len(names) == 1 else "" for names in found]
