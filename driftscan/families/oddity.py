"""The odd one out: of three and more the one that agrees least, where the others agree."""

from collections.abc import Callable, Sequence
from itertools import combinations

from msgspec import Struct

_LEAST = 3
# So alike the others must be among themselves, or each of them is one of its own.
_AGREE = 0.9
_CLOSER = 0.02  # by so much the others are closer to each other than any of them to the odd one


class Odd(Struct, frozen=True):
    """Positions: of the odd one, and of the one that stands for all others; -1 for none."""

    one: int = -1
    model: int = -1


def odd_one(kinds: Sequence[int], likeness: Callable[[int, int], float]) -> Odd:
    """Of the members of a family. kinds: for each, which of the different rows of tokens it has;
    likeness: of two kinds."""
    different = sorted(set(kinds))
    if len(kinds) < _LEAST or len(different) < 2:
        return Odd()
    known = {pair: likeness(*pair) for pair in combinations(different, 2)}

    def between(one: int, other: int) -> float:
        return 1.0 if one == other else known[min(one, other), max(one, other)]

    sums = {kind: sum(between(kind, other) for other in kinds) for kind in different}
    odd = min(different, key=lambda kind: (sums[kind], kind))
    others = [kind for kind in different if kind != odd]
    if kinds.count(odd) > 1:
        return Odd()
    among = min((known[pair] for pair in combinations(others, 2)), default=1.0)
    nearest = max(between(odd, other) for other in others)
    if among < max(_AGREE, nearest + _CLOSER):
        return Odd()
    model = max(others, key=lambda kind: (sums[kind], -kind))
    return Odd(kinds.index(odd), kinds.index(model))
