"""Tool sprawl: in how many ways a system does each thing, and who takes which."""

from collections import defaultdict

from msgspec import Struct

from driftscan.model.location import Location


class WayUser(Struct, frozen=True, kw_only=True):
    """A component that takes a way. owner: '' for nobody. packages: of the way's family, those it
    uses. sites: sorted. files: that hold them. cost: expected of these files in a quarter, in
    changed lines; None where no history tells. why: of what is home-made, what shows it."""

    component: str
    owner: str
    packages: tuple[str, ...]
    sites: tuple[Location, ...]
    files: int
    cost: float | None = None
    why: str = ""


class WayTaken(Struct, frozen=True, kw_only=True):
    """One way of doing something. name: of the family, or of what is home-made. standing: 'usual'
    if others compete with it and it is the one they are held against, 'other' for these, 'only'
    where nothing competes. confidence: below 1 for what is known by its shape. work: what it does
    that another of the same words could do in its place, '' if the catalogue knows of none."""

    capability: str
    title: str
    purpose: str
    language: str
    name: str
    home_made: bool
    standing: str
    confidence: float
    users: tuple[WayUser, ...]
    work: str = ""


class Sprawl(Struct, frozen=True, kw_only=True):
    """components: all that use anything, sorted. ways: by capability, purpose and language; the
    usual one first. by_folder: no spec names components, so folders stand for them. modules: that
    were looked at. no_costs: why there are none, '' where there are."""

    components: tuple[str, ...]
    ways: tuple[WayTaken, ...]
    by_folder: bool
    modules: int
    no_costs: str = ""

    @property
    def contested(self) -> tuple[str, ...]:
        """Capabilities in which ways compete, sorted."""
        return tuple(sorted({way.capability for way in self.ways if way.standing == "other"}))

    @property
    def cells(self) -> dict[str, dict[str, list[WayTaken]]]:
        """By capability and component the ways that are taken there: the cells of the table."""
        found: dict[str, dict[str, list[WayTaken]]] = defaultdict(lambda: defaultdict(list))
        for way in self.ways:
            for user in way.users:
                found[way.capability][user.component].append(way)
        return found
