"""What one language keeps as a number and another as text: JavaScript's numbers end at 2^53, so
programs send larger ones as text."""

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from itertools import permutations

from driftscan.definitions.languages import language_of
from driftscan.definitions.shapes import Shape

# In so many entities two languages have it so, and it is how they speak with each other.
_OFTEN = 3
_Pair = tuple[frozenset[bytes], frozenset[bytes]]


class Travel:
    """families: shapes of one name, one for each component."""

    def __init__(self, families: Iterable[Sequence[Shape]]) -> None:
        self._often = _often(families)

    def is_as_text(self, one: Shape, other: Shape) -> bool:
        """Whether the system writes numbers of the one's language as text in the other's."""
        pair = _languages(one, other)
        return not self._often.isdisjoint((pair, pair[::-1]))


def _often(families: Iterable[Sequence[Shape]]) -> Set[_Pair]:
    """Pairs of languages of which the first often has a text where the second has an integer, and
    never the other way round."""
    found: Counter[_Pair] = Counter()
    for shapes in families:
        for one, other in permutations(shapes, 2):
            if any(_is_text_for(one, other, name) for name in one.fields.keys() & other.fields):
                found[_languages(one, other)] += 1
    return {pair for pair, times in found.items() if times >= _OFTEN and not found[pair[::-1]]}


def _languages(one: Shape, other: Shape) -> _Pair:
    return language_of(one.entity.path), language_of(other.entity.path)


def _is_text_for(one: Shape, other: Shape, name: str) -> bool:
    types = (one.fields[name].type, other.fields[name].type)
    return types in (("text", "integer"), ("list of text", "list of integer"))
