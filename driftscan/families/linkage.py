"""Families by complete linkage: everyone in one is like everyone else in it.

Where it was enough to be like one member, chains of small steps led from any function to any other:
1,634 of them were one family once. Two families that are each far closer among themselves than to
the other stay two: what one has to be changed for is not what the other has to.
"""

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

Link = tuple[float, int, int]
_LARGEST = 200
# Of the likeness inside of each of two families, so much must be left between them.
_APART = 0.65


class _Group(Struct):
    """members: positions; least: likeness of the two that are least alike."""

    members: list[int]
    least: float = 0.0


def families_of(
    links: Iterable[Link],
    names: Sequence[bytes],
    likeness: Callable[[int, int], float],
    least: float,
) -> list[list[int]]:
    """Positions in families of two and more; the closest pairs find together first.

    names: of positions, by which ties are broken, so that no order of files matters. least: what
    two of one family must be alike.
    """
    home: dict[int, _Group] = {}
    refused: set[tuple[int, int]] = set()
    ordered = sorted(links, key=lambda link: (-link[0], *sorted((names[link[1]], names[link[2]]))))
    for _, one, other in ordered:
        left, right = home.setdefault(one, _Group([one])), home.setdefault(other, _Group([other]))
        key = (min(left.members[0], right.members[0]), max(left.members[0], right.members[0]))
        if left is right or key in refused:
            continue
        nearest = _nearest(left, right, likeness, least)
        if nearest:
            left.least = min(nearest, left.least or 1.0, right.least or 1.0)
            left.members.extend(right.members)
            home.update(dict.fromkeys(right.members, left))
        else:
            refused.add(key)
    return [
        group.members
        for at, group in home.items()
        if group.members[0] == at and len(group.members) > 1
    ]


def _nearest(
    left: _Group, right: _Group, likeness: Callable[[int, int], float], least: float
) -> float:
    """Likeness of the least alike two of both; 0.0 where they are not to be one family."""
    if len(left.members) + len(right.members) > _LARGEST:
        return 0.0
    wanted = max(least, _APART * max(left.least, right.least))
    nearest = 1.0
    for one in left.members:
        for other in right.members:
            nearest = min(nearest, likeness(one, other))
            if nearest < wanted:
                return 0.0
    return nearest
