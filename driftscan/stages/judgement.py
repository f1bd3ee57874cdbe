"""The spec's rules over a graph, and what they come to: findings with their status."""

import datetime
import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from driftscan.checks.evaluate import RuleOutcome, evaluate
from driftscan.checks.matching import silent_parts, unmatched_declarations
from driftscan.checks.public import unjudged
from driftscan.checks.question import CheckInput, unseen_kinds
from driftscan.checks.status import EXCEPTIONS_RULE, Judgement, judge
from driftscan.errors import NothingMatchedError
from driftscan.model.baseline import AcceptedFinding, Baseline
from driftscan.model.finding import Finding
from driftscan.model.rule import Public
from driftscan.model.scan import ComponentSummary, RuleSummary, Scan, Vanished
from driftscan.model.source import LeftOut
from driftscan.model.spec import Spec
from driftscan.stages.choice import chosen, kind_of
from driftscan.stages.coverage import shortfalls
from driftscan.stages.map import Map
from driftscan.store.baseline import FILE_NAME, baseline_of, load_baseline


def judge_system(
    system: Map, select: Sequence[str], ignore: Sequence[str], today: datetime.date
) -> Scan:
    """Hold a system against its spec.

    Raises NothingMatchedError with all that the spec names but the tree does not have: a check
    of nothing must not look green.
    """
    rules = chosen(system.spec.rules, select, ignore)
    baseline = _baseline(system)
    accepted = {entry.id: entry.reason for entry in baseline.findings}
    question = _question(system, frozenset(accepted))
    others = [folder + b"/." for folder in system.folders]
    unmatched = unmatched_declarations(question, rules, others)
    outcomes = evaluate(question, rules) if not unmatched else []
    names = {rule.head.name for rule in rules}
    exceptions = [e for e in system.spec.exceptions if _concerns(e.finding, names)]
    judgement = judge(outcomes, accepted, exceptions, today, system.spec.file)
    if unmatched or judgement.unmatched:
        raise NothingMatchedError("\n".join(unmatched or judgement.unmatched))
    return _scan(system, outcomes, judgement, baseline)


def _question(system: Map, accepted: frozenset[str] = frozenset()) -> CheckInput:
    return CheckInput(system.graph, system.territory, system.spec.file, accepted, system.names)


def baseline_file(system: Map) -> Path:
    """Where the baseline of a system is: beside its spec, or in the tree of a bare spec."""
    beside = os.path.dirname(system.place.spec_file) or "."
    return Path(beside if system.place.spec_file else system.place.root) / FILE_NAME


def _baseline(system: Map) -> Baseline:
    """The baseline beside the spec: on disk, or for a spec inside a revision in that revision."""
    if system.place.spec_file or not system.source.revision:
        return load_baseline(baseline_file(system))
    name = FILE_NAME.encode()
    listing = system.source.list(lambda candidate: candidate == name)
    own = [file for file in listing.files if file.path == name]
    for _, content in system.source.read(own):
        if not isinstance(content, LeftOut):
            return baseline_of(content, f"{system.source.revision[:12]}:{FILE_NAME}")
    return Baseline()


def _concerns(rule_name: str, chosen_names: set[str]) -> bool:
    plain = "".join(rule_name.split())
    return any("".join(name.split()) == plain for name in chosen_names)


def _scan(
    system: Map, outcomes: Sequence[RuleOutcome], judgement: Judgement, baseline: Baseline
) -> Scan:
    return Scan(
        root=system.place.root,
        revision=system.source.revision,
        spec_file=system.spec.file,
        strategy=system.spec.strategy,
        coverage=system.coverage,
        components=_components(system, judgement.findings),
        rules=tuple(_summary(outcome, judgement.findings) for outcome in outcomes),
        findings=system.ownership.named(judgement.findings),
        vanished=_vanished(system.spec, outcomes, judgement.findings, baseline),
        notes=_notes(system, outcomes),
        shortfalls=shortfalls(system.coverage, system.spec),
    )


def _vanished(
    spec: Spec,
    outcomes: Sequence[RuleOutcome],
    findings: Sequence[Finding],
    baseline: Baseline,
) -> tuple[Vanished, ...]:
    """Entries of rules that were evaluated, or that the spec no longer has, and no such finding."""
    found = {finding.id for finding in findings}
    evaluated = {outcome.rule.head.name for outcome in outcomes if outcome.checked}
    elsewhere = {rule.head.name for rule in spec.rules} - evaluated
    return tuple(
        Vanished(id=entry.id, rule=entry.rule, source=entry.source, target=entry.target)
        for entry in baseline.findings
        if entry.id not in found and _subject(entry) not in elsewhere
    )


def _subject(entry: AcceptedFinding) -> str:
    """The rule that an entry is about; one about an expired exception has it as its source."""
    return entry.source if entry.rule == EXCEPTIONS_RULE else entry.rule


def _components(system: Map, findings: Sequence[Finding]) -> tuple[ComponentSummary, ...]:
    modules = Counter(system.territory.home_name(at) for at in range(len(system.graph.modules)))
    open_findings = [finding for finding in findings if finding.status == "new"]
    involved = Counter(
        name for f in open_findings for name in {f.source_component, f.target_component}
    )
    return tuple(
        ComponentSummary(
            name=component.name,
            kind=component.kind,
            owner=component.owner,
            modules=modules[component.name],
            findings=involved[component.name],
        )
        for component in system.spec.components
    )


def _summary(outcome: RuleOutcome, findings: Sequence[Finding]) -> RuleSummary:
    head = outcome.rule.head
    own = [finding for finding in findings if finding.rule == head.name]
    return RuleSummary(
        name=head.name,
        check=kind_of(outcome.rule),
        outcome=_outcome_word(outcome.checked, own),
        findings=len(own),
        severity=head.severity,
        reason=head.reason,
        line=head.line,
    )


def _outcome_word(checked: bool, findings: Sequence[Finding]) -> str:
    if not checked:
        return "unchecked"
    statuses = {finding.status for finding in findings}
    if "new" in statuses:
        return "broken"
    return "planned" if "planned" in statuses else "kept"


def _notes(system: Map, outcomes: Sequence[RuleOutcome]) -> tuple[str, ...]:
    notes = [
        f"'{outcome.rule.head.name}' was checked without {', '.join(unseen)}, which this version "
        "does not find in code"
        for outcome in outcomes
        if outcome.checked and (unseen := unseen_kinds(outcome.rule))
    ]
    question = _question(system)
    rules = [outcome.rule for outcome in outcomes]
    notes += silent_parts(question, rules)
    notes += [
        note for rule in rules if isinstance(rule, Public) and (note := unjudged(question, rule))
    ]
    if left := len(system.spec.rules) - len(outcomes):
        notes.append(f"{left} of the spec's {len(system.spec.rules)} rules were not selected")
    sections = Counter(declaration.section for declaration in system.spec.unchecked)
    if sections:
        listed = ", ".join(f"{count} in {section}" for section, count in sections.items())
        notes.append(f"declared but not checked by this version: {listed}")
    return tuple(notes)
