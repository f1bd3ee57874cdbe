"""New findings rule by rule: the rule's sentence, reason and owner once, then its findings."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from driftscan.model.finding import Finding
from driftscan.report.escape import terminal
from driftscan.report.terminal.finding_groups import group_lines
from driftscan.report.terminal.finding_lines import finding_lines
from driftscan.report.terminal.layout import BOLD, FAINT, counted, painted, paragraph
from driftscan.report.view import View

# A rule with more findings than this is shown in groups.
SINGLE = 10


def rule_blocks(findings: Sequence[Finding], noun: str, view: View) -> Iterator[str]:
    """A block for each rule, in the order in which the spec states them."""
    in_spec_order = sorted(findings, key=lambda finding: (finding.spec_line, finding.rule))
    for _, block in groupby(in_spec_order, key=lambda finding: finding.rule):
        yield ""
        yield from _block(list(block), noun, view)


def rule_reason_lines(finding: Finding, view: View) -> Iterator[str]:
    """Why the rule is there, who owns it and where it was decided, indented by two columns."""
    if finding.reason:
        yield from paragraph(terminal(finding.reason), 2)
    owner = f"owner {terminal(finding.owner)}" if finding.owner else ""
    decided = f"decided in {terminal(finding.adr)}" if finding.adr else ""
    for line in paragraph(", ".join(filter(None, [owner, decided])), 2):
        yield painted(line, FAINT, view)


def _block(findings: Sequence[Finding], noun: str, view: View) -> Iterator[str]:
    for line in paragraph(f"{terminal(findings[0].rule)}: {counted(len(findings), noun)}", 0, 2):
        yield painted(line, BOLD, view)
    yield from rule_reason_lines(findings[0], view)
    yield ""
    if len(findings) > SINGLE and not view.verbose:
        yield from group_lines(findings)
        return
    for finding in findings:
        yield from finding_lines(finding, view)
