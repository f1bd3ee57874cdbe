"""Units to families: alike units find together, nested ones give way, ids are made of content."""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import combinations

from driftscan.families.candidates import by_blind_shape
from driftscan.families.comparing import Compared
from driftscan.families.frames import are_frames
from driftscan.families.kinds import Kinds, by_place
from driftscan.families.likeness import Likeness
from driftscan.families.linkage import Link, families_of
from driftscan.families.nesting import without_inner
from driftscan.families.oddity import odd_one
from driftscan.model.family import Alike, Criteria, Family, Unit

# A family of a hundred would have 4,950 pairs; its members are then paired with the first alone.
_MOST_PAIRED = 40
# A shape of which there are so many different ones is a way of writing: a framework's or a layer's
# frame. In it only what is much closer than that has been copied; so it is with what a framework
# calls by its name.
_FREQUENT = 6
_CLOSE = 0.9
# Triples that all have, times the likeness of the least alike: where families were read, three of
# four below that were no copies, and one of sixteen above it (docs/duplicates.md).
_CLEAR = 25


def gathered(kinds: Kinds, found: Compared, criteria: Criteria) -> list[Family]:
    """The families that count, the one whose members have most in common first. found: what is
    alike."""
    groups = [
        sorted((unit for kind in group for unit in kinds.units[kind]), key=by_place)
        for group in _groups(kinds, found, criteria.similarity)
    ]
    families = [
        _family(units, kinds)
        for units in without_inner(groups)
        if criteria.within or len({unit.component for unit in units}) > 1
    ]
    return sorted(
        families,
        key=lambda family: (
            -family.common_lines,
            -family.extra_lines,
            family.id,
            by_place(family.units[0]),
        ),
    )


def paired(families: Iterable[Family], kinds: Kinds, criteria: Criteria) -> list[Alike]:
    """The pairs of families that count, by place."""
    found = (
        Alike(one, other, round(kinds.between(one, other), 3))
        for family in families
        for one, other in _pairs(family.units)
        if criteria.within or one.component != other.component
    )
    return sorted(found, key=lambda pair: (by_place(pair.one), by_place(pair.other)))


def _pairs(units: Sequence[Unit]) -> Iterable[tuple[Unit, Unit]]:
    if len(units) > _MOST_PAIRED:
        return ((units[0], other) for other in units[1:])
    return combinations(units, 2)


def _groups(kinds: Kinds, found: Compared, least: float) -> Iterator[list[int]]:
    fragments, digests = kinds.fragments, kinds.digests

    def enough(one: int, other: int) -> float:
        likeness = kinds.likeness.between(one, other)
        same = fragments[one].blind == fragments[other].blind
        return max(likeness, least) if same else likeness

    together: set[int] = set()
    for group in families_of(_links(kinds, found, least), digests, enough, least):
        for family in _copies_in(group, digests, kinds.likeness):
            together.update(family)
            yield family
    for kind, units in enumerate(kinds.units):
        if len(units) > 1 and kind not in together:
            yield [kind]


def _copies_in(group: list[int], names: Sequence[bytes], likeness: Likeness) -> list[list[int]]:
    """The group; of a frequent shape only the families of close copies in it."""
    if len(group) < _FREQUENT:
        return [group]
    known = [(likeness.between(*pair), *pair) for pair in combinations(group, 2)]
    if min(known)[0] >= _CLOSE:
        return [group]
    close = [link for link in known if link[0] >= _CLOSE]
    return families_of(close, names, likeness.between, _CLOSE)


def _links(kinds: Kinds, found: Compared, least: float) -> Iterator[Link]:
    """Pairs of kinds that are alike, and those of one shape, whatever their names are."""
    seen = set()
    for one, other, likeness in found.pairs:
        if likeness >= least:
            left, right = kinds.number[one], kinds.number[other]
            pair = min(left, right), max(left, right)
            seen.add(pair)
            yield likeness, *pair
    for pair in by_blind_shape(kinds.fragments):
        if pair not in seen:
            yield least, *pair


def _family(units: Sequence[Unit], kinds: Kinds) -> Family:
    numbers = [kinds.of(unit) for unit in units]
    different = sorted(set(numbers))
    between = kinds.likeness.between
    sets = [kinds.likeness.grams(kind) for kind in different]
    likenesses = [between(*pair) for pair in combinations(different, 2)]
    common = len(frozenset.intersection(*sets))
    least = min(likenesses, default=1.0)
    is_frame = are_frames(unit.fragment.name for unit in units)
    odd = odd_one(numbers, between)
    digests = [kinds.digests[kind] for kind in different]
    return Family(
        id=sha256(b"".join(digests)).hexdigest()[:12],
        units=tuple(units),
        least=round(least, 3),
        shared=round(common / min(map(len, sets)), 3),
        is_clear=common * least >= _CLEAR and (least >= _CLOSE or not is_frame),
        odd=odd.one,
        model=odd.model,
    )
