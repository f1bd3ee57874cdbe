"""The JSON of `driftscan capabilities`; docs/json.md is its reference."""

from typing import Annotated

from msgspec import Meta, Struct

from driftscan.model.location import Location
from driftscan.model.sprawl import Sprawl, WayTaken, WayUser
from driftscan.report.escape import path_text
from driftscan.report.json_document import written

SCHEMA = "driftscan.capabilities/1"
_Standing = Annotated[str, Meta(pattern="^(usual|other|only)$")]


class SiteJson(Struct):
    """A line that shows it."""

    file: str
    line: int


class WayUserJson(Struct):
    """A component that does it in this way."""

    component: str
    owner: str
    packages: tuple[str, ...]
    files: int
    cost: float | None
    why: str
    sites: tuple[SiteJson, ...]


class WayTakenJson(Struct):
    """One way of doing something."""

    capability: str
    title: str
    purpose: str
    language: str
    way: str
    home_made: bool
    standing: _Standing
    confidence: float
    users: tuple[WayUserJson, ...]


class CapabilitiesJson(Struct):
    """In how many ways a system does each thing."""

    schema: str
    root: str
    components: tuple[str, ...]
    components_are_folders: bool
    modules: int
    no_costs: str
    contested: tuple[str, ...]
    ways: tuple[WayTakenJson, ...]


def render(sprawl: Sprawl, root: str) -> str:
    """A document of the schema `capabilities`."""
    return written(
        CapabilitiesJson(
            SCHEMA,
            root,
            sprawl.components,
            sprawl.by_folder,
            sprawl.modules,
            sprawl.no_costs,
            sprawl.contested,
            tuple(map(_way, sprawl.ways)),
        )
    )


def _way(way: WayTaken) -> WayTakenJson:
    return WayTakenJson(
        way.capability,
        way.title,
        way.purpose,
        way.language,
        way.name,
        way.home_made,
        way.standing,
        way.confidence,
        tuple(map(_user, way.users)),
    )


def _user(user: WayUser) -> WayUserJson:
    return WayUserJson(
        user.component,
        user.owner,
        user.packages,
        user.files,
        None if user.cost is None else round(user.cost, 4),
        user.why,
        tuple(map(_site, user.sites)),
    )


def _site(where: Location) -> SiteJson:
    return SiteJson(path_text(where.path), where.line)
