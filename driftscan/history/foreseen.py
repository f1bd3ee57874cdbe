"""What files would cost with other sizes, and new files among those that are there."""

from array import array
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from driftscan.history.formula import LINES_EXPONENT, expected_changes
from driftscan.model.history import ChangeColumns


def resized(lines_per_change: float, before: int, after: int) -> float:
    """Lines of a change to a file that has grown or shrunk; its rate of changes is its past's."""
    grown: float = (after / before) ** LINES_EXPONENT
    return lines_per_change * grown


def changes_of_new(
    columns: ChangeColumns, loc: Sequence[int], new: Mapping[bytes, int]
) -> dict[bytes, float]:
    """Changes a quarter of files that have no past: those of their folder and part. new: lines by
    path, of files that the cut does not have."""
    paths = sorted(new)
    born = array("q", [*columns.born, *[columns.cut] * len(paths)])
    grown = replace(columns, files=[*columns.files, *paths], born=born)
    expected = expected_changes(grown, [*loc, *[new[path] for path in paths]])
    return dict(zip(paths, expected[len(columns.files) :], strict=True))
