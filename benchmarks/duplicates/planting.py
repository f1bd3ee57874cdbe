"""A corpus of small services in which each copy stands in another service than its original."""

import random
from pathlib import Path

from msgspec import Struct

from benchmarks.duplicates.edits import EDITS
from benchmarks.duplicates.functions import Function, Language, dissimilar

_SERVICES = 8
_TRIES = 60


class Place(Struct, frozen=True):
    """Lines of a file, 1-based and inclusive."""

    file: str
    start: int
    end: int

    def overlap(self, other: "Place") -> int:
        """How many lines both have."""
        if self.file != other.file:
            return 0
        return max(0, min(self.end, other.end) - max(self.start, other.start) + 1)


class Planted(Struct, frozen=True):
    """An original and its copy."""

    edit: str
    one: Place
    other: Place


class Corpus(Struct, frozen=True):
    """planted: what has to be found. fillers: functions that nothing is a copy of."""

    planted: list[Planted]
    fillers: list[Place]


def plant(language: Language, trees: list[Path], out: Path, each: int, seed: int) -> Corpus:
    """Write a corpus with so many copies by each edit."""
    pool = dissimilar(language, trees, each * len(EDITS) * 3, seed)
    rng = random.Random(seed)
    pairs: list[tuple[str, str, str]] = []
    fillers: list[Function] = []
    for _ in range(each):
        for edit in EDITS:
            made = _copy(edit, pool, fillers, language, seed)
            pairs += [made] if made else []
    fillers += pool
    sides = [
        [(at, text) for at, text in enumerate([pair[side] for pair in pairs])] for side in (1, 2)
    ]
    places: list[dict[int, Place]] = []
    spare: list[Place] = []
    for side, units in enumerate(sides):
        rng.shuffle(units)
        places.append(_write(language, out, side, units, fillers, spare))
    planted = [Planted(p[0], places[0][at], places[1][at]) for at, p in enumerate(pairs)]
    return Corpus(planted, spare)


def _copy(
    edit: str, pool: list[Function], fillers: list[Function], language: Language, seed: int
) -> tuple[str, str, str] | None:
    for _ in range(_TRIES):
        if not pool:
            return None
        original = pool.pop()
        copy = EDITS[edit](original.text, language, random.Random(f"{seed} {edit} {original.text}"))
        if copy != original.text:
            return edit, original.text, copy
        fillers.append(original)
    return None


def _write(
    language: Language,
    out: Path,
    side: int,
    units: list[tuple[int, str]],
    fillers: list[Function],
    spare: list[Place],
) -> dict[int, Place]:
    """Files of three planted functions and as many others; originals in even services."""
    places: dict[int, Place] = {}
    for number, begin in enumerate(range(0, len(units), 3)):
        service = 2 * (number % (_SERVICES // 2)) + side
        file = f"svc{service:02d}/mod_{'ab'[side]}{number:03d}{language.suffix}"
        text = language.top
        for at, function in units[begin : begin + 3]:
            text, places[at] = _added(text, file, function)
            if fillers:
                text, place = _added(text, file, fillers.pop().text)
                spare.append(place)
        (out / file).parent.mkdir(parents=True, exist_ok=True)
        (out / file).write_text(text + language.bottom, "utf-8")
    return places


def _added(text: str, file: str, function: str) -> tuple[str, Place]:
    start = text.count("\n") + 1
    end = start + function.rstrip("\n").count("\n")
    return text + function.rstrip("\n") + "\n\n\n", Place(file, start, end)
