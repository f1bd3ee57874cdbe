"""How an expected cost is said, so that a reader can follow it."""

from driftscan.model.cost import BAND, FileCost, PartCost
from driftscan.model.history import Omission

BAND_TEXT = f"÷{BAND:.0f}…×{BAND:.0f}"

# What each reason for leaving something out is called: one commit, several.
OMITTED = {
    "bots": "commits of bots",
    "bulk": "bulk commits",
    "reformatting": "reformatting commits",
    "ignore-revs": "commits in .git-blame-ignore-revs",
    "copies": "commits that stand twice (a branch beside its rebased copy)",
    "boundary": "commits where the clone was cut off",
}


def sum_of(cost: FileCost | PartCost, has_lines: bool) -> str:
    """`≈ 9 changes a quarter × 22 lines (by its size) = 200 lines (÷2…×2)`: how much a change
    takes is a model's word for files of that size, not this file's own past."""
    changes = f"≈ {few(cost.changes_per_quarter)} changes a quarter"
    if not has_lines:
        return f"{changes}; lines are not known"
    lines = few(cost.lines_per_change)
    return f"{changes} × {lines} lines (by its size) = {few(cost.cost)} lines ({BAND_TEXT})"


def told(cost: FileCost | PartCost) -> str:
    """What is known beside the cost: ripple, people, fixes."""
    return (
        f"touches {cost.ripple:.1f} other components each time; "
        f"{cost.owners:,} {'owner' if cost.owners == 1 else 'owners'}; {fixes_share(cost)} fixes"
    )


def past_year(file: FileCost) -> str:
    """`12 handoffs and at most 40 lines rewritten young in a year; last changed 3 days ago`."""
    handed = f"{file.handoffs:,} {'handoff' if file.handoffs == 1 else 'handoffs'}"
    lines = "line" if file.rework == 1 else "lines"
    rework = f" and at most {file.rework:,} {lines} reworked" if file.rework is not None else ""
    days = "1 day" if file.quiet_days == 1 else f"{file.quiet_days:,} days"
    return f"{handed}{rework} in a year; last changed {days} before"


def fixes_share(cost: FileCost | PartCost) -> str:
    """`31 %`, of the changes so far."""
    return percent(cost.fixes / cost.changes if cost.changes else 0.0)


def left_out(omission: Omission) -> str:
    """`52 bulk commits (15 % of lines)`."""
    what = OMITTED[omission.reason]
    if omission.commits == 1:
        what = what.replace("commits", "commit", 1)
    lines = f"{percent(omission.share)} of lines" if omission.lines else "no lines"
    return f"{omission.commits:,} {what} ({lines})"


def percent(share: float) -> str:
    """A share as a whole percentage; what is not nothing is not shown as 0."""
    return "< 1 %" if 0 < share < 0.005 else f"{share * 100:.0f} %"


def few(number: float) -> str:
    """A number with no more digits than it can mean: 0.04, 3.2, 41, 1,128."""
    if number >= 10:
        return f"{number:,.0f}"
    return f"{number:.1f}" if number >= 1 else f"{number:.2g}"
