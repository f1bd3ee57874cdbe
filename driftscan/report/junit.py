"""JUnit XML for test widgets: each rule a suite, each finding a case.

Elements and attributes as in https://github.com/testmoapp/junitxml and
https://docs.gitlab.com/ci/testing/unit_test_reports/: a widget tells cases apart by class name and
name, so the name holds the finding's identity.
"""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from driftscan.model.finding import Finding
from driftscan.model.scan import RuleSummary, Scan
from driftscan.report.code_owners import owners_text
from driftscan.report.costliest import numbered
from driftscan.report.escape import path_text, terminal, terminal_sentence
from driftscan.report.outcome import CLEAN, DRIFT, outcome
from driftscan.report.repository import evidence_of, first_line, repository_path
from driftscan.report.terminal.compared import comparison_sentences
from driftscan.report.terminal.finding_lines import arrow_text
from driftscan.report.terminal.verdict import verdict

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;"})
# So many places of a finding are listed in its case.
_PLACES = 20


class Case(Struct, frozen=True):
    """A test case. outcome: '' for passed, else the element 'failure', 'error' or 'skipped'."""

    name: str
    outcome: str = ""
    message: str = ""
    details: str = ""
    file: str = ""
    line: int = 1


def render(scan: Scan) -> str:
    """A suite for each rule, in the order of the spec, and one for what the scan could not do."""
    suites = [(name, list(cases)) for name, cases in _suites(scan)]
    every = [case for _, cases in suites for case in cases]
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    lines = [head, f'<testsuites name="driftscan" {_counts(every)}>']
    for name, cases in suites:
        lines.append(f' <testsuite name="{attribute(name)}" {_counts(cases)}>')
        lines += [_case_element(name, case) for case in cases]
        lines.append(" </testsuite>")
    return "\n".join([*lines, "</testsuites>", ""])


def attribute(text: str) -> str:
    """Text as the value of an attribute or the content of an element; control characters, which
    XML cannot hold, are spelled out already."""
    return text.translate(_ENTITIES)


def _suites(scan: Scan) -> Iterator[tuple[str, Iterator[Case]]]:
    findings_of: dict[str, list[tuple[Finding, int]]] = {rule.name: [] for rule in scan.rules}
    for finding, ordinal in numbered(scan.findings):
        findings_of.setdefault(finding.rule, []).append((finding, ordinal))
    rules = {rule.name: rule for rule in scan.rules}
    for name, findings in findings_of.items():
        yield terminal(name), _rule_cases(scan, rules, name, findings)
    yield "driftscan", _run_cases(scan)


def _rule_cases(
    scan: Scan,
    rules: Mapping[str, RuleSummary],
    name: str,
    findings: Sequence[tuple[Finding, int]],
) -> Iterator[Case]:
    for finding, ordinal in findings:
        yield _finding_case(scan, finding, ordinal)
    if not findings and rules[name].outcome == "unchecked":
        yield Case("holds", "skipped", "this version does not check the rule")
    elif not findings:
        yield Case("holds")


def _run_cases(scan: Scan) -> Iterator[Case]:
    counts = outcome(scan)
    compared = "\n".join(map(terminal, comparison_sentences(scan, counts)))
    if counts.verdict in (CLEAN, DRIFT):
        yield Case("the code was read", details=compared)
    else:
        yield Case("the code was read", "error", verdict(scan, counts))
    if scan.shortfalls:
        sentences = "\n".join(map(terminal, scan.shortfalls))
        yield Case("coverage", "error", "coverage is below its floor", sentences)


def _finding_case(scan: Scan, finding: Finding, ordinal: int) -> Case:
    again = f" #{ordinal}" if ordinal > 1 else ""
    kind, message = _outcome(finding)
    return Case(
        name=f"{arrow_text(finding.source, finding.target)} ({finding.id}{again})",
        outcome=kind,
        message=message,
        details="\n".join(_details(scan, finding)),
        file=path_text(repository_path(scan, finding.where)),
        line=first_line(finding.where),
    )


def _outcome(finding: Finding) -> tuple[str, str]:
    """JUnit knows no warnings: one passes, with what it says as output of the case."""
    if finding.status != "new":
        note = f": {terminal(finding.note)}" if finding.note else ""
        status = "there before" if finding.status == "before" else finding.status
        return "skipped", f"{status}{note}"
    message = terminal_sentence(finding.message)
    return ("failure", message) if finding.severity == "error" else ("", f"warning: {message}")


def _details(scan: Scan, finding: Finding) -> Iterator[str]:
    if finding.reason:
        yield terminal(finding.reason)
    if finding.owner:
        yield f"rule owner {terminal(finding.owner)}"
    if owners := owners_text(finding):
        yield terminal(owners)
    places = evidence_of(finding)
    for where in places[:_PLACES]:
        yield f"{terminal(path_text(repository_path(scan, where)))}:{first_line(where)}"
    if len(places) > _PLACES:
        yield f"and {len(places) - _PLACES:,} more places"
    yield f"driftscan explain {finding.id}"


def _counts(cases: Sequence[Case]) -> str:
    outcomes = [case.outcome for case in cases]
    counted = [("failures", "failure"), ("errors", "error"), ("skipped", "skipped")]
    shown = " ".join(f'{name}="{outcomes.count(kind)}"' for name, kind in counted)
    return f'tests="{len(cases)}" {shown} time="0"'


def _case_element(suite: str, case: Case) -> str:
    place = f' file="{attribute(case.file)}" line="{case.line}"' if case.file else ""
    head = f'  <testcase classname="{attribute(suite)}" name="{attribute(case.name)}"{place}'
    return f'{head} time="0">{_case_content(case)}</testcase>'


def _case_content(case: Case) -> str:
    message, details = attribute(case.message), attribute(case.details)
    if case.outcome in ("failure", "error"):
        kind = case.outcome
        return f'<{kind} message="{message}" type="{kind}">{details}</{kind}>'
    if case.outcome == "skipped":
        return f'<skipped message="{message}"/>'
    output = "&#10;".join(filter(None, [message, details]))
    return f"<system-out>{output}</system-out>" if output else ""
