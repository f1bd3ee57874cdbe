"""What a summary says of ways of doing one thing: libraries by their names, so that a reader sees
at once whether they compete."""

from collections import defaultdict
from collections.abc import Iterable

from driftscan.model.sprawl import Sprawl, WayTaken, WayUser

_LEAST_FILES = 2  # one alone may be a trial, or a name that is only mentioned


def several_libraries(sprawl: Sprawl, with_costs: bool) -> list[str]:
    """`dates and times (java.time, joda-time)` for each thing that product code does with several
    libraries which do not go together.

    What the system has made itself is known by its shape alone, so it is only told where the lines
    stand beside it. with_costs: a history tells what is product: tests, documentation and what
    others wrote cost nothing.
    """
    groups: dict[tuple[str, str, str], list[WayTaken]] = defaultdict(list)
    for way in sprawl.ways:
        if way.standing != "only" and not way.home_made and _files(way.users, with_costs):
            groups[way.title, way.purpose, way.language].append(way)
    return [
        f"{title.lower()}{f' for {purpose}' if purpose else ''} ({', '.join(_names(ways))})"
        for (title, purpose, _), ways in sorted(groups.items())
        if len(ways) > 1
    ]


def _files(users: Iterable[WayUser], with_costs: bool) -> bool:
    files = sum(user.files for user in users if user.cost or not with_costs)
    return files >= _LEAST_FILES


def _names(ways: Iterable[WayTaken]) -> list[str]:
    return [way.name for way in ways]
