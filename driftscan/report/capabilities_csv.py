"""CSV of `driftscan capabilities`: a row for each component and each way that it takes."""

from driftscan.model.sprawl import Sprawl, WayTaken, WayUser
from driftscan.report.csv import cell
from driftscan.report.escape import path_text

COLUMNS = (
    *("capability", "purpose", "language", "way", "home_made", "standing", "component", "owner"),
    *("packages", "files", "sites", "cost", "confidence", "first_site"),
)


def render(sprawl: Sprawl) -> str:
    """A header and the rows; they end in CR LF."""
    rows = [COLUMNS, *(_row(way, user) for way in sprawl.ways for user in way.users)]
    return "".join(",".join(map(cell, row)) + "\r\n" for row in rows)


def _row(way: WayTaken, user: WayUser) -> tuple[str, ...]:
    first = user.sites[0]
    return (
        way.capability,
        way.purpose,
        way.language,
        way.name,
        str(way.home_made).lower(),
        way.standing,
        user.component,
        user.owner,
        " ".join(user.packages),
        str(user.files),
        str(len(user.sites)),
        "" if user.cost is None else f"{user.cost:.4f}",
        f"{way.confidence:.2f}",
        f"{path_text(first.path)}:{first.line}",
    )
