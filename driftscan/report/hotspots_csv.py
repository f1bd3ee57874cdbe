"""CSV of `driftscan hotspots`: a row for each file, for spreadsheets."""

from collections.abc import Sequence

from driftscan.model.cost import FileCost
from driftscan.report.csv import cell
from driftscan.report.escape import path_text

COLUMNS = (
    *("path", "component", "cost", "changes_per_quarter", "lines_per_change", "loc", "density"),
    *("changes", "fixes", "owners", "ripple", "age_days"),
)


def render(files: Sequence[FileCost]) -> str:
    """A header and the files in the order given; rows end in CR LF."""
    rows = [COLUMNS, *map(_row, files)]
    return "".join(",".join(map(cell, row)) + "\r\n" for row in rows)


def _row(file: FileCost) -> tuple[str, ...]:
    return (
        path_text(file.path),
        file.component,
        f"{file.cost:.4f}",
        f"{file.changes_per_quarter:.4f}",
        f"{file.lines_per_change:.4f}",
        str(file.loc),
        f"{file.density:.4f}",
        str(file.changes),
        str(file.fixes),
        str(file.owners),
        f"{file.ripple:.4f}",
        str(file.age_days),
    )
