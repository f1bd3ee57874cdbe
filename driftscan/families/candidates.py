"""Which fragments may be alike: those that share triples which few others have.

An index from the first triples of each fragment, by their hashes, to the fragments that have them.
Hashes know no order, so these are a sample, and of two fragments that are alike the samples are,
too. A triple that only one has says nothing; one that very many have says little, and comparing all
of those with each other would take quadratic time, so each of them is only put beside its
neighbours by size.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import chain

from msgspec import Struct

from driftscan.families.likeness import grams_in
from driftscan.model.fragment import Fragment

SAMPLE = 8 * 24  # bytes of the triples that stand for a fragment, eight each
_MANY = 20
_NEIGHBOURS = 2
_ENOUGH = 2  # rare triples of the samples in common; chance gives many pairs one
_ALIKE = (
    6  # triples of the samples in common; where the likeness is .38, 16 of 32 are to be expected
)
# So large, and so busy, is what is the same in shape alone not by chance.
_SHAPED = 80
_BUSY = 2

Pair = tuple[int, int]


class Sampled(Struct, frozen=True, array_like=True, gc=False):
    """All of a kind that decides with which others it is compared. size: of all its triples.

    home: the component that it is in; two of one component are not compared. '' is compared with
    all. sample: its first triples.
    """

    size: int
    digest: bytes
    home: str
    sample: bytes


def candidates(
    sampled: Sequence[Sampled], least: float, asked: Collection[int] | None = None
) -> Iterator[Pair]:
    """Pairs of positions worth a comparison, the smaller kind first. sampled: by size and digest,
    no two the same. least: likeness below which nobody asks. asked: positions of the larger ones
    whose pairs are wanted, all by default."""
    told = _told(sampled, asked)
    own = [told.intersection(grams_in(each.sample)) for each in sampled]
    index: dict[int, list[int]] = defaultdict(list)
    for at, each in enumerate(sampled):
        known = [index[gram] for gram in own[at]]
        if asked is None or at in asked:
            smallest = each.size * least
            others = chain.from_iterable(met(holders, len(holders)) for holders in known)
            for other, count in Counter(others).items():
                if (
                    count >= _ENOUGH
                    and sampled[other].size >= smallest
                    and (not each.home or sampled[other].home != each.home)
                    and len(own[at] & own[other]) >= _ALIKE
                ):
                    yield other, at
        for holders in known:
            holders.append(at)


def _told(sampled: Sequence[Sampled], asked: Collection[int] | None) -> frozenset[int]:
    """Triples that matter: those that two have, or those of who is asked for."""
    if asked is not None:
        return frozenset().union(*(grams_in(sampled[at].sample) for at in asked))
    counts = Counter(chain.from_iterable(grams_in(each.sample) for each in sampled))
    return frozenset(gram for gram, count in counts.items() if count > 1)


def met(holders: Sequence[int], at: int) -> Sequence[int]:
    """Of those that have a triple, which ones the one at a position is put beside. They come
    smallest first, so those before it are next to it in size."""
    return holders[:at] if at < _MANY else holders[at - _NEIGHBOURS : at]


def by_blind_shape(fragments: Sequence[Fragment]) -> Iterator[Pair]:
    """Pairs that are the same but for all names; of many, each with the next."""
    groups: dict[bytes, list[int]] = defaultdict(list)
    for at, fragment in enumerate(fragments):
        if fragment.tokens >= _SHAPED and fragment.branches >= _BUSY:
            groups[fragment.blind].append(at)
    for positions in groups.values():
        ordered = sorted(positions, key=lambda at: fragments[at].digest)
        for number, one in enumerate(ordered):
            reach = _MANY if len(ordered) <= _MANY else _NEIGHBOURS
            for other in ordered[number + 1 : number + 1 + reach]:
                yield min(one, other), max(one, other)
