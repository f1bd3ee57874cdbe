"""Pairs that are looked for only around what has changed are those of a search for all."""

import random
from array import array

import pytest

from driftscan.families.candidates import Sampled, candidates
from driftscan.families.disturbed import disturbed

LEAST = 0.38
# Each kind has 24 of these; so most triples have twenty and more holders, and some have few.
COMMON, RARE = range(60), range(1_000, 1_400)


def kind(rng: random.Random) -> Sampled:
    grams = sorted({*rng.sample(COMMON, 16), *rng.sample(RARE, 8)})
    size, digest = 8 * rng.randint(24, 60), rng.randbytes(4)
    return Sampled(size, digest, rng.choice(["", "in a", "in b"]), array("q", grams).tobytes())


def ordered(kinds: list[Sampled]) -> list[Sampled]:
    return sorted(kinds, key=lambda each: (each.size, each.digest))


def pairs(kinds: list[Sampled], asked: set[int] | None = None) -> set[tuple[bytes, bytes]]:
    found = candidates(kinds, LEAST, asked)
    return {(kinds[one].digest, kinds[other].digest) for one, other in found}


def edited(kinds: list[Sampled], rng: random.Random, gone: int, come: int, moved: int) -> None:
    """Some taken away, some added, some now in another component."""
    for _ in range(gone):
        kinds.pop(rng.randrange(len(kinds)))
    for at in rng.sample(range(len(kinds)), moved):
        old = kinds[at]
        kinds[at] = Sampled(old.size, old.digest, f"{old.home} c", old.sample)
    kinds += [kind(rng) for _ in range(come)]


@pytest.mark.parametrize(
    ("gone", "come", "moved"),
    [(0, 1, 0), (1, 0, 0), (4, 4, 0), (0, 0, 2), (12, 3, 2), (0, 0, 0)],
    ids="added removed changed moved many nothing".split(),
)
@pytest.mark.parametrize("seed", range(4))
def test_pairs_around_what_changed(seed: int, gone: int, come: int, moved: int) -> None:
    rng = random.Random(seed)
    kinds = [kind(rng) for _ in range(120)]
    before = ordered(kinds)
    edited(kinds, rng, gone, come, moved)
    now = ordered(kinds)
    asked = disturbed(before, now)
    held = {each.digest for at, each in enumerate(now) if at not in asked}
    kept = {pair for pair in pairs(before) if pair[1] in held}
    assert kept | pairs(now, asked) == pairs(now)
    assert {pair for pair in pairs(now, asked) if pair[1] in held} == set()


def test_few_are_disturbed_where_triples_are_rare() -> None:
    rng = random.Random(7)
    rare = [array("q", sorted(rng.sample(range(5_000), 24))).tobytes() for _ in range(500)]
    kinds = ordered([Sampled(300, b"%04d" % at, "", each) for at, each in enumerate(rare)])
    assert len(disturbed(kinds[:-1], kinds)) < 80
    assert disturbed(kinds, kinds) == set()
