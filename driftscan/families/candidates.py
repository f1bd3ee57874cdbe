"""Which fragments may be alike: those that share triples which few others have.

An index from the first triples of each fragment, by their hashes, to the fragments that have them.
Hashes know no order, so these are a sample, and of two fragments that are alike the samples are,
too. A triple that only one has says nothing; one that very many have says little, and comparing all
of those with each other would take quadratic time, so each of them is only put beside its
neighbours by size.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from driftscan.families.likeness import grams_of
from driftscan.model.fragment import Fragment

_SAMPLE = 32
_MANY = 32
_NEIGHBOURS = 2
_ENOUGH = 2  # triples of the samples in common; chance gives many pairs one
# So large, and so busy, is what is the same in shape alone not by chance.
_SHAPED = 80
_BUSY = 2

Pair = tuple[int, int]


def candidates(fragments: Sequence[Fragment], least: float) -> list[Pair]:
    """Pairs of positions worth a comparison, sorted. fragments: no two the same. least: likeness
    below which nobody asks."""
    sizes = [len(fragment.grams) for fragment in fragments]
    order = sorted(range(len(fragments)), key=lambda at: (sizes[at], fragments[at].digest))
    common: Counter[int] = Counter()
    for positions in _index(fragments, order):
        common.update(_beside(positions, sizes, least, len(fragments)))
    return sorted(
        divmod(pair, len(fragments)) for pair, count in common.items() if count >= _ENOUGH
    )


def _index(fragments: Sequence[Fragment], order: Sequence[int]) -> Iterator[list[int]]:
    """For each triple that several have these, smallest first."""
    index: dict[int, int | list[int]] = {}
    several: list[list[int]] = []
    for at in order:
        for gram in grams_of(fragments[at], _SAMPLE):
            known = index.get(gram)
            if known is None:
                index[gram] = at
            elif isinstance(known, list):
                known.append(at)
            else:
                both = index[gram] = [known, at]
                several.append(both)
    return iter(several)


def _beside(
    positions: Sequence[int], sizes: Sequence[int], least: float, width: int
) -> Iterator[int]:
    """Pairs as one number each. Sizes ascend, so where one is too large, all behind it are."""
    reach = len(positions) if len(positions) <= _MANY else _NEIGHBOURS + 1
    for number, one in enumerate(positions):
        largest = sizes[one] / least
        for other in positions[number + 1 : number + reach]:
            if sizes[other] > largest:
                break
            yield one * width + other if one < other else other * width + one


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
