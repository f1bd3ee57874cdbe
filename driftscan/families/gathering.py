"""Units to families: alike units find together, nested ones give way, ids are made of content."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import combinations

from msgspec import Struct

from driftscan.families.candidates import by_blind_shape, candidates
from driftscan.families.likeness import Likeness
from driftscan.families.linkage import Link, families_of
from driftscan.families.nesting import without_inner
from driftscan.families.oddity import odd_one
from driftscan.model.family import Alike, Criteria, Family, Unit

# A family of a hundred would have 4,950 pairs; its members are then paired with the first alone.
_MOST_PAIRED = 40
# A shape of which there are so many different ones is a way of writing: a framework's or a layer's
# frame. In it only what is much closer than that has been copied.
_FREQUENT = 6
_CLOSE = 0.9
# Triples that all have, times the likeness of the least alike: where families were read, three of
# four below that were no copies, and one of sixteen above it (docs/duplicates.md).
_CLEAR = 25
# What two have in common is at least so much of the smallest function that counts.
_WORTH = 0.65


class Kinds(Struct, frozen=True):
    """Units by the row of tokens they are made of, so that a thousand copies cost no more than
    one. units: of each kind; number: of each row, by its digest."""

    units: Sequence[Sequence[Unit]]
    number: dict[bytes, int]
    likeness: Likeness

    def of(self, unit: Unit) -> int:
        """The kind of a unit."""
        return self.number[unit.fragment.digest]

    def between(self, one: Unit, other: Unit) -> float:
        """How alike two units are."""
        return self.likeness.between(self.of(one), self.of(other))


def kinds_of(units: Iterable[Unit], criteria: Criteria) -> Kinds:
    """The kinds of some units, in the order of their digests: no order of files matters."""
    by_digest: dict[bytes, list[Unit]] = defaultdict(list)
    for unit in units:
        by_digest[unit.fragment.digest].append(unit)
    digests = sorted(by_digest)
    grouped = [sorted(by_digest[digest], key=_place) for digest in digests]
    likeness = Likeness([units[0].fragment for units in grouped], int(_WORTH * criteria.tokens))
    return Kinds(grouped, {digest: at for at, digest in enumerate(digests)}, likeness)


def gathered(kinds: Kinds, criteria: Criteria) -> list[Family]:
    """The families that count, the one with most lines to spare first."""
    groups = [
        sorted((unit for kind in group for unit in kinds.units[kind]), key=_place)
        for group in _groups(kinds, criteria)
    ]
    found = [
        _family(units, kinds)
        for units in without_inner(groups)
        if criteria.within or len({unit.component for unit in units}) > 1
    ]
    return sorted(
        found, key=lambda family: (-family.extra_lines, family.id, _place(family.units[0]))
    )


def paired(families: Iterable[Family], kinds: Kinds, criteria: Criteria) -> list[Alike]:
    """The pairs of families that count, by place."""
    found = (
        Alike(one, other, round(kinds.between(one, other), 3))
        for family in families
        for one, other in _pairs(family.units)
        if criteria.within or one.component != other.component
    )
    return sorted(found, key=lambda pair: (_place(pair.one), _place(pair.other)))


def _pairs(units: Sequence[Unit]) -> Iterable[tuple[Unit, Unit]]:
    if len(units) > _MOST_PAIRED:
        return ((units[0], other) for other in units[1:])
    return combinations(units, 2)


def _groups(kinds: Kinds, criteria: Criteria) -> Iterator[list[int]]:
    least = criteria.similarity
    fragments = [units[0].fragment for units in kinds.units]

    def enough(one: int, other: int) -> float:
        found = kinds.likeness.between(one, other)
        return max(found, least) if fragments[one].blind == fragments[other].blind else found

    names = [fragment.digest for fragment in fragments]
    together: set[int] = set()
    for group in families_of(_links(kinds, criteria), names, enough, least):
        for family in _copies_in(group, names, kinds.likeness):
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


def _links(kinds: Kinds, criteria: Criteria) -> Iterator[Link]:
    """Pairs of kinds that are alike, and those of one shape, whatever their names are."""
    least = criteria.similarity
    fragments = [units[0].fragment for units in kinds.units]
    seen = set()
    for one, other in candidates(fragments, criteria.similarity, _homes(kinds, criteria)):
        likeness = kinds.likeness.between(one, other)
        if likeness >= least:
            seen.add((one, other))
            yield likeness, one, other
    for pair in by_blind_shape(fragments):
        if pair not in seen:
            yield least, *pair


def _homes(kinds: Kinds, criteria: Criteria) -> list[str]:
    """The component of each kind, '' where it is in several or components do not matter."""
    if criteria.within:
        return [""] * len(kinds.units)
    found = [{unit.component for unit in units} for units in kinds.units]
    return [f"in {min(names)}" if len(names) == 1 else "" for names in found]


def _family(units: Sequence[Unit], kinds: Kinds) -> Family:
    numbers = [kinds.of(unit) for unit in units]
    different = sorted(set(numbers))
    between = kinds.likeness.between
    sets = [kinds.likeness.grams(kind) for kind in different]
    likenesses = [between(*pair) for pair in combinations(different, 2)]
    common = len(frozenset.intersection(*sets))
    odd = odd_one(numbers, between)
    digests = [kinds.units[kind][0].fragment.digest for kind in different]
    return Family(
        id=sha256(b"".join(digests)).hexdigest()[:12],
        units=tuple(units),
        least=round(min(likenesses, default=1.0), 3),
        shared=round(common / min(map(len, sets)), 3),
        is_clear=common * min(likenesses, default=1.0) >= _CLEAR,
        odd=odd.one,
        model=odd.model,
    )


def _place(unit: Unit) -> tuple[bytes, int, int, str]:
    return (unit.path, unit.fragment.start, unit.fragment.end, unit.fragment.name)
