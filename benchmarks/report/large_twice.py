"""Families, ways, terms and a past of a large report."""

import datetime

from driftscan.model.beside import APART, SAME, Row
from driftscan.model.family import Criteria, Duplicates, Family, Unit
from driftscan.model.fragment import Fragment
from driftscan.model.location import Location
from driftscan.model.sprawl import Sprawl, WayTaken, WayUser
from driftscan.model.term import Defined, Definitions, Term
from driftscan.model.term import Row as TermRow
from driftscan.model.trend import Known, Landed, Observed, Point, Reading, Trend
from driftscan.model.twice import Twice

_FAMILIES, _CAPABILITIES, _TERMS, _POINTS = 150, 40, 150, 24
_PARTS = tuple(f"part{at:02}" for at in range(40))


def large_twice() -> Twice:
    """As much as a report shows of each."""
    families = tuple(_family(at) for at in range(_FAMILIES))
    rows = tuple(
        Row(APART if at % 9 == 0 else SAME, at, f"line {at} of one", at, f"line {at} of other")
        for at in range(1, 61)
    )
    return Twice(
        duplicates=Duplicates(
            families, (), Criteria(), _PARTS, 5000, 30000, 0, 0, (), "spec", "large", "0" * 40
        ),
        beside={family.id: rows for family in families[:40]},
        sprawl=Sprawl(
            components=_PARTS,
            ways=tuple(_way(at) for at in range(_CAPABILITIES * 2)),
            by_folder=False,
            modules=5000,
        ),
        definitions=Definitions(
            terms=tuple(_term(at) for at in range(_TERMS)),
            components=_PARTS,
            files=5000,
            entities=900,
            meanings=90,
            constants=900,
        ),
    )


def _family(at: int) -> Family:
    units = tuple(
        Unit(f"part{(at + by) % 40:02}/area0/deep0/file_{at}.py".encode(), _PARTS[(at + by) % 40],
             "@acme/parts", Fragment(f"retry_{at}", 10, 69, 300, b"", b"", b"", 0, 0, 0, 200))
        for by in range(3)
    )  # fmt: skip
    return Family(f"{at:012x}", units, 0.8, 0.9, at % 3 > 0, 0, 1)


def _way(at: int) -> WayTaken:
    users = tuple(
        WayUser(
            component=part,
            owner="@acme/parts",
            packages=(f"package{at}",),
            sites=tuple(Location(f"{part}/file_{n}.py".encode(), n) for n in range(1, 5)),
            files=4,
            cost=12.5,
        )
        for part in _PARTS[at % 2 :: 3]
    )
    return WayTaken(
        capability=f"capability{at // 2}",
        title=f"Capability {at // 2}",
        purpose="",
        language="python",
        name=f"package{at}",
        home_made=False,
        standing="usual" if at % 2 else "other",
        confidence=1.0,
        users=users,
    )


def _term(at: int) -> Term:
    parts = _PARTS[at % 35 : at % 35 + 5]
    return Term(
        kind="entity",
        name=f"term {at}",
        components=parts,
        places=tuple(
            Defined(
                component=part, path=f"{part}/models.py".encode(), line=9, name="T", form="class"
            )
            for part in parts
        ),
        relation="differs",
        rows=tuple(
            TermRow(
                aspect="field", subject=f"field {row}", cells=("int",) * 5, differs=row % 4 == 0
            )
            for row in range(12)
        ),
        sentences=tuple(f"{part} has 12 fields" for part in parts),
    )


def large_trend() -> Trend:
    """Two years, by month."""
    known = {f"{at:012x}": _known(at) for at in range(2000)}
    points = tuple(_point(at, list(known)) for at in range(_POINTS))
    landed = {point.landed.id: point.landed for point in points}
    return Trend(
        root="large", spec_file="driftscan.yaml", every="month", points=points, known=known,
        landed=landed,
    )  # fmt: skip


def _known(at: int) -> Known:
    return Known(
        f"{at:012x}", f"deny part{at % 9:02}", "deny", "divergence", "error", "a", "b", "import"
    )


def _point(at: int, ids: list[str]) -> Point:
    found = tuple(ids[: 1000 + at * 40])
    day = datetime.date(2024, 1, 1) + datetime.timedelta(days=30 * at)
    readings = (Reading("findings", len(found)), Reading("modules", 4000 + at * 40))
    observed = Observed(commit=f"{at:040x}", readings=readings, findings=found)
    return Point(landed=Landed(id=f"{at:040x}", day=day, subject="work"), observed=observed)
