"""Commits in, pairs that change together out."""

import random
from collections.abc import Sequence

import pytest

from driftscan.history.chance import Chances, Joint, believable, tail
from driftscan.history.co_change import changed_together

DAY = 86400
API, CLIENT, DOCS, CORE, LOG = range(5)
HOMES = ["api", "client", "docs", "core", "core"]
OTHERS = 40
ALL_HOMES = [*HOMES, *(f"other{number}" for number in range(OTHERS))]


def on(day: int, *parts: int, who: str = "a") -> Joint:
    return Joint(day * DAY, who, tuple(sorted(parts)))


def elsewhere(days: int) -> list[Joint]:
    """What the others do meanwhile: each change touches two of many things."""
    dice = random.Random(7)
    return [
        on(day, *dice.sample(range(len(HOMES), len(HOMES) + OTHERS), 2), who="b")
        for day in range(days)
    ]


TOGETHER = [on(day * 9, API, CLIENT) for day in range(8)]
CASES: dict[str, tuple[Sequence[Joint], list[tuple[int, int]]]] = {
    "eight times together, never alone": (TOGETHER, [(API, CLIENT)]),
    "in one home": ([on(day * 9, CORE, LOG) for day in range(8)], []),
    "ten commits of one day are one": ([on(3, API, CLIENT) for _ in range(10)], []),
    "one day of two people is two": (
        [on(day, API, CLIENT, who=who) for day in (1, 30, 60) for who in "ac"],
        [(API, CLIENT)],
    ),
    "four times is too few": ([on(day * 9, API, CLIENT) for day in range(4)], []),
    "far more often alone": (
        [*TOGETHER, *(on(day, part) for day in range(40) for part in (API, CLIENT))],
        [],
    ),
    "always in a crowd": (
        [on(day * 9, *range(len(HOMES) + 35)) for day in range(8)],
        [],
    ),
    "the same done everywhere": (
        [on(day * 9, API, CLIENT, DOCS, CORE, LOG, 20, 21, 22, 23) for day in range(8)],
        [],
    ),
    "never": ([on(day, day % 2) for day in range(40)], []),
}


@pytest.mark.parametrize("name", CASES)
def test_pairs(name: str) -> None:
    work, expected = CASES[name]
    found = changed_together([*work, *elsewhere(90)], ALL_HOMES)
    assert [(pair.one, pair.other) for pair in found] == expected


def test_a_pair_has_its_numbers() -> None:
    work = [*TOGETHER, on(80, API), on(81, API, who="c"), *elsewhere(90)]
    (pair,) = changed_together(work, ALL_HOMES)
    assert pair.together == tuple(range(8))
    assert (pair.days, pair.people, pair.changes) == (8, 1, (10, 8))
    assert 0 < pair.by_chance < 1
    assert pair.share == 1.0


@pytest.mark.parametrize("seed", range(12))
def test_chance_alone_gives_no_pair(seed: int) -> None:
    """Files that differ much in how often they change, commits that differ much in size."""
    dice = random.Random(seed)
    files = range(60)
    often = [1 / (1 + number) for number in files]
    work = [
        on(day, *set(dice.choices(files, often, k=dice.choice([1, 1, 2, 3, 8]))), who="ab"[day % 2])
        for day in range(700)
    ]
    assert changed_together(work, [str(number) for number in files]) == []


def test_chance_deals_out_as_many_pairs_as_there_are() -> None:
    work = [on(1, 0, 1), on(2, 0, 1, 2), on(3, 0, 2), on(200, 1, 2), on(201, 0)]
    chances = Chances(work)
    dealt = [chances.expected(one, other) for one, other in ((0, 1), (0, 2), (1, 2))]
    assert sum(dealt) == pytest.approx(1 + 3 + 1 + 1)


@pytest.mark.parametrize(
    ("seen", "expected", "chance"),
    [(0, 1.0, 1.0), (1, 1.0, 0.6321), (5, 1.0, 0.00366), (3, 0.0, 0.0), (5, 50.0, 1.0)],
)
def test_tail_of_the_poisson_distribution(seen: int, expected: float, chance: float) -> None:
    assert tail(seen, expected) == pytest.approx(chance, rel=1e-3)


@pytest.mark.parametrize(
    ("chances", "tried", "kept"),
    [
        ([], 10, 0),
        ([0.0009, 0.5], 10, 1),
        ([0.002, 0.5], 10, 0),
        ([0.0019, 0.0019], 10, 2),  # the second is good enough for both
        ([0.001], 1000, 0),
    ],
)
def test_of_those_believed_few_are_wrong(chances: list[float], tried: int, kept: int) -> None:
    assert believable(chances, tried, 0.01) == kept
