"""The JSON of `driftscan hotspots`; docs/json.md is its reference."""

import datetime
from collections.abc import Sequence

from msgspec import Struct

from driftscan.model.cost import CostTable, FileCost, PartCost
from driftscan.model.history import Omission
from driftscan.report.escape import name_text, path_text
from driftscan.report.first_json import FirstJson
from driftscan.report.json_document import written
from driftscan.report.own_json import OwnJson

SCHEMA = "driftscan.hotspots/1"
_DIGITS = 4
_LAST_SECOND = 253402300799  # of the year 9999


class HotspotJson(Struct):
    """One file; cost is changes_per_quarter times lines_per_change."""

    path: str
    component: str | None
    cost: float
    changes_per_quarter: float
    lines_per_change: float
    loc: int
    density: float
    changes: int
    fixes: int
    owners: int
    ripple: float
    age_days: int
    quiet_days: int
    handoffs: int
    rework: int | None


class PartCostJson(Struct):
    """The sum over the files of a component, a service or an owner."""

    name: str
    files: int
    cost: float
    changes_per_quarter: float
    lines_per_change: float
    loc: int
    changes: int
    fixes: int
    owners: int
    ripple: float


class OmissionJson(Struct):
    """Commits that were left out for one reason; share: of all changed lines, 0 to 1."""

    commits: int
    lines: int
    share: float


class HotspotsJson(Struct, kw_only=True):
    """The whole document."""

    schema: str
    root: str
    revision: str
    date: str
    since: str
    commits: int
    has_lines: bool
    files: list[HotspotJson]
    components: list[PartCostJson]
    services: list[PartCostJson]
    owners: list[PartCostJson]
    excluded: dict[str, OmissionJson]
    merges: int
    reverts: int
    unwritten_files: int
    unread_files: int
    notes: list[str]
    first: FirstJson | None
    own: OwnJson | None


def render(
    table: CostTable,
    root: str,
    files: Sequence[FileCost],
    first: FirstJson | None = None,
    own: OwnJson | None = None,
) -> str:
    """All files, in the order given, and all parts as one JSON document."""
    return written(
        HotspotsJson(
            schema=SCHEMA,
            root=root,
            revision=table.revision,
            date=day(table.cut),
            since=day(table.first),
            commits=table.commits,
            has_lines=table.has_lines,
            files=[file_json(file) for file in files],
            components=[part_json(part) for part in table.components],
            services=[part_json(part) for part in table.services],
            owners=[part_json(part) for part in table.owners],
            excluded={each.reason: omission_json(each) for each in table.omitted},
            merges=table.merges,
            reverts=table.reverts,
            unwritten_files=table.unwritten,
            unread_files=table.unread,
            notes=list(table.notes),
            first=first,
            own=own,
        )
    )


def day(seconds: int) -> str:
    """The date of a commit, in UTC; a clock beyond all calendars is shown as the nearest day."""
    end = 253402300799
    return (
        datetime.datetime.fromtimestamp(min(max(seconds, 0), end), datetime.UTC).date().isoformat()
    )


def file_json(file: FileCost) -> HotspotJson:
    """One file with its figures rounded."""
    return HotspotJson(
        path=path_text(file.path),
        component=name_text(file.component) or None,
        cost=round(file.cost, _DIGITS),
        changes_per_quarter=round(file.changes_per_quarter, _DIGITS),
        lines_per_change=round(file.lines_per_change, _DIGITS),
        loc=file.loc,
        density=round(file.density, _DIGITS),
        changes=file.changes,
        fixes=file.fixes,
        owners=file.owners,
        ripple=round(file.ripple, _DIGITS),
        age_days=file.age_days,
        quiet_days=file.quiet_days,
        handoffs=file.handoffs,
        rework=file.rework,
    )


def part_json(part: PartCost) -> PartCostJson:
    """One part with its figures rounded."""
    return PartCostJson(
        name=name_text(part.name),
        files=part.files,
        cost=round(part.cost, _DIGITS),
        changes_per_quarter=round(part.changes_per_quarter, _DIGITS),
        lines_per_change=round(part.lines_per_change, _DIGITS),
        loc=part.loc,
        changes=part.changes,
        fixes=part.fixes,
        owners=part.owners,
        ripple=round(part.ripple, _DIGITS),
    )


def omission_json(omission: Omission) -> OmissionJson:
    """What was left out for one reason."""
    return OmissionJson(omission.commits, omission.lines, round(omission.share, _DIGITS))
