"""One page for somebody who reads no code: what it is made from, and what stands on it."""

import datetime

from msgspec import Struct

from driftscan.model.cost import CostTable
from driftscan.model.ranking import FirstThings
from driftscan.model.scan import Scan
from driftscan.model.spec import Spec
from driftscan.model.teamwork import Owners
from driftscan.model.trend import Reading, Trend


class Material(Struct, frozen=True, kw_only=True):
    """All that is known. trend, table, things, owners: None where there is too little history, as
    lacking says; then today_reads has the measures that need none. name: of what was scanned."""

    name: str
    today: datetime.date
    spec: Spec
    scan: Scan
    trend: Trend | None = None
    table: CostTable | None = None
    things: FirstThings | None = None
    owners: Owners | None = None
    today_reads: tuple[Reading, ...] = ()
    lacking: tuple[str, ...] = ()


class Section(Struct, frozen=True):
    """A heading, and lines under it. gap: what is missing and how to fill it, '' if nothing is."""

    title: str
    lines: tuple[str, ...] = ()
    gap: str = ""


class Brief(Struct, frozen=True, kw_only=True):
    """The page. facts: short pairs under the title. Nothing in it is escaped."""

    name: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    questions: tuple[Section, ...]
    notes: tuple[str, ...] = ()
