"""What a reader must know beside the results: what was left out, and what was not read."""

from collections.abc import Iterator

from driftscan.model.scan import Scan
from driftscan.report.outcome import CLEAN, DRIFT, outcome
from driftscan.report.sarif.document import Invocation, Notification, Text
from driftscan.report.sarif.message import message_text
from driftscan.report.terminal.compared import comparison_sentences
from driftscan.report.terminal.layout import counted
from driftscan.report.terminal.verdict import verdict

# So many notes of a scan are passed on.
_NOTES = 20


def invocation(scan: Scan, left_out: int) -> Invocation:
    """How the run went. left_out: new findings that are beyond the limits of code scanning."""
    trouble = outcome(scan).verdict not in (CLEAN, DRIFT) or bool(scan.shortfalls)
    notifications = [*_cut(left_out), *_shortfalls(scan), *_not_counted(scan), *_unread(scan)]
    return Invocation(execution_successful=not trouble, tool_execution_notifications=notifications)


def _cut(left_out: int) -> Iterator[Notification]:
    if left_out:
        findings = counted(left_out, "new finding")
        text = f"{findings} left out: code scanning takes no more. The costliest are here."
        yield Notification("warning", Text(text))


def _shortfalls(scan: Scan) -> Iterator[Notification]:
    counts = outcome(scan)
    if counts.verdict not in (CLEAN, DRIFT):
        yield Notification("error", Text(message_text(verdict(scan, counts))))
    for sentence in scan.shortfalls:
        yield Notification("error", Text(message_text(sentence)))


def _not_counted(scan: Scan) -> Iterator[Notification]:
    counts = outcome(scan)
    kinds = [
        (counts.accepted, "accepted in the baseline"),
        (counts.excepted, "excepted by spec or comment"),
        (counts.planned, "planned for later"),
        (counts.before, "there before"),
    ]
    for count, kind in kinds:
        if count:
            yield Notification("note", Text(f"{counted(count, 'finding')} {kind}: no result."))
    for sentence in comparison_sentences(scan, counts):
        yield Notification("note", Text(message_text(sentence)))


def _unread(scan: Scan) -> Iterator[Notification]:
    if scan.coverage.skipped:
        files = counted(len(scan.coverage.skipped), "file")
        yield Notification("warning", Text(f"{files} could not be read."))
    for note in scan.notes[:_NOTES]:
        yield Notification("note", Text(message_text(note)))
