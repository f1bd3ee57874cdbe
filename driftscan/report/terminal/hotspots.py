"""The text of `driftscan hotspots`: what costs most, the arithmetic, and what was left out."""

from collections.abc import Iterator, Sequence

from driftscan.model.cost import CostTable, FileCost, PartCost
from driftscan.report.arithmetic import (
    BAND_TEXT,
    few,
    fixes_share,
    left_out,
    past_year,
    sum_of,
    told,
)
from driftscan.report.escape import path_text, terminal
from driftscan.report.hotspots_json import day
from driftscan.report.terminal.layout import BOLD, FAINT, WIDTH, counted, painted, paragraph
from driftscan.report.view import View

_SPOKEN = 3  # whose arithmetic is spelled out
_PARTS = 10
_HEADER = "  cost changes × lines   loc fixes own  rip  "


def render(table: CostTable, files: Sequence[FileCost], top: int, view: View) -> str:
    """The costs for a person. files: in the order wanted; top: how many are shown."""
    return "".join(f"{line}\n" for line in _lines(table, files, top, view))


def _lines(table: CostTable, files: Sequence[FileCost], top: int, view: View) -> Iterator[str]:
    yield from _heading(table)
    yield ""
    yield painted(f"{_HEADER}file", BOLD, view)
    shown = files if view.verbose else files[:top]
    for file in shown:
        yield _row(file, path_text(file.path), table.has_lines, view)
    if len(files) > len(shown):
        rest = sum(file.cost for file in files) - sum(file.cost for file in shown)
        yield painted(
            f"{few(rest):>6}  in {len(files) - len(shown):,} further files (-v)", FAINT, view
        )
    yield ""
    for file in shown[:_SPOKEN]:
        said = f"{path_text(file.path)}: {sum_of(file, table.has_lines)}; {told(file)}; "
        said += past_year(file)
        yield from paragraph(said, 0, 2)
    for title, parts in (
        ("component", table.components),
        ("service", table.services),
        ("owner", table.owners),
    ):
        yield from _parts(title, parts, table.has_lines, view)
    yield ""
    yield from _closing(table)


def _heading(table: CostTable) -> Iterator[str]:
    said = (
        f"Expected change cost at {table.revision[:12]} ({day(table.cut)}), from "
        f"{counted(table.commits, 'commit')} since {day(table.first)}: changed lines a quarter "
        f"({BAND_TEXT}), changes × lines of each."
    )
    yield from paragraph(said)


def _row(cost: FileCost | PartCost, name: str, has_lines: bool, view: View) -> str:
    lines = few(cost.lines_per_change) if has_lines else "?"
    start = (
        f"{few(cost.cost):>6} {few(cost.changes_per_quarter):>7} × {lines:<5}{cost.loc:>6,} "
        f"{fixes_share(cost):>5} {cost.owners:>3} {cost.ripple:>4.1f}  "
    )
    room = WIDTH - len(start)
    if len(name) <= room:
        return start + terminal(name)
    if view.verbose:  # in full, on a line of its own
        return f"{start.rstrip()}\n    {terminal(name)}"
    return f"{start}…{terminal(name[1 - room :])}"


def _parts(title: str, parts: Sequence[PartCost], has_lines: bool, view: View) -> Iterator[str]:
    if not parts:
        return
    yield ""
    yield painted(f"{_HEADER}{title}", BOLD, view)
    shown = parts if view.verbose else parts[:_PARTS]
    for part in shown:
        yield _row(part, terminal(part.name), has_lines, view)
    if len(parts) > len(shown):
        yield painted(f"{'':>6} and {len(parts) - len(shown):,} more (-v)", FAINT, view)


def _closing(table: CostTable) -> Iterator[str]:
    """What was left out, what was not, and what else a reader must know."""
    parts = [left_out(each) for each in table.omitted]
    if table.merges:
        parts.append(f"{counted(table.merges, 'merge')} (what they bring is in their parents)")
    if table.unwritten:
        parts.append(
            f"{counted(table.unwritten, 'file')} that a program wrote, that others released, or "
            "that hold nothing"
        )
    if table.unread:
        parts.append(f"{counted(table.unread, 'file')} whose contents are not in this clone")
    parts.append("tests, documentation, examples, migrations and vendored files")
    yield from paragraph(f"Left out: {'; '.join(parts)}.")
    if table.reverts:
        yield from paragraph(
            f"Counted as changes, and as fixes: {counted(table.reverts, 'revert')}."
        )
    yield from paragraph(
        "fixes: by the words of subjects alone; own: people who changed it in two years; rip: "
        "other components touched each time. `driftscan backtest` tells how well such a ranking "
        "foretold the past of this repository."
    )
    for note in table.notes:
        yield from paragraph(f"Note: {note}")
