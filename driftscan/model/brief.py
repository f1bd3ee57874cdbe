"""What the one page for somebody who reads no code is made from."""

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
