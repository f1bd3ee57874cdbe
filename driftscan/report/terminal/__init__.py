"""The text of `driftscan check`: reads well at 80 columns and without colour."""

from collections.abc import Iterator

from driftscan.model.scan import Scan
from driftscan.report.outcome import new_errors, new_warnings, outcome
from driftscan.report.terminal.closing import closing_lines
from driftscan.report.terminal.headline import headline_lines
from driftscan.report.terminal.rule_block import rule_blocks
from driftscan.report.terminal.verdict import verdict_lines
from driftscan.report.view import PLAIN, View


def render(scan: Scan, view: View = PLAIN) -> str:
    """The scan for a person: what was checked, what is new, what else to know, the verdict."""
    return "".join(f"{line}\n" for line in _lines(scan, view))


def _lines(scan: Scan, view: View) -> Iterator[str]:
    counts = outcome(scan)
    yield from headline_lines(scan, view)
    yield from rule_blocks(new_errors(scan.findings), "new finding", view)
    yield from rule_blocks(new_warnings(scan.findings), "warning", view)
    yield from closing_lines(scan, counts, view)
    yield ""
    yield from verdict_lines(scan, counts, view)
