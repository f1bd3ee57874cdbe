"""What else a reader should know: accepted, excepted, planned and vanished findings, and notes."""

from collections.abc import Iterator, Sequence

from driftscan.model.finding import Finding
from driftscan.model.scan import Scan
from driftscan.report.escape import terminal
from driftscan.report.outcome import Outcome, new_errors, new_warnings
from driftscan.report.terminal.compared import comparison_sentences
from driftscan.report.terminal.finding_lines import ID_SHOWN, INDENT, arrow_text
from driftscan.report.terminal.layout import counted, paragraph, pieces, same_arguments
from driftscan.report.view import View

# So many vanished baseline entries are named without -v.
NAMED = 3


def closing_lines(scan: Scan, counts: Outcome, view: View) -> Iterator[str]:
    """One line for each thing to know, its list beneath it with -v."""
    lines = [
        *_hint_lines(scan),
        *_compared_lines(scan, counts),
        *_tolerated_lines(scan, "before", "there before", view),
        *_tolerated_lines(scan, "accepted", "accepted in the baseline", view),
        *_tolerated_lines(scan, "excepted", "excepted by spec or comment", view),
        *_tolerated_lines(scan, "planned", "planned and not due yet", view),
        *_vanished_lines(scan, view),
        *_rule_lines(scan, counts),
        *_note_lines(scan.notes),
    ]
    if lines:
        yield ""
        yield from lines


def _hint_lines(scan: Scan) -> Iterator[str]:
    new = new_errors(scan.findings) or new_warnings(scan.findings)
    if new:
        first = min(new, key=lambda finding: (finding.spec_line, finding.rule))
        command = f"driftscan explain {first.id[:ID_SHOWN]}{same_arguments(scan)}"
        yield from pieces(["more about the first of them:", command], 0, 2)


def _compared_lines(scan: Scan, counts: Outcome) -> Iterator[str]:
    for sentence in comparison_sentences(scan, counts):
        yield from paragraph(terminal(sentence), 0, 2)


def _tolerated_lines(scan: Scan, status: str, how: str, view: View) -> Iterator[str]:
    findings = [finding for finding in scan.findings if finding.status == status]
    if not findings:
        return
    more = "" if view.verbose else " (-v lists them)"
    noun = counted(len(findings), "finding")
    yield from paragraph(f"{noun} {how}{more}", 0, 2)
    if view.verbose:
        yield from _listed(findings)


def _listed(findings: Sequence[Finding]) -> Iterator[str]:
    for finding in findings:
        arrow = arrow_text(finding.source, finding.target)
        yield from pieces([finding.id[:ID_SHOWN], terminal(finding.rule), arrow], 2, INDENT - 2)
        if finding.note:
            yield from paragraph(terminal(finding.note), INDENT)


def _vanished_lines(scan: Scan, view: View) -> Iterator[str]:
    vanished = scan.vanished
    if not vanished:
        return
    entries = counted(len(vanished), "baseline entry")
    yield f"{entries} {'is' if len(vanished) == 1 else 'are'} no longer found:"
    shown = vanished if view.verbose else vanished[:NAMED]
    for gone in shown:
        yield from pieces([terminal(gone.rule), arrow_text(gone.source, gone.target)], 2)
    if len(shown) < len(vanished):
        yield f"  and {len(vanished) - len(shown):,} more (-v lists them)"
    if not scan.revision and not scan.staged:  # what a revision lacks may well be there today
        yield f"  to drop: driftscan baseline{same_arguments(scan)}"


def _rule_lines(scan: Scan, counts: Outcome) -> Iterator[str]:
    if counts.rules:
        but = ", but for what is accepted or excepted" if counts.accepted + counts.excepted else ""
        if counts.before:
            but += " or was there before" if but else ", but for what was there before"
        yield f"{counts.kept} of {counted(counts.rules, 'rule')} kept{but}"
    for rule in scan.rules:
        if rule.outcome == "unchecked":
            yield from paragraph(f"not checked: {terminal(rule.name)}", 2, 2)


def _note_lines(notes: Sequence[str]) -> Iterator[str]:
    for note in notes:
        yield from paragraph(f"note: {terminal(note)}", 0, 6)
