"""How alike two fragments are: the share of their token triples that both have."""

from array import array
from collections.abc import Sequence

from driftscan.model.fragment import Fragment

Grams = frozenset[int]


class Likeness:
    """Asked of fragments by their positions; what was asked of one is kept for the next.

    Two that share fewer triples than `enough` are not alike at all: of small functions, a few
    lines that everybody writes are a large part.
    """

    def __init__(self, fragments: Sequence[Fragment], enough: int = 0) -> None:
        self._fragments = fragments
        self._enough = enough
        self._sets: dict[int, Grams] = {}

    def between(self, one: int, other: int) -> float:
        """Jaccard's measure, 0 to 1."""
        left, right = self.grams(one), self.grams(other)
        shared = len(left & right)
        return shared / (len(left) + len(right) - shared) if shared >= self._enough else 0.0

    def grams(self, position: int) -> Grams:
        """Triples of a fragment as a set."""
        found = self._sets.get(position)
        if found is None:
            found = self._sets[position] = frozenset(grams_in(self._fragments[position].grams))
        return found


def grams_in(triples: bytes) -> "array[int]":
    """Triples as a fragment has them, see there; ascending."""
    grams = array("q")
    grams.frombytes(triples)
    return grams
