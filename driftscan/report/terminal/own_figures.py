"""The reader's own figures beside ours, as text; never mixed into ours."""

from collections.abc import Iterator, Sequence

from driftscan.model.cost import CostTable
from driftscan.model.ranking import Incidents, OwnFigures
from driftscan.report.escape import terminal
from driftscan.report.terminal.grid import grid
from driftscan.report.terminal.layout import BOLD, counted, painted, paragraph
from driftscan.report.view import View

_SHOWN = 10
_NONE = Incidents(0, 0.0)


def own_figures_text(table: CostTable, own: OwnFigures, view: View) -> Iterator[str]:
    """A row for each component: what a quarter costs at their price, and their incidents."""
    if own.price is None and own.incidents is None:
        return
    yield ""
    yield painted("By your own figures", BOLD, view)
    head = ["component", "lines a quarter"]
    head += [f"at {own.price.amount:g} {terminal(own.price.unit)} a line"] if own.price else []
    head += ["incidents", "minutes"] if own.incidents else []
    shown = table.components if view.verbose else table.components[:_SHOWN]
    yield from grid(head, [_row(part.name, part.cost, own) for part in shown])
    if own.incidents and own.incidents.elsewhere:
        names = ", ".join(map(terminal, own.incidents.elsewhere[:_SHOWN]))
        yield from paragraph(
            f"Of {counted(own.incidents.listed, 'incident')} some name what is not here: {names}"
        )


def _row(name: str, cost: float, own: OwnFigures) -> Sequence[str]:
    row = [terminal(name), f"{cost:,.0f}"]
    row += [terminal(own.price.of(cost))] if own.price else []
    if own.incidents:
        found = own.incidents.components.get(name, _NONE)
        row += [f"{found.count:,}", f"{found.minutes:,.0f}"]
    return row
