"""Which fragments may be alike: those that share triples which few others have.

An index from the first triples of each fragment, by their hashes, to the fragments that have them.
Hashes know no order, so these are a sample, and of two fragments that are alike the samples are,
too. A triple that only one has says nothing; one that very many have says little, and comparing all
of those with each other would take quadratic time, so each of them is only put beside its
neighbours by size.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain

from driftscan.families.likeness import grams_of
from driftscan.model.fragment import Fragment

_SAMPLE = 24
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


def candidates(fragments: Sequence[Fragment], least: float, homes: Sequence[str]) -> Iterator[Pair]:
    """Pairs of positions worth a comparison. fragments: no two the same. least: likeness below
    which nobody asks. homes: of each, the component that it is in; two of one component are not
    compared. '' is compared with all."""
    sizes = [len(fragment.grams) for fragment in fragments]
    samples = [frozenset(grams_of(fragment, _SAMPLE)) for fragment in fragments]
    counts = Counter(chain.from_iterable(samples))
    shared = {gram for gram, count in counts.items() if count > 1}
    index: dict[int, list[int]] = defaultdict(list)
    for at in sorted(range(len(fragments)), key=lambda at: (sizes[at], fragments[at].digest)):
        smallest, home = sizes[at] * least, homes[at]
        for other, count in _met(samples[at] & shared, at, index).items():
            if (
                count >= _ENOUGH
                and sizes[other] >= smallest
                and (not home or homes[other] != home)
                and len(samples[at] & samples[other]) >= _ALIKE
            ):
                yield (at, other) if at < other else (other, at)


def _met(sample: frozenset[int], at: int, index: dict[int, list[int]]) -> Counter[int]:
    """How many triples each fragment that was here before has in common with this one, which is
    put beside them. They came smallest first, so those last are next to it in size."""
    met: list[int] = []
    for gram in sample:
        known = index[gram]
        met += known if len(known) < _MANY else known[-_NEIGHBOURS:]
        known.append(at)
    return Counter(met)


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
