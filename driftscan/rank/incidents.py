"""The user's own list of incidents: rows of `date,component or path,minutes`.

Nothing in a repository says what an incident cost; whoever keeps a list may lay it beside ours.
"""

import csv
import datetime
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence

from msgspec import Struct

from driftscan.model.ranking import Incidents, Tally

_WHOLE = 3
_LONGEST = 9  # digits of a number of minutes


class Incident(Struct, frozen=True):
    """where: a component's name, or the path of a file or folder. line: in the list."""

    day: datetime.date
    where: str
    minutes: float
    line: int


class Wrong(Struct, frozen=True):
    """A row that cannot be read, and why."""

    line: int
    reason: str


def read_incidents(text: str) -> tuple[list[Incident], list[Wrong]]:
    """All rows, and all that is wrong with them. A first row without a date is a heading."""
    read: list[Incident | Wrong] = []
    rows = csv.reader(text.splitlines())
    try:
        for row in rows:
            cells = [cell.strip() for cell in row]
            is_heading = rows.line_num == 1 and _day(cells[0] if cells else "") is None
            if any(cells) and not (is_heading and len(cells) == _WHOLE and cells[0]):
                read.append(_read(cells, rows.line_num))
    except csv.Error as problem:
        read.append(Wrong(rows.line_num, f"no row of CSV: {problem}"))
    return [r for r in read if isinstance(r, Incident)], [r for r in read if isinstance(r, Wrong)]


def _read(cells: list[str], line: int) -> Incident | Wrong:
    if len(cells) != _WHOLE:
        return Wrong(line, f"{len(cells)} cells; it takes a date, a component or path, and minutes")
    day, minutes = _day(cells[0]), _minutes(cells[2])
    if day is None:
        return Wrong(line, f"'{cells[0]}' is no date like 2026-03-31")
    if not cells[1]:
        return Wrong(line, "no component or path")
    if minutes is None:
        return Wrong(line, f"'{cells[2]}' is no number of minutes")
    return Incident(day, cells[1].removeprefix("./").rstrip("/") or ".", minutes, line)


def _day(cell: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(cell)
    except ValueError:
        return None


def _minutes(cell: str) -> float | None:
    if len(cell) > _LONGEST or not cell.isascii() or not cell.replace(".", "", 1).isdigit():
        return None
    return float(cell)


def tallied(
    incidents: Sequence[Incident],
    names: Collection[str],
    files: Collection[bytes],
    home_of: Callable[[bytes], str],
) -> Tally:
    """Each incident put down to its component, and to its file if it names one.

    names: of components; they win over a path of the same spelling. home_of: the component that a
    path belongs to, '' for none.
    """
    components: dict[str, list[Incident]] = defaultdict(list)
    by_file: dict[bytes, list[Incident]] = defaultdict(list)
    elsewhere = []
    for incident in incidents:
        path = incident.where.encode("utf-8", "surrogateescape")
        home = incident.where if incident.where in names else home_of(path)
        if home:
            components[home].append(incident)
        if path in files and incident.where not in names:
            by_file[path].append(incident)
        elif not home:
            elsewhere.append(incident)
    return Tally(
        {name: _sum(found) for name, found in components.items()},
        {path: _sum(found) for path, found in by_file.items()},
        tuple(dict.fromkeys(incident.where for incident in elsewhere)),
        len(incidents),
    )


def _sum(found: Collection[Incident]) -> Incidents:
    return Incidents(len(found), sum(incident.minutes for incident in found))
