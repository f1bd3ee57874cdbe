"""Functions in functions: where the outer ones are alike, that the inner ones are says nothing."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from driftscan.model.family import Unit

_At = tuple[int, int]  # number of a group, of a unit in it


def without_inner(groups: Sequence[Sequence[Unit]]) -> Iterator[list[Unit]]:
    """Groups of two and more units, none in another one of its group; and without groups all of
    whose units lie in units of one other group, each in its own."""
    around = _around(groups)
    for number, units in enumerate(groups):
        outer = [
            unit
            for at, unit in enumerate(units)
            if all(other != number for other, _ in around.get((number, at), ()))
        ]
        if len(outer) > 1 and not _lies_in_one(number, units, around):
            yield outer


def _lies_in_one(number: int, units: Sequence[Unit], around: dict[_At, list[_At]]) -> bool:
    homes: dict[int, set[int]] = defaultdict(set)
    for at in range(len(units)):
        for other, unit in around.get((number, at), ()):
            homes[other].add(unit)
    return any(len(found) >= len(units) for found in homes.values())


def _around(groups: Sequence[Sequence[Unit]]) -> dict[_At, list[_At]]:
    """For each unit those that it lies in."""
    by_path: dict[bytes, list[tuple[int, int, _At]]] = defaultdict(list)
    for number, units in enumerate(groups):
        for at, unit in enumerate(units):
            place = (unit.fragment.start, -unit.fragment.end, (number, at))
            by_path[unit.path].append(place)
    found: dict[_At, list[_At]] = {}
    for places in by_path.values():
        open_units: list[tuple[int, _At]] = []
        for start, end, unit_at in sorted(places):
            while open_units and open_units[-1][0] < start:
                open_units.pop()
            if open_units:
                found[unit_at] = [outer for _, outer in open_units]
            open_units.append((-end, unit_at))
    return found
