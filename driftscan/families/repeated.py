"""Functions that files of several folders have with the same row of tokens: may be copied."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from driftscan.families.kinds import by_place
from driftscan.model.family import Unit


def are_apart(paths: Iterable[bytes]) -> bool:
    """Whether files stand in several folders."""
    return len({path.rpartition(b"/")[0] for path in paths}) > 1


def repeated_in(units: Iterable[Unit]) -> Iterator[tuple[Unit, ...]]:
    """Groups in the order of their first places, each by place. Names of locals and literals may
    be others in each; code of no component is left out, as what has no name is."""
    groups: dict[tuple[str, bytes, int], list[Unit]] = defaultdict(list)
    for unit in units:
        if unit.component and unit.fragment.name:
            groups[unit.fragment.name, unit.fragment.digest, unit.lines].append(unit)
    found = [group for group in groups.values() if are_apart(each.path for each in group)]
    ordered = [sorted(group, key=by_place) for group in found]
    yield from map(tuple, sorted(ordered, key=lambda group: by_place(group[0])))
