"""Expected change cost as values: of a file, and of a part of the system."""

from collections.abc import Sequence

from msgspec import Struct

from driftscan.model.history import Omission

BAND = 2.0
"""In four of five cuts the lines of the next year lay between half and twice what was expected."""

OWNERS_DAYS = 730
"""Who changed a file longer ago than this may not know it any more."""


class FileCost(Struct, frozen=True, kw_only=True):
    """What one file is expected to cost in a quarter, and what its past looks like.

    path: relative to the scanned root. part: the folder it is compared with, see history/parts.py;
    component: of the spec, or the part where there is no spec; '' for none.
    cost: changed lines a quarter, changes_per_quarter times lines_per_change; where no lines are
    known lines_per_change is relative to the mean file, and so is the cost.
    loc: lines that are not blank. changes, fixes: that count, in all its past; fixes by their
    subjects alone. owners: authors of the last OWNERS_DAYS. ripple: further components that a
    change touches, on average. age_days: since it was first seen; quiet_days: since it was last
    changed.

    Of the past year: handoffs: changes by somebody else than the change before. rework: lines
    rewritten within three weeks of being written, at most; None if lines are unknown.
    """

    path: bytes
    part: str
    component: str
    cost: float
    changes_per_quarter: float
    lines_per_change: float
    loc: int
    changes: int
    fixes: int
    owners: int
    ripple: float
    age_days: int
    quiet_days: int = 0
    handoffs: int = 0
    rework: int | None = None

    @property
    def density(self) -> float:
        """Cost for each line that a reviewer would have to read."""
        return self.cost / self.loc if self.loc else 0.0


class PartCost(Struct, frozen=True, kw_only=True):
    """The same of a component, service or owner: the sum over its files.

    changes_per_quarter: changes to files, so a commit in three of them is three. ripple: further
    components that a commit touches, on average.
    """

    name: str
    files: int
    cost: float
    changes_per_quarter: float
    lines_per_change: float
    loc: int
    changes: int
    fixes: int
    owners: int
    ripple: float


class CostTable(Struct, frozen=True, kw_only=True):
    """What changes cost at one revision; files and components sorted by cost, the highest first.

    revision: full id; cut: its time, in seconds since 1970. has_lines: see History.
    commits: that count; first: the time of the earliest ones. omitted: what was left out, merges:
    commits whose changes are their parents'. reverts: commits that count and take others back.
    unwritten: files that a program wrote or others released, unread: that are not in the clone.
    notes: sentences that a reader must know.
    """

    revision: str
    cut: int
    has_lines: bool
    commits: int
    first: int
    files: Sequence[FileCost]
    components: Sequence[PartCost]
    services: Sequence[PartCost] = ()
    owners: Sequence[PartCost] = ()
    omitted: Sequence[Omission] = ()
    merges: int = 0
    reverts: int = 0
    unwritten: int = 0
    unread: int = 0
    notes: Sequence[str] = ()
