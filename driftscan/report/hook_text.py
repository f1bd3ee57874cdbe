"""The text of `driftscan hook`: what is new in some files, and nothing when nothing is."""

from collections.abc import Iterator

from driftscan.model.scan import Scan
from driftscan.report.escape import terminal, terminal_path
from driftscan.report.outcome import new_errors, new_warnings
from driftscan.report.terminal.finding_lines import ID_SHOWN
from driftscan.report.terminal.layout import counted, paragraph, pieces, same_arguments
from driftscan.report.terminal.rule_block import rule_blocks
from driftscan.report.view import PLAIN, View


def render(scan: Scan, view: View = PLAIN) -> str:
    """The new findings of a scan that was cut down to some files; '' if there are none."""
    return "".join(f"{line}\n" for line in _lines(scan, view))


def _lines(scan: Scan, view: View) -> Iterator[str]:
    for file in scan.coverage.skipped:
        yield from paragraph(
            f"not read: {terminal_path(file.path)}: {terminal(file.problem.message)}"
        )
    errors, warnings = new_errors(scan.findings), new_warnings(scan.findings)
    if not errors and not warnings:
        return
    new = f"{counted(len(errors), 'new finding')}" if errors else ""
    mild = f"{counted(len(warnings), 'warning')}" if warnings else ""
    place = "" if scan.root in ("", ".") else f" in {terminal(scan.root)}"
    yield from paragraph(f"driftscan: {' and '.join(filter(None, [new, mild]))}{place}")
    yield from rule_blocks(errors, "new finding", view)
    yield from rule_blocks(warnings, "warning", view)
    first = (errors or warnings)[0]
    command = f"driftscan explain {first.id[:ID_SHOWN]}{same_arguments(scan)}"
    yield ""
    yield from pieces(["more about the first of them:", command], 0, 2)
