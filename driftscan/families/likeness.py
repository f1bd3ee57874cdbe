"""How alike two fragments are: the share of their token triples that both have."""

from array import array
from collections.abc import Sequence

from driftscan.model.fragment import Fragment

Grams = frozenset[int]


class Likeness:
    """Asked of fragments by their positions; what was asked of one is kept for the next."""

    def __init__(self, fragments: Sequence[Fragment]) -> None:
        self._fragments = fragments
        self._sets: dict[int, Grams] = {}

    def between(self, one: int, other: int) -> float:
        """Jaccard's measure, 0 to 1."""
        left, right = self.grams(one), self.grams(other)
        shared = len(left & right)
        return shared / (len(left) + len(right) - shared)

    def grams(self, position: int) -> Grams:
        """Triples of a fragment as a set."""
        found = self._sets.get(position)
        if found is None:
            found = self._sets[position] = frozenset(grams_of(self._fragments[position]))
        return found


def grams_of(fragment: Fragment, most: int | None = None) -> "array[int]":
    """Triples of a fragment, ascending. most: only so many of them, the first."""
    grams = array("q")
    grams.frombytes(fragment.grams if most is None else fragment.grams[: 8 * most])
    return grams
