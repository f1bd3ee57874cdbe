"""Uses of packages to the table of tool sprawl: ways, who takes them, and what they cost."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from driftscan.graph.ways import Ways, contests, ways_of
from driftscan.model.capability import Capability, Use, Uses, Way
from driftscan.model.graph import Module
from driftscan.model.location import Location
from driftscan.model.sprawl import WayTaken, WayUser

_ORDER = {"usual": 0, "other": 1, "only": 2}


class Ground(Struct, frozen=True):
    """What uses stand on. component_of, owner_of: of a module by its position. costs: by path, None
    where no history tells."""

    modules: Sequence[Module]
    component_of: Callable[[int], str]
    owner_of: Callable[[int], str]
    capabilities: Mapping[str, Capability]
    costs: Mapping[bytes, float] | None = None


def ways_taken(uses: Uses, ground: Ground, across_languages: bool = False) -> tuple[WayTaken, ...]:
    """All ways in which a system does anything."""
    ways = ways_of(uses.found, ground.component_of)
    standing = _standing(ways, uses, across_languages)
    taken = [_taken(way, ways[way], standing.get(way, "only"), ground) for way in ways]
    return tuple(sorted(taken, key=_place))


def _standing(ways: Ways, uses: Uses, across_languages: bool) -> dict[Way, str]:
    found: dict[Way, str] = {}
    for contest in contests(ways, uses, across_languages):
        found[contest.usual] = "usual"
        found |= dict.fromkeys(contest.others, "other")
    return found


def _place(way: WayTaken) -> tuple[str, str, str, int, int, str, str]:
    files = sum(user.files for user in way.users)
    order = _ORDER[way.standing]
    return way.capability, way.purpose, way.language, order, -files, way.name, _first(way)


def _first(way: WayTaken) -> str:
    return way.users[0].component


def _taken(way: Way, users: Mapping[str, Sequence[Use]], standing: str, ground: Ground) -> WayTaken:
    capability = ground.capabilities.get(way.capability)
    return WayTaken(
        capability=way.capability,
        title=capability.title if capability else way.capability,
        purpose=way.purpose,
        language=way.language,
        name=way.home_made.rpartition(":")[2] or way.family,
        home_made=bool(way.home_made),
        standing=standing,
        confidence=min(use.confidence for uses in users.values() for use in uses),
        users=tuple(_user(name, users[name], ground) for name in sorted(users)),
        work=capability.work_of(way.language, way.purpose, way.family) if capability else "",
    )


def _user(component: str, uses: Sequence[Use], ground: Ground) -> WayUser:
    sites = {Location(ground.modules[use.module].path, line) for use in uses for line in use.lines}
    positions = sorted({use.module for use in uses})
    paths = [ground.modules[at].path for at in positions]
    owners = {ground.owner_of(at) for at in positions} - {""}
    return WayUser(
        component=component,
        owner=" ".join(sorted(owners)),
        packages=tuple(sorted({use.package for use in uses})),
        sites=tuple(sorted(sites)),
        files=len(positions),
        cost=_cost(paths, ground.costs),
        why=uses[0].why,
    )


def _cost(paths: Iterable[bytes], costs: Mapping[bytes, float] | None) -> float | None:
    return None if costs is None else sum(costs.get(path, 0.0) for path in paths)
