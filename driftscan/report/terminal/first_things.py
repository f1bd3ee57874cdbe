"""What to do first, and the findings inside hotspots, as text."""

from collections.abc import Iterator, Sequence

from driftscan.model.cost import BAND
from driftscan.model.finding import Cut
from driftscan.model.ranking import BoundFile, FirstThings, Price, Task, WeighedFinding
from driftscan.report.escape import terminal, terminal_path
from driftscan.report.terminal.layout import BOLD, counted, painted, paragraph
from driftscan.report.view import View

_INDENT = 3
_SHOWN_CUTS = 3
_WORDS = ("", "thing", "two things", "three things")


def tasks_text(things: FirstThings, price: Price | None, view: View) -> Iterator[str]:
    """The first things to do, each with its reason, owner, cost and least cut."""
    if not things.tasks:
        return
    count = len(things.tasks)
    yield ""
    yield painted(f"First {_WORDS[count]} to do", BOLD, view)
    for number, task in enumerate(things.tasks, 1):
        yield ""
        yield from _task(number, task, price)


def _task(number: int, task: Task, price: Price | None) -> Iterator[str]:
    accepted = " (accepted in the baseline)" if task.accepted else ""
    yield from paragraph(f"{number}. {terminal(task.title)}{accepted}", 0, _INDENT)
    yield from _said("why", terminal(task.reason))
    yield from _said("owner", terminal(task.owner) or "nobody is named")
    yield from _said("cost", cost_sentence(task.cost, task.files, task.costliest, price))
    yield from _said("least cut", _cut(task.cut))
    if task.findings:
        yield from _said("more", f"driftscan explain {task.findings[0]}")


def _said(word: str, text: str) -> Iterator[str]:
    yield from paragraph(f"{word}: {text}", _INDENT, 2)


def cost_sentence(cost: float, files: int, shown: Sequence[BoundFile], price: Price | None) -> str:
    """The sum, and how it came about."""
    sum_of = " + ".join(f"{terminal_path(file.path)} {file.cost:,.0f}" for file in shown)
    rest = cost - sum(file.cost for file in shown)
    more = (
        f" + {counted(files - len(shown), 'more file')} {rest:,.0f}" if files > len(shown) else ""
    )
    arithmetic = f": {sum_of}{more}" if shown else ""
    return (
        f"{cost:,.0f} changed lines a quarter (÷{BAND:.0f}…\u00d7{BAND:.0f}) in "
        f"{counted(files, 'file')}{arithmetic}{_priced(cost, price)}"
    )


def _priced(cost: float, price: Price | None) -> str:
    """The user's own figure, and that it is theirs."""
    if price is None:
        return ""
    return f"; at your {price.amount:g} {terminal(price.unit)} a line: {terminal(price.of(cost))}"


def _cut(cuts: Sequence[Cut]) -> str:
    if not cuts:
        return "none known; there is no dependency to cut"
    statements = sum(cut.statements for cut in cuts)
    shown = [f"{terminal(cut.source)} -> {terminal(cut.target)}" for cut in cuts[:_SHOWN_CUTS]]
    more = f" and {len(cuts) - _SHOWN_CUTS:,} more" if len(cuts) > _SHOWN_CUTS else ""
    return f"{counted(statements, 'statement')}: {', '.join(shown)}{more}"


def findings_inside(path: bytes, findings: Sequence[WeighedFinding], most: int) -> Iterator[str]:
    """The findings that bind a file, the costliest first."""
    inside = [each for each in findings if any(file.path == path for file in each.files)]
    for each in inside[:most]:
        found = each.finding
        yield from paragraph(
            f"{found.id[:8]} {terminal(found.rule)}: {terminal(found.source)} -> "
            f"{terminal(found.target)}",
            4,
            2,
        )
    if len(inside) > most:
        yield f"    and {counted(len(inside) - most, 'more finding')}"
