"""Units by the row of tokens they are made of, so that a thousand copies cost no more than one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec import Struct

from driftscan.families.likeness import Likeness
from driftscan.model.family import Criteria, Unit
from driftscan.model.fragment import Fragment

# What two have in common is at least so much of the smallest function that counts.
_WORTH = 0.65


class Kinds(Struct, frozen=True):
    """units: of each kind; digests: of each, ascending; fragments: one of each; number: of each
    row, by its digest."""

    units: Sequence[Sequence[Unit]]
    digests: Sequence[bytes]
    fragments: Sequence[Fragment]
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
    grouped = [sorted(by_digest[digest], key=by_place) for digest in digests]
    fragments = [own[0].fragment for own in grouped]
    likeness = Likeness(fragments, int(_WORTH * criteria.tokens))
    number = {digest: at for at, digest in enumerate(digests)}
    return Kinds(grouped, digests, fragments, number, likeness)


def by_place(unit: Unit) -> tuple[bytes, int, int, str]:
    """By what units are sorted."""
    return (unit.path, unit.fragment.start, unit.fragment.end, unit.fragment.name)
