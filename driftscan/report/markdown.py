"""Markdown for a step summary or a comment: the verdict, the counts, new findings by rule."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from driftscan.model.finding import Finding
from driftscan.model.scan import Scan
from driftscan.report.code_owners import owners_text
from driftscan.report.escape import path_text
from driftscan.report.markdown_code import code, code_sentence
from driftscan.report.outcome import Outcome, new_errors, new_warnings, outcome
from driftscan.report.repository import repository_path
from driftscan.report.terminal.compared import comparison_sentences
from driftscan.report.terminal.layout import counted
from driftscan.report.terminal.verdict import verdict

# Comments of GitHub hold 65,536 characters; the rest is for what a job puts around it.
LONGEST = 60_000
# So many findings of a rule are listed; json and csv list all.
LISTED = 10
_ROOM_FOR_LAST_LINE = 200


def render(scan: Scan) -> str:
    """At most 60,000 characters; what was left out is counted in the last line."""
    counts = outcome(scan)
    lines = [f"## driftscan: {_verdict_word(counts)}", "", *_head(scan, counts)]
    length = sum(len(line) + 1 for line in lines)
    shown = 0
    for block, findings in _blocks(scan):
        length += sum(len(line) + 1 for line in block)
        if length > LONGEST - _ROOM_FOR_LAST_LINE:
            break
        lines += block
        shown += findings
    if rest := counts.new + counts.warnings - shown:
        cut = f"This page ends at {LONGEST:,} characters: "
        lines += ["", f"{cut}{counted(rest, 'new finding')} left out."]
    return "".join(f"{line}\n" for line in lines)


def _verdict_word(counts: Outcome) -> str:
    return {"clean": "no drift", "drift": "new drift"}.get(counts.verdict, "nothing was checked")


def _head(scan: Scan, counts: Outcome) -> Iterator[str]:
    yield code(verdict(scan, counts))
    for sentence in scan.shortfalls:
        yield from ("", f"**Coverage is below its floor:** {code(sentence)}")
    for sentence in comparison_sentences(scan, counts):
        yield from ("", code(sentence))
    yield ""
    yield "| new | warnings | accepted | excepted | planned | fixed | files read |"
    yield "|---|---|---|---|---|---|---|"
    numbers = (counts.new, counts.warnings, counts.accepted, counts.excepted, counts.planned)
    files = f"{scan.coverage.checked:,} of {scan.coverage.files:,}"
    yield "| " + " | ".join([*(f"{n:,}" for n in (*numbers, counts.vanished)), files]) + " |"


def _blocks(scan: Scan) -> Iterator[tuple[list[str], int]]:
    """The lines of each rule, and of how many findings they speak."""
    for noun, found in (
        ("new finding", new_errors(scan.findings)),
        ("warning", new_warnings(scan.findings)),
    ):
        in_spec_order = sorted(found, key=lambda finding: (finding.spec_line, finding.rule))
        for _, block in groupby(in_spec_order, key=lambda finding: finding.rule):
            findings = list(block)
            yield list(_rule_lines(scan, findings, noun)), len(findings)


def _rule_lines(scan: Scan, findings: Sequence[Finding], noun: str) -> Iterator[str]:
    first = findings[0]
    yield from ("", f"### {code(first.rule)}: {counted(len(findings), noun)}", "")
    if first.reason:
        yield from (code(first.reason), "")
    said = [("rule owner", first.owner), ("decided in", first.adr)]
    if told := ", ".join(f"{word} {code(text)}" for word, text in said if text):
        yield from (told, "")
    for finding in findings[:LISTED]:
        yield _finding_line(scan, finding)
    if len(findings) > LISTED:
        yield f"- and {counted(len(findings) - LISTED, f'more {noun}')} of this rule"


def _finding_line(scan: Scan, finding: Finding) -> str:
    path = path_text(repository_path(scan, finding.where))
    place = f"{path}:{finding.where.line}" if finding.where.line else path
    owners = owners_text(finding)
    told = [code(finding.id), *([code(owners)] if owners else [])]
    return f"- {code(place)} {code_sentence(finding.message)} ({', '.join(told)})"
