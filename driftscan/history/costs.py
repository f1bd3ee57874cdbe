"""The expected cost of each file, with the columns that a reader sees beside it."""

from collections.abc import Sequence

from driftscan.history.background import backgrounds
from driftscan.history.decay import DAY
from driftscan.history.formula import expectation
from driftscan.history.parts import parts_of
from driftscan.model.cost import FileCost
from driftscan.model.history import ChangeColumns


def file_costs(
    columns: ChangeColumns, loc: Sequence[int], component: Sequence[str], fixes: Sequence[int]
) -> list[FileCost]:
    """One for each file of the cut, in their order. component: of each file, '' for none; fixes:
    for each commit 1 if it is one."""
    expected = expectation(columns, loc)
    costs = expected.costs()
    parts = parts_of(columns.files)
    past = backgrounds(columns, component, fixes)
    return [
        FileCost(
            path=path,
            part=parts[at].decode("utf-8", "surrogateescape"),
            component=component[at],
            cost=costs[at],
            changes_per_quarter=expected.changes[at],
            lines_per_change=expected.lines[at],
            loc=loc[at],
            changes=past[at].changes,
            fixes=past[at].fixes,
            owners=past[at].owners,
            ripple=past[at].ripple,
            age_days=int((columns.cut - columns.born[at]) / DAY),
        )
        for at, path in enumerate(columns.files)
    ]
