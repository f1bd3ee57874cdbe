"""Functions that several components have with the same row of tokens: what may be copied."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from driftscan.families.kinds import by_place
from driftscan.model.family import Unit


def repeated_in(units: Iterable[Unit]) -> Iterator[tuple[Unit, ...]]:
    """Groups in the order of their first places, each by place. Names of locals and literals may
    be others in each; code of no component is left out, and what has no name."""
    groups: dict[tuple[str, bytes, int], list[Unit]] = defaultdict(list)
    for unit in units:
        if unit.component and unit.fragment.name:
            groups[unit.fragment.name, unit.fragment.digest, unit.lines].append(unit)
    found = [group for group in groups.values() if len({each.component for each in group}) > 1]
    ordered = [sorted(group, key=by_place) for group in found]
    yield from map(tuple, sorted(ordered, key=lambda group: by_place(group[0])))
