"""Costs of files in, costs of parts out: a commit in two files of a part is one commit of it."""

from driftscan.model.cost import FileCost
from driftscan.model.history import ChangeColumns, Commit
from driftscan.rank.sums import part_costs

DAY = 86_400
CUT = 2_000 * DAY


def file(path: str, cost: float, changes: float, loc: int) -> FileCost:
    return FileCost(
        path=path.encode(),
        part="",
        component="",
        cost=cost,
        changes_per_quarter=changes,
        lines_per_change=cost / changes,
        loc=loc,
        changes=0,
        fixes=0,
        owners=0,
        ripple=0,
        age_days=0,
    )


def commit(at: int, days: int, email: str) -> Commit:
    time = CUT - days * DAY
    return Commit(f"{at:040x}", (), time, time, email, email, "work", (), 1)


FILES = [file("a/x.py", 30, 3, 100), file("a/y.py", 10, 1, 50), file("b/z.py", 60, 2, 10)]
# Commits: 0 changes x and y, 1 creates z, 2 changes x and z three years ago.
COLUMNS = ChangeColumns(
    cut=CUT,
    files=[each.path for each in FILES],
    commits=[commit(0, 1, "ada"), commit(1, 2, "eve"), commit(2, 1100, "bob")],
    file=[0, 1, 2, 0, 2],
    commit=[0, 0, 1, 2, 2],
    lines=[5, 5, 10, 5, 5],
    is_new=[0, 0, 1, 0, 0],
    born=[0, 0, 0],
)


def test_sums() -> None:
    found = part_costs(COLUMNS, FILES, ["a", "a", "b"], [0, 0, 1])
    sizes = [(p.name, p.files, p.cost, p.changes_per_quarter, p.loc) for p in found]
    pasts = [(p.changes, p.fixes, p.owners, p.ripple) for p in found]
    assert sizes == [("b", 1, 60, 2, 10), ("a", 2, 40, 4, 150)]
    assert pasts == [(1, 1, 1, 1.0), (2, 1, 1, 0.5)]
    assert [p.lines_per_change for p in found] == [30, 10]


def test_files_of_no_part_are_in_none() -> None:
    assert [p.name for p in part_costs(COLUMNS, FILES, ["", "a", ""], [0, 0, 0])] == ["a"]
