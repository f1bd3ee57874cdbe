"""How many planted copies were reported, and how much of what was reported had been planted."""

from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct

from benchmarks.duplicates.planting import Corpus, Place

_COVERED = 0.7


class Score(Struct, frozen=True):
    """recall: one reported pair covers 70 % of both. precision: both sides of a reported pair are
    mainly an original and its copy. by_edit: recall of each edit."""

    recall: float
    precision: float
    reported: int
    by_edit: dict[str, float]


def score(corpus: Corpus, reported: Sequence[tuple[Place, Place]]) -> Score:
    """The score of some reported pairs."""
    homes: dict[str, list[tuple[Place, int, int]]] = defaultdict(list)
    for at, pair in enumerate(corpus.planted):
        homes[pair.one.file].append((pair.one, at, 0))
        homes[pair.other.file].append((pair.other, at, 1))
    for place in corpus.fillers:
        homes[place.file].append((place, -1, 0))
    found, right = set(), 0
    for one, other in reported:
        left, mate = _home(one, homes), _home(other, homes)
        if left and mate and left[1] == mate[1] >= 0 and left[2] != mate[2]:
            right += 1
            if _covers(one, left[0]) and _covers(other, mate[0]):
                found.add(left[1])
    by_edit: dict[str, list[bool]] = defaultdict(list)
    for at, pair in enumerate(corpus.planted):
        by_edit[pair.edit].append(at in found)
    return Score(
        len(found) / len(corpus.planted),
        right / len(reported) if reported else 0.0,
        len(reported),
        {edit: sum(hits) / len(hits) for edit, hits in by_edit.items()},
    )


def _home(
    place: Place, homes: dict[str, list[tuple[Place, int, int]]]
) -> tuple[Place, int, int] | None:
    there = max(homes[place.file], key=lambda each: place.overlap(each[0]), default=None)
    return there if there and place.overlap(there[0]) else None


def _covers(place: Place, wanted: Place) -> bool:
    return place.overlap(wanted) >= _COVERED * (wanted.end - wanted.start + 1)
