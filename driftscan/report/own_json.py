"""The reader's own figures, as JSON: a part of the document of `driftscan hotspots`."""

from msgspec import Struct

from driftscan.model.cost import CostTable
from driftscan.model.ranking import Incidents, OwnFigures
from driftscan.report.escape import name_text, path_text

_NONE = Incidents(0, 0.0)


class OwnRowJson(Struct):
    """A file or component. price: of its cost, at the reader's price; null if none was given."""

    name: str
    price: float | None
    incidents: int
    minutes: float


class OwnJson(Struct):
    """What the reader said, and what it comes to. elsewhere: names that are not here."""

    line_price: float | None
    unit: str
    incidents: int
    elsewhere: list[str]
    components: list[OwnRowJson]
    files: list[OwnRowJson]


def own_json(table: CostTable, own: OwnFigures) -> OwnJson | None:
    """None where the reader said nothing."""
    if own.price is None and own.incidents is None:
        return None
    tally = own.incidents
    return OwnJson(
        line_price=own.price.amount if own.price else None,
        unit=name_text(own.price.unit) if own.price else "",
        incidents=tally.listed if tally else 0,
        elsewhere=list(map(name_text, tally.elsewhere)) if tally else [],
        components=[
            _row(
                name_text(part.name),
                part.cost,
                tally.components.get(part.name, _NONE) if tally else _NONE,
                own,
            )
            for part in table.components
        ],
        files=[
            _row(
                path_text(file.path),
                file.cost,
                tally.files.get(file.path, _NONE) if tally else _NONE,
                own,
            )
            for file in table.files
        ],
    )


def _row(name: str, cost: float, found: Incidents, own: OwnFigures) -> OwnRowJson:
    price = round(cost * own.price.amount, 2) if own.price else None
    return OwnRowJson(name, price, found.count, found.minutes)
