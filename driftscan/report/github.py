"""Workflow commands of GitHub Actions, which show new findings at their lines in a pull request.

Commands and escapes as in https://docs.github.com/actions/reference/workflow-commands and the
runner's ActionCommand: `%`, CR and LF in messages, `:` and `,` too in properties.
"""

from collections.abc import Iterator, Sequence

from driftscan.model.finding import Finding
from driftscan.model.scan import Scan
from driftscan.report.code_owners import owners_text
from driftscan.report.costliest import costliest_first
from driftscan.report.escape import path_text, terminal, terminal_sentence
from driftscan.report.outcome import new_errors, new_warnings, outcome
from driftscan.report.repository import first_line, repository_path
from driftscan.report.terminal.compared import comparison_sentences
from driftscan.report.terminal.layout import counted
from driftscan.report.terminal.verdict import verdict

# GitHub shows so many annotations of a level for each step; the rest it drops in silence.
SHOWN = 10


def render(scan: Scan) -> str:
    """A command for each new finding, within GitHub's limits, and the verdict in plain words."""
    found = costliest_first(scan.findings)
    lines = [
        *_commands(scan, "error", new_errors(found)),
        *_commands(scan, "warning", new_warnings(found)),
        *(message_text(terminal(each)) for each in comparison_sentences(scan, outcome(scan))),
        f"driftscan: {verdict(scan, outcome(scan))}",
    ]
    return "".join(f"{line}\n" for line in lines)


def message_text(text: str) -> str:
    """Text for the message of a command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def property_text(text: str) -> str:
    """Text for a property of a command."""
    return message_text(text).replace(":", "%3A").replace(",", "%2C")


def _commands(scan: Scan, level: str, findings: Sequence[Finding]) -> Iterator[str]:
    shown = findings if len(findings) <= SHOWN else findings[: SHOWN - 1]
    for finding in shown:
        yield _command(scan, level, finding)
    if rest := len(findings) - len(shown):
        noun = "finding" if level == "error" else "warning"
        text = f"and {counted(rest, f'more new {noun}')}; the other report formats list all"
        yield f"::{level} title=driftscan::{message_text(text)}"


def _command(scan: Scan, level: str, finding: Finding) -> str:
    properties = {
        "file": path_text(repository_path(scan, finding.where)),
        "line": str(first_line(finding.where)),
        "col": "1",
        "title": terminal(finding.rule),
    }
    shown = ",".join(f"{name}={property_text(text)}" for name, text in properties.items())
    said = (terminal(finding.reason), terminal(owners_text(finding)))
    sentences = [terminal_sentence(finding.message), *said]
    message = "\n".join([*filter(None, sentences), f"driftscan explain {finding.id}"])
    return f"::{level} {shown}::{message_text(message)}"
