"""Pairs that change together as a reader is told of them: with their owners, costs and reasons."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from driftscan.model.co_change import CoChange, SharedPart

MANY = 3  # owners from which on a component is called shared
MOSTLY = 0.5  # of its changes change what is theirs as well


class Side(Struct, frozen=True):
    """One of two things that change together. component: itself, if it is one."""

    name: str
    component: str
    owner: str
    cost: float
    kind: str = ""


class Met(Struct, frozen=True):
    """What the history says of a pair, see history/co_change.py. commits: ids, newest first."""

    days: int
    people: int
    together: int
    changes: tuple[int, int]
    by_chance: float
    commits: tuple[str, ...]


def co_change(
    one: Side, other: Side, met: Met, explained: str = "", parts_depend: bool = False
) -> CoChange:
    """The pair, as it is told."""
    return CoChange(
        source=one.name,
        target=other.name,
        components=(one.component, other.component),
        owners=(one.owner, other.owner),
        kinds=(one.kind, other.kind),
        together=met.together,
        days=met.days,
        people=met.people,
        changes=met.changes,
        by_chance=met.by_chance,
        cost=one.cost + other.cost,
        commits=met.commits,
        explained=explained,
        parts_depend=parts_depend,
    )


def shared_parts(
    pairs: Sequence[CoChange],
    costs: Mapping[str, float],
    joint: Callable[[str, Sequence[str]], tuple[int, int]],
) -> tuple[SharedPart, ...]:
    """Components that mostly change together with those of three other owners or more.

    Where a component has no owner it stands for itself. joint: of a component and some others, how
    many of its changes changed any of these, and how many changes it has.
    """
    partners: dict[str, dict[str, str]] = defaultdict(dict)
    owners: dict[str, str] = {}
    for pair in pairs:
        ends = (pair.source, pair.target)
        for (name, other), (own, its) in ((ends, pair.owners), (ends[::-1], pair.owners[::-1])):
            owners[name] = own
            if not own or own != its:
                partners[name][other] = its or other
    found = []
    for name, others in partners.items():
        waiting = tuple(sorted(set(others.values())))
        together, changes = joint(name, sorted(others)) if len(waiting) >= MANY else (0, 1)
        if together >= MOSTLY * changes:
            cost = costs.get(name, 0.0)
            found.append(SharedPart(name, owners[name], waiting, together, changes, cost))
    return tuple(sorted(found, key=lambda part: (-len(part.waiting), -part.cost, part.component)))
