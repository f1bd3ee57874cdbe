"""The JSON of `driftscan check`, for other programs; docs/json.md is its reference."""

from typing import Annotated

from msgspec import Meta, Struct, field

from driftscan.model.baseline import AcceptedFinding
from driftscan.model.finding import Cut, Finding, Step
from driftscan.model.scan import Comparison, ComponentSummary, RuleSummary, Scan
from driftscan.model.spec import Strategy
from driftscan.report.json_document import written
from driftscan.report.outcome import Outcome, outcome
from driftscan.report.shared_json import (
    CoverageJson,
    EvidenceJson,
    UnresolvedJson,
    coverage_json,
    evidence_json,
    unresolved_json,
)

SCHEMA = "driftscan.check/1"


Severity = Annotated[str, Meta(pattern="^(error|warning)$")]
Status = Annotated[str, Meta(pattern="^(new|accepted|excepted|planned|before)$")]
Nature = Annotated[str, Meta(pattern="^(divergence|absence)$")]
FindingId = Annotated[str, Meta(pattern="^[0-9a-f]{12}$")]


class StepJson(Struct):
    """One dependency of a chain."""

    source: str = field(name="from")
    target: str = field(name="to")
    evidence: list[EvidenceJson]


class CutJson(Struct):
    """A dependency to remove."""

    source: str = field(name="from")
    target: str = field(name="to")
    statements: int


class FindingJson(Struct, kw_only=True):
    """One place where system and spec differ."""

    id: FindingId
    rule: str
    check: str
    source: str = field(name="from")
    target: str = field(name="to")
    severity: Severity
    status: Status
    where: EvidenceJson
    evidence: list[EvidenceJson]
    nature: Nature
    kind: str
    message: str
    chain: list[StepJson]
    cut: list[CutJson]
    reason: str
    owner: str
    adr: str
    spec_line: int
    from_component: str
    to_component: str
    from_owner: str
    to_owner: str
    note: str


class VanishedJson(Struct):
    """A baseline entry that no longer occurs."""

    id: FindingId
    rule: str
    source: str = field(name="from")
    target: str = field(name="to")


class EntryJson(Struct):
    """An entry of the baseline."""

    id: FindingId
    rule: str
    source: str = field(name="from")
    target: str = field(name="to")
    reason: str


class ComparisonJson(Struct, kw_only=True):
    """What changed since another commit."""

    base: str
    commit: str
    fixed: list[VanishedJson]
    unread: int
    baseline_grown: list[EntryJson]
    baseline_shrunk: list[EntryJson]


class CheckJson(Struct, kw_only=True):
    """The whole document."""

    schema: str
    root: str
    revision: str
    staged: bool
    spec: str
    strategy: Strategy
    summary: Outcome
    coverage: CoverageJson
    comparison: ComparisonJson | None
    findings: list[FindingJson]
    rules: list[RuleSummary]
    components: list[ComponentSummary]
    vanished: list[VanishedJson]
    unresolved: list[UnresolvedJson]
    notes: list[str]
    shortfalls: list[str]


def render(scan: Scan) -> str:
    """The scan as one JSON document."""
    return written(
        CheckJson(
            schema=SCHEMA,
            root=scan.root,
            revision=scan.revision,
            staged=scan.staged,
            spec=scan.spec_file,
            strategy=scan.strategy,
            summary=outcome(scan),
            coverage=coverage_json(scan.coverage),
            comparison=_comparison(scan.comparison) if scan.comparison else None,
            findings=[finding_json(finding) for finding in scan.findings],
            rules=list(scan.rules),
            components=list(scan.components),
            vanished=[
                VanishedJson(gone.id, gone.rule, gone.source, gone.target) for gone in scan.vanished
            ],
            unresolved=unresolved_json(scan.coverage.unresolved_list),
            notes=list(scan.notes),
            shortfalls=list(scan.shortfalls),
        )
    )


def finding_json(finding: Finding) -> FindingJson:
    """A finding with its paths as text."""
    return FindingJson(
        id=finding.id,
        rule=finding.rule,
        check=finding.check,
        source=finding.source,
        target=finding.target,
        severity=finding.severity,
        status=finding.status,
        where=evidence_json([finding.where])[0],
        evidence=evidence_json(finding.evidence),
        nature=finding.nature,
        kind=finding.kind,
        message=finding.message,
        chain=[_step(step) for step in finding.chain],
        cut=[_cut(cut) for cut in finding.cut],
        reason=finding.reason,
        owner=finding.owner,
        adr=finding.adr,
        spec_line=finding.spec_line,
        from_component=finding.source_component,
        to_component=finding.target_component,
        from_owner=finding.source_owner,
        to_owner=finding.target_owner,
        note=finding.note,
    )


def _comparison(compared: Comparison) -> ComparisonJson:
    return ComparisonJson(
        base=compared.base,
        commit=compared.commit,
        fixed=[VanishedJson(f.id, f.rule, f.source, f.target) for f in compared.fixed],
        unread=compared.unread,
        baseline_grown=[_entry(entry) for entry in compared.grown],
        baseline_shrunk=[_entry(entry) for entry in compared.shrunk],
    )


def _entry(entry: AcceptedFinding) -> EntryJson:
    return EntryJson(entry.id, entry.rule, entry.source, entry.target, entry.reason)


def _step(step: Step) -> StepJson:
    return StepJson(step.source, step.target, evidence_json(step.evidence))


def _cut(cut: Cut) -> CutJson:
    return CutJson(cut.source, cut.target, cut.statements)
