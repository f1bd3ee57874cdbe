"""How often two things would change together by chance alone.

In every quarter commits hold a number of pairs. Dealt out by chance, a pair gets its part of them
in proportion to how often each of its two changed in that quarter; so neither a season in which
everybody worked on everything nor a few large commits make a pair look close. How unlikely it is
to see as many as there are is a tail of the Poisson distribution.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import exp, lgamma, log

from msgspec import Struct

_QUARTER = 91 * 86400
_TERMS = 500  # of the tail; each is smaller than the one before by far before that many


class Joint(Struct, frozen=True, array_like=True, gc=False):
    """One commit as the things it changed: numbers, ascending, each once.

    when: seconds since 1970. who: the author, however written; two texts are two people. id: of
    the commit, for whoever wants to look at it.
    """

    when: int
    who: str
    parts: tuple[int, ...]
    id: str = ""


class Chances:
    """What chance would bring about, season by season."""

    def __init__(self, work: Iterable[Joint]) -> None:
        self._changes: dict[int, Counter[int]] = {}
        self._pairs: Counter[int] = Counter()
        for joint in work:
            season = joint.when // _QUARTER
            self._changes.setdefault(season, Counter()).update(joint.parts)
            self._pairs[season] += len(joint.parts) * (len(joint.parts) - 1) // 2
        self._ways = {season: _ways(list(of.values())) for season, of in self._changes.items()}

    def expected(self, one: int, other: int) -> float:
        """How many commits would hold both."""
        return sum(
            self._pairs[season] * of[one] * of[other] / self._ways[season]
            for season, of in self._changes.items()
            if one in of and other in of
        )


def _ways(changes: Sequence[int]) -> float:
    """The weights of all pairs of two different things together; only asked for where there are."""
    total = sum(changes)
    return (total * total - sum(count * count for count in changes)) / 2


def tail(seen: int, expected: float) -> float:
    """How likely chance brings about as many as were seen, or more."""
    if seen <= 0:
        return 1.0
    if expected <= 0:
        return 0.0
    term = exp(seen * log(expected) - expected - lgamma(seen + 1))
    total = 0.0
    for count in range(seen + 1, seen + _TERMS):
        total += term
        term *= expected / count
    return min(1.0, total)


def believable(chances: Sequence[float], tried: int, false_alarms: float) -> int:
    """How many of the smallest can be believed if `false_alarms` of those believed may be wrong.

    chances: ascending, of what was seen of `tried` things that could have been. Benjamini and
    Hochberg, "Controlling the false discovery rate" (1995).
    """
    last = 0
    for rank, chance in enumerate(chances, 1):
        if chance <= false_alarms * rank / max(tried, 1):
            last = rank
    return last
