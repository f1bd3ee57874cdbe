"""What each owner holds: files put together by who owns them, or by component."""

from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct

from driftscan.model.cost import FileCost
from driftscan.model.teamwork import Circle, OwnerShare

OWNER, COMPONENT = "owner", "component"


class Held(Struct, frozen=True):
    """A file, the component it belongs to and who owns it; '' for none and nobody."""

    path: bytes
    component: str
    owner: str


class Holding(Struct, frozen=True):
    """A row of the table before it is counted. by: OWNER or COMPONENT. files: positions."""

    by: str
    name: str
    owner: str
    components: tuple[str, ...]
    files: tuple[int, ...]


def holdings(files: Sequence[Held], by: str) -> list[Holding]:
    """The files by owner or by component; in the order of the names."""
    groups: dict[str, list[int]] = defaultdict(list)
    for at, held in enumerate(files):
        groups[held.owner if by == OWNER else held.component].append(at)
    return [
        _holding(by, name, [files[at] for at in each], each)
        for name, each in sorted(groups.items())
    ]


def _holding(by: str, name: str, held: Sequence[Held], files: Sequence[int]) -> Holding:
    owners = sorted({each.owner for each in held})
    return Holding(
        by,
        name,
        owners[0] if len(owners) == 1 else "",
        tuple(sorted({each.component for each in held} - {""})),
        tuple(files),
    )


def shares(
    groups: Sequence[Holding], circles: Sequence[Circle], files: Sequence[FileCost]
) -> tuple[OwnerShare, ...]:
    """A row for each; the costliest first, then those of most files, and nobody's code last.

    circles: in the order of groups; files: those that groups and circles speak of, by position.
    """
    rows = [_share(group, circle, files) for group, circle in zip(groups, circles, strict=True)]
    return tuple(sorted(rows, key=lambda row: (not row.name, -row.cost, -row.files, row.name)))


def _share(group: Holding, circle: Circle, files: Sequence[FileCost]) -> OwnerShare:
    own = [files[at] for at in group.files]
    return OwnerShare(
        name=group.name,
        owner=group.owner,
        components=group.components,
        files=len(own),
        loc=sum(file.loc for file in own),
        cost=sum(file.cost for file in own),
        people=circle.people,
        fragments=circle.fragments,
        handoffs=sum(file.handoffs for file in own),
        rework=sum(file.rework or 0 for file in own),
        visits=circle.visits,
        one=len(circle.one),
        one_cost=sum(files[at].cost for at in circle.one),
        nobody=circle.nobody,
        known=circle.known,
    )
