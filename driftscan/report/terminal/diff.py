"""A difference for a person at a terminal: what is new first, with the line that shows it."""

from collections.abc import Iterator

from driftscan.model.diff import Diff
from driftscan.report.diff_parts import Line, Part, headline, parts, verdict
from driftscan.report.escape import terminal
from driftscan.report.terminal.layout import BOLD, FAINT, GREEN, RED, counted, painted, paragraph
from driftscan.report.view import View

_FEW = 12
_COLORS = {"+": RED, "-": GREEN}


def render(diff: Diff, view: View) -> str:
    """The whole report."""
    lines = paragraph(f"{terminal(headline(diff))}: {verdict(diff)}.", hanging=2)
    found = list(parts(diff))
    for part in found:
        lines += ["", *_part(part, view)]
    if not found:
        lines += ["", "Nothing that driftscan looks at differs."]
    notes = [*filter(None, [diff.spec_note]), *diff.notes]
    for note in notes:
        lines += ["", *paragraph(f"Note: {terminal(note)}.", hanging=2)]
    return "\n".join(lines) + "\n"


def _part(part: Part, view: View) -> Iterator[str]:
    signs = [line.sign for line in part.lines]
    counts = " ".join(f"{sign}{signs.count(sign):,}" for sign in "+-~" if sign in signs)
    yield f"{painted(part.title, BOLD, view)}  {counts}"
    shown = part.lines if view.verbose else part.lines[:_FEW]
    for line in shown:
        yield from _line(line, part, view)
    if left := len(part.lines) - len(shown):
        yield painted(f"  {counted(left, 'more line')}; -v shows all", FAINT, view)


def _line(line: Line, part: Part, view: View) -> Iterator[str]:
    wrapped = paragraph(f"{line.sign} {terminal(line.text)}", 2, 4)
    color = _COLORS.get(line.sign) if part.title == "Findings" else None
    yield from (painted(each, color, view) if color else each for each in wrapped)
    if line.where:
        yield painted(f"      {terminal(line.where)}", FAINT, view)
