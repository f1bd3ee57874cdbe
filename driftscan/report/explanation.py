"""The text of `driftscan explain`: one rule, its findings, every step with its source line."""

from collections.abc import Iterator, Mapping, Sequence

from driftscan.model.finding import Finding
from driftscan.model.location import Location
from driftscan.model.scan import RuleSummary
from driftscan.report.code_owners import owners_text
from driftscan.report.escape import name_text, terminal, terminal_sentence
from driftscan.report.terminal.bringer_lines import Bringers, bringer_lines
from driftscan.report.terminal.finding_lines import arrow_text, cut_lines, place
from driftscan.report.terminal.layout import (
    BOLD,
    FAINT,
    WIDTH,
    counted,
    painted,
    paragraph,
    pieces,
)
from driftscan.report.terminal.rule_block import rule_reason_lines
from driftscan.report.view import PLAIN, View

# So many findings of a rule are explained one by one without -v; the others are listed.
EXPLAINED = 5
# A line of source is shown up to this many characters.
SOURCE_SHOWN = WIDTH - 8

_NO_REASON = "The spec gives no reason for this rule."
_OUTCOMES = {
    "kept": "it holds",
    "broken": "it holds",
    "planned": "nothing is due yet",
    "unchecked": "this version does not check it",
}


def render(
    findings: Sequence[Finding],
    source_lines: Mapping[Location, str],
    view: View = PLAIN,
    again: str = "",
    bringers: Bringers = None,
) -> str:
    """Findings of one rule (at least one), explained.

    source_lines: the text of those lines of evidence that could be read. again: what a command
    line needs after it to speak of the same scan.
    """
    return "".join(f"{line}\n" for line in _lines(findings, source_lines, view, again, bringers))


def render_kept(rule: RuleSummary, view: View = PLAIN) -> str:
    """A rule without findings, explained."""
    heading = painted(f"rule {terminal(rule.name)}", BOLD, view)
    stated = f"stated in line {rule.line} of the spec, " if rule.line else ""
    lines = [
        heading,
        *paragraph(terminal(rule.reason) or _NO_REASON, 2),
        *paragraph(f"{stated}check {rule.check}, severity {rule.severity}", 2),
        "",
        f"It has no finding: {_OUTCOMES[rule.outcome]}.",
    ]
    return "".join(f"{line}\n" for line in lines)


def explained(findings: Sequence[Finding], view: View = PLAIN) -> Sequence[Finding]:
    """Those of the findings that are explained one by one; their source lines are needed."""
    return findings if view.verbose else findings[:EXPLAINED]


def evidence_of(finding: Finding) -> tuple[Location, ...]:
    """Every place that states a step of the finding, in the order of the chain."""
    steps = tuple(where for step in finding.chain for where in step.evidence)
    return steps or finding.evidence or (finding.where,)


def _lines(
    findings: Sequence[Finding],
    source_lines: Mapping[Location, str],
    view: View,
    again: str,
    bringers: Bringers,
) -> Iterator[str]:
    yield from _rule_lines(findings[0], view)
    shown = explained(findings, view)
    for finding in shown:
        yield ""
        yield from _finding_lines(finding, source_lines, view)
        yield from bringer_lines(finding, bringers)
        yield from _acceptance_lines(finding, again)
    if rest := findings[len(shown) :]:
        yield ""
        yield f"and {counted(len(rest), 'more finding')} of this rule (-v explains each):"
        for finding in rest:
            yield from pieces([finding.id, arrow_text(finding.source, finding.target)], 2)


def _rule_lines(finding: Finding, view: View) -> Iterator[str]:
    for line in paragraph(f"rule {terminal(finding.rule)}", 0, 2):
        yield painted(line, BOLD, view)
    yield from rule_reason_lines(finding, view)
    if not finding.reason:
        yield f"  {_NO_REASON}"
    stated = f"stated in line {finding.spec_line} of the spec, " if finding.spec_line else ""
    yield from paragraph(f"{stated}check {finding.check}, severity {finding.severity}", 2)


def _finding_lines(
    finding: Finding, source_lines: Mapping[Location, str], view: View
) -> Iterator[str]:
    leak = ", a re-export leak" if finding.kind == "reexport" else ""
    for line in paragraph(f"finding {finding.id} ({finding.status}{leak})", 0, 2):
        yield painted(line, BOLD, view)
    yield from paragraph(terminal_sentence(finding.message), 2)
    if finding.note:
        yield from paragraph(terminal(finding.note), 2)
    yield from paragraph(terminal(owners_text(finding)), 2)
    yield from _evidence_lines(finding, source_lines, view)
    yield from cut_lines(finding.cut, view, indent=2)


def _acceptance_lines(finding: Finding, again: str) -> Iterator[str]:
    if finding.status == "new" and "--rev" not in again.split():
        yield "  to accept it as it is:"
        yield f'    driftscan baseline{again} --accept {finding.id} --reason "..."'


def _evidence_lines(
    finding: Finding, source_lines: Mapping[Location, str], view: View
) -> Iterator[str]:
    if not finding.chain:
        for where in evidence_of(finding):
            yield from _place_lines(where, source_lines, view)
    for step in finding.chain:
        yield from pieces([arrow_text(step.source, step.target)], 2)
        for where in step.evidence:
            yield from _place_lines(where, source_lines, view)


def _place_lines(
    where: Location, source_lines: Mapping[Location, str], view: View
) -> Iterator[str]:
    yield f"    {place(where)}"
    text = name_text(source_lines.get(where, "").strip().replace("\t", " "))
    if text:
        shown = text if len(text) <= SOURCE_SHOWN else f"{text[: SOURCE_SHOWN - 4]} ..."
        yield painted(f"      | {shown}", FAINT, view)
