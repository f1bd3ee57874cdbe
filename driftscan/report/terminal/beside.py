"""What stands beside the ranking of `driftscan hotspots`: findings, first tasks, co-change, and the
reader's own figures."""

from collections.abc import Iterator, Sequence

from driftscan.model.cost import CostTable, FileCost
from driftscan.model.ranking import FirstThings, OwnFigures, WeighedFinding
from driftscan.report.escape import terminal_path
from driftscan.report.terminal.first_things import findings_inside, tasks_text
from driftscan.report.terminal.layout import BOLD, painted
from driftscan.report.terminal.own_figures import own_figures_text
from driftscan.report.terminal.together import together_text
from driftscan.report.view import View

_MOST = 3  # findings shown of one file


def render(
    table: CostTable,
    shown: Sequence[FileCost],
    things: FirstThings | None,
    own: OwnFigures,
    view: View,
) -> str:
    """The sections that there is something to say in. shown: the hotspots that are listed."""
    lines = [*own_figures_text(table, own, view)]
    if things:
        lines += _inside(shown, things.findings, view)
        lines += together_text(things.together, view)
        lines += tasks_text(things, own.price, view)
    return "".join(f"{line}\n" for line in lines)


def _inside(
    shown: Sequence[FileCost], findings: Sequence[WeighedFinding], view: View
) -> Iterator[str]:
    most = len(findings) if view.verbose else _MOST
    blocks = [(file, [*findings_inside(file.path, findings, most)]) for file in shown]
    if any(block for _, block in blocks):
        yield ""
        yield painted("Findings inside these files", BOLD, view)
    for file, block in blocks:
        if block:
            yield f"  {terminal_path(file.path)}"
            yield from block
