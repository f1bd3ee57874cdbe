"""The ways in which a system does one thing, and which of them compete."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from driftscan.model.capability import HOME_MADE, Use, Uses, Way

Ways = Mapping[Way, Mapping[str, Sequence[Use]]]


class Contest(Struct, frozen=True):
    """Ways of one capability that compete. usual: the one that the others are held against."""

    usual: Way
    others: tuple[Way, ...]


def way_of(use: Use, component: str) -> Way:
    """The way that a use takes; what somebody made is the way of a component of its own."""
    if use.external < 0:
        return Way(
            use.capability, use.purpose, use.language, HOME_MADE, f"{component}:{use.package}"
        )
    return Way(use.capability, use.purpose, use.language, use.family)


def ways_of(
    uses: Iterable[Use], component_of: Callable[[int], str]
) -> dict[Way, dict[str, list[Use]]]:
    """For each way the components that take it, each with its uses."""
    found: dict[Way, dict[str, list[Use]]] = defaultdict(lambda: defaultdict(list))
    for use in uses:
        component = component_of(use.module)
        found[way_of(use, component)][component].append(use)
    return found


def contests(
    ways: Ways,
    uses: Uses,
    across_languages: bool = False,
    preferred: Callable[[Way], bool] = lambda way: True,
) -> list[Contest]:
    """Where ways compete, sorted. The usual way is the one that most components take, of these
    the one with most files. preferred: ways that come first whatever their number."""
    groups: dict[tuple[str, str, str], list[Way]] = defaultdict(list)
    for way in sorted(ways):
        groups[way.capability, way.purpose, "" if across_languages else way.language].append(way)
    found = []
    for group in groups.values():
        for rivals in _rivals(group, uses):
            first = min(rivals, key=lambda way: _rank(way, ways[way], preferred))
            others = tuple(way for way in rivals if way != first)
            found.append(Contest(first, others))
    return found


def _rank(
    way: Way, users: Mapping[str, Sequence[Use]], preferred: Callable[[Way], bool]
) -> tuple[bool, bool, int, int, Way]:
    files = {use.module for each in users.values() for use in each}
    return not preferred(way), bool(way.home_made), -len(users), -len(files), way


def _rivals(group: Sequence[Way], uses: Uses) -> list[list[Way]]:
    """Ways that compete with each other, directly or by a third; one alone competes with none."""
    found: list[list[Way]] = []
    left = list(group)
    while left:
        reached = [left.pop(0)]
        for way in reached:
            near = [other for other in left if not uses.go_together(way, other)]
            reached += near
            left = [other for other in left if other not in near]
        if len(reached) > 1:
            found.append(sorted(reached))
    return found
