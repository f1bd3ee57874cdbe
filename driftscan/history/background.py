"""What a file's past looks like beside its rate: fixes, people, and how far its changes reach.

None of these is multiplied into the cost: doing so made the ranking worse (docs/change-cost.md).
"""

from collections.abc import Sequence

from msgspec import Struct

from driftscan.history.decay import DAY
from driftscan.history.subjects import is_fix
from driftscan.model.cost import OWNERS_DAYS
from driftscan.model.history import ChangeColumns


class Background(Struct, frozen=True):
    """Of one file. changes: commits but its creation; fixes: of these, by their subjects; owners:
    authors of the last two years; ripple: further components touched by a change, on average."""

    changes: int
    fixes: int
    owners: int
    ripple: float


def backgrounds(
    columns: ChangeColumns, component: Sequence[str], fixes_of: Sequence[int]
) -> list[Background]:
    """One for each file. component: of each file, '' for none; fixes_of: see fixes_among()."""
    files = len(columns.files)
    reach = components_touched(columns, component)
    recent = [columns.cut - each.committed <= OWNERS_DAYS * DAY for each in columns.commits]
    changes, fixes, rippled = [0] * files, [0] * files, [0] * files
    people: list[set[str]] = [set() for _ in range(files)]
    for file, commit, is_new in zip(columns.file, columns.commit, columns.is_new, strict=True):
        if recent[commit]:
            people[file].add(columns.commits[commit].email)
        if not is_new:
            changes[file] += 1
            fixes[file] += fixes_of[commit]
            rippled[file] += reach[commit] - 1
    return [
        Background(
            changes[at], fixes[at], len(people[at]), rippled[at] / changes[at] if changes[at] else 0
        )
        for at in range(files)
    ]


def fixes_among(columns: ChangeColumns) -> list[int]:
    """For each commit 1 if it is a fix."""
    return [int(is_fix(commit.subject)) for commit in columns.commits]


def components_touched(columns: ChangeColumns, component: Sequence[str]) -> list[int]:
    """How many components each commit touched."""
    touched: list[set[str]] = [set() for _ in columns.commits]
    for file, commit in zip(columns.file, columns.commit, strict=True):
        touched[commit].add(component[file])
    return [len(each) for each in touched]
