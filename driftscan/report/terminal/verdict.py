"""The last line: one sentence that says what the scan comes to."""

from collections.abc import Iterator

from driftscan.model.scan import Scan
from driftscan.report.escape import terminal
from driftscan.report.outcome import CLEAN, DRIFT, LOW_COVERAGE, NO_RULES, Outcome, new_errors
from driftscan.report.terminal.layout import GREEN, RED, counted, painted, paragraph
from driftscan.report.view import View

_OF_NO_RULE = (
    ("expired exception", "exceptions that have ended"),
    ("expired suppression", "comments in the code that have ended"),
    ("expired rule", "rules that have ended"),
    ("stale entry", "entries of the baseline that no longer occur"),
)


def verdict_lines(scan: Scan, counts: Outcome, view: View) -> Iterator[str]:
    """The verdict; a scan that looked at nothing is never called clean."""
    color = GREEN if counts.verdict == CLEAN else RED
    for line in paragraph(verdict(scan, counts)):
        yield painted(line, color, view)


def verdict(scan: Scan, counts: Outcome) -> str:
    """The verdict as plain text."""
    if counts.verdict == DRIFT:
        verb = "breaks" if counts.new == 1 else "break"
        new = counted(counts.new, "new finding")
        if not counts.broken:
            return f"{new}: {_of_no_rule(scan)}.{_others(counts)}"
        return f"{new} {verb} {counts.broken} of {counted(counts.rules, 'rule')}.{_others(counts)}"
    if counts.verdict == CLEAN:
        return _clean(scan, counts)
    if counts.verdict == LOW_COVERAGE:
        return "Nothing can be said: less of the code was covered than the spec demands."
    if counts.verdict == NO_RULES:
        spec = terminal(scan.spec_file) if scan.spec_file else "the spec"
        return f"Nothing was checked: {spec} states no rule that this version can check."
    files = scan.coverage.files
    root = terminal(scan.root)
    if files:
        return f"Nothing was checked: no module was found in {counted(files, 'file')} of {root}."
    return f"Nothing was checked: there is no file under {root} that driftscan reads."


def _of_no_rule(scan: Scan) -> str:
    """What findings are about that break no rule of the spec."""
    checks = {finding.check for finding in new_errors(scan.findings)}
    parts = [words for check, words in _OF_NO_RULE if check in checks]
    return " and ".join(parts)


def _clean(scan: Scan, counts: Outcome) -> str:
    modules = counted(scan.coverage.modules, "module")
    rules = counted(counts.rules - counts.unchecked, "rule")
    others = _others(counts)
    if counts.warnings:
        return f"No drift that fails the check: {rules} on {modules}.{others}"
    if others:
        return f"No drift: nothing new against {rules} on {modules}.{others}"
    return f"No drift: {rules} {'holds' if rules == '1 rule' else 'hold'} on {modules}."


def _others(counts: Outcome) -> str:
    parts = [
        (counts.warnings, counted(counts.warnings, "warning")),
        (counts.accepted, f"{counts.accepted:,} accepted"),
        (counts.excepted, f"{counts.excepted:,} excepted"),
        (counts.before, f"{counts.before:,} there before"),
        (counts.planned, f"{counts.planned:,} planned"),
        (counts.unchecked, f"{counted(counts.unchecked, 'rule')} not checked"),
    ]
    shown = ", ".join(text for count, text in parts if count)
    return f" {shown[0].upper()}{shown[1:]}." if shown else ""
