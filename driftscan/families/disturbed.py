"""Whose candidates may be others than they were: in most runs a few functions have changed, and
they are put beside few others."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import chain

from driftscan.families.candidates import Sampled, met
from driftscan.families.likeness import grams_in


def disturbed(before: Sequence[Sampled], now: Sequence[Sampled]) -> set[int]:
    """Positions of those now that are put beside others than they were. Both by size and digest.

    Pairs whose larger one is none of these are candidates if they were.
    """
    old, new = set(before), set(now)
    changed = old ^ new
    if not changed:
        return set()
    both = sorted(old | new, key=lambda each: (each.size, each.digest, each.home))
    position = {each: at for at, each in enumerate(now)}
    was = [each in old for each in both]
    found = {each for each in changed if each in new}
    for holders in _holders(both, frozenset(chain.from_iterable(map(_grams, changed)))):
        earlier = [at for at in holders if was[at]]
        later = [at for at in holders if both[at] in new]
        found.update(both[at] for at in _moved(earlier, later))
    return {position[each] for each in found}


def _grams(each: Sampled) -> Sequence[int]:
    return grams_in(each.sample)


def _holders(sampled: Sequence[Sampled], grams: frozenset[int]) -> list[list[int]]:
    """Of each of these triples, the positions of those that have it."""
    found: dict[int, list[int]] = defaultdict(list)
    for at, each in enumerate(sampled):
        for gram in grams.intersection(_grams(each)):
            found[gram].append(at)
    return list(found.values())


def _moved(earlier: Sequence[int], later: Sequence[int]) -> list[int]:
    """Those of one triple, now, that it puts beside others than before."""
    places = {each: at for at, each in enumerate(earlier)}
    return [
        each
        for at, each in enumerate(later)
        if each in places and met(earlier, places[each]) != met(later, at)
    ]
