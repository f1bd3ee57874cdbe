"""The spec's rules over a graph, and what they come to: findings with their status."""

import os
from collections import Counter
from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from driftscan.checks.evaluate import RuleOutcome, evaluate, sort_key
from driftscan.checks.matching import unmatched_declarations
from driftscan.checks.public import unjudged
from driftscan.checks.question import (
    CheckInput,
    speaks_of_capabilities,
    speaks_of_families,
    speaks_of_services,
    speaks_of_terms,
)
from driftscan.checks.silent import silent_parts
from driftscan.checks.stale import stale_entries
from driftscan.checks.status import EXCEPTIONS_RULE, Judgement, is_expired, judge
from driftscan.checks.suppressions import Suppressions, complaint_lines, read_suppressions
from driftscan.checks.unseen import idle_messages, names_by_id
from driftscan.errors import NothingMatchedError
from driftscan.model.baseline import AcceptedFinding, Baseline
from driftscan.model.finding import Finding
from driftscan.model.location import Location
from driftscan.model.rule import Public, Rule
from driftscan.model.scan import ComponentSummary, RuleSummary, Scan, Vanished
from driftscan.model.spec import Spec
from driftscan.stages.baselines import baseline_file, own_baseline
from driftscan.stages.choice import chosen, kind_of
from driftscan.stages.comparison import comparison, marked
from driftscan.stages.coverage import shortfalls
from driftscan.stages.declared_tests import unmatched_tests
from driftscan.stages.map import Map
from driftscan.stages.terms import Before, Terms


class Held(Struct, frozen=True):
    """A system held against its spec. complaints: what the spec names but the tree lacks. notes:
    what else was looked at for it."""

    question: CheckInput
    outcomes: Sequence[RuleOutcome]
    judgement: Judgement
    complaints: Sequence[str]
    notes: tuple[str, ...] = ()


def judge_system(system: Map, terms: Terms, before: Before | None = None) -> Scan:
    """Hold a system against its spec, and against what held before if that is given.

    Raises NothingMatchedError with all that the spec names but the tree does not have: a check
    of nothing must not look green.
    """
    baseline = own_baseline(system)
    known = before.identities if before else frozenset()
    held = hold(system, terms, baseline, known, newness=before.newness if before else None)
    if held.complaints:
        raise NothingMatchedError("\n".join(held.complaints))
    findings = held.judgement.findings
    if terms.strict_baseline:
        findings = (*findings, *stale_findings(system, held, baseline))
        findings = tuple(sorted(findings, key=sort_key))
    if before:
        findings = marked(findings, before)
    scan = _scan(system, held, findings, baseline)
    if before is None:
        return scan
    return replace(scan, comparison=comparison(findings, before, baseline, scan.revision))


def hold(
    system: Map,
    terms: Terms,
    baseline: Baseline,
    known: frozenset[str],
    is_head: bool = True,
    newness: Callable[[Location], int] | None = None,
) -> Held:
    """Evaluate the rules and give every finding its status.

    known: findings that were there before; of several ways to name one, theirs is preferred.
    is_head: what the spec names has to be there; at a base it may not have been written yet.
    newness: see CheckInput.
    """
    rules = chosen(system.spec.rules, terms.select, terms.ignore)
    names = {rule.head.name for rule in rules}
    accepted = {entry.id: entry.reason for entry in baseline.findings}
    question = CheckInput(
        system.graph,
        system.territory,
        system.spec.file,
        known | set(accepted),
        today=terms.today,
        spec=system.spec,
        component_owner=system.ownership.of_component,
        names=system.names,
        newness=newness,
    )
    notes: tuple[str, ...] = ()
    if any(map(speaks_of_services, rules)):
        from driftscan.stages.service_rules import with_services

        question, notes = with_services(question, system, rules)
    question, told = _with_code_read(question, system, rules)
    notes += told
    unmatched = _unmatched(system, question, rules) if is_head else []
    comments = _comments(question, system, rules, terms)
    exceptions = [e for e in system.spec.exceptions if any(map(e.speaks_of, names))]
    current = [e for e in exceptions if not is_expired(e, terms.today)]
    unseen = [e for e in current if e.imports]
    outcomes = evaluate(question, rules, comments.by_rule, current) if not unmatched else []
    asked = (question.services or question).graph
    shown = names_by_id(asked) if any(each.imports for each in exceptions) else {}
    judgement = judge(outcomes, accepted, exceptions, terms.today, system.spec.file, shown)
    idle = [suppression for outcome in outcomes for suppression in outcome.unused]
    silent = [
        *judgement.unmatched,
        *idle_messages(asked, unseen, system.spec.file),
        *complaint_lines(comments, idle),
    ]
    return Held(question, outcomes, judgement, unmatched or silent, notes)


def _comments(
    question: CheckInput, system: Map, rules: Sequence[Rule], terms: Terms
) -> Suppressions:
    """Those that silence a rule, with all that they stand beside."""
    heads = [rule.head for rule in system.spec.rules]
    comments = read_suppressions(system.suppressions, heads, terms.today)
    if question.services and comments.by_rule:
        from driftscan.checks.suppressed_calls import beside_calls

        comments = beside_calls(comments, rules, question.services)
    if question.vocabulary and comments.by_rule:
        from driftscan.checks.suppressed_calls import beside_definitions

        comments = beside_definitions(comments, rules, question.vocabulary)
    if question.families and comments.by_rule:
        from driftscan.checks.suppressed_calls import beside_functions

        comments = beside_functions(comments, rules, question.families)
    return comments


def _with_code_read(
    question: CheckInput, system: Map, rules: Sequence[Rule]
) -> tuple[CheckInput, tuple[str, ...]]:
    """The question, able to answer rules that speak of what the code itself says."""
    notes: tuple[str, ...] = ()
    if any(map(speaks_of_capabilities, rules)):
        from driftscan.stages.capability_rules import with_uses

        question, told = with_uses(question, system)
        notes += told
    if any(map(speaks_of_terms, rules)):
        from driftscan.stages.definition_rules import with_definitions

        question, told = with_definitions(question, system)
        notes += told
    if any(map(speaks_of_families, rules)):
        from driftscan.stages.family_rules import with_families

        question, told = with_families(question, system)
        notes += told
    return question, notes


def stale_findings(system: Map, held: Held, baseline: Baseline) -> tuple[Finding, ...]:
    """A finding for each entry of the baseline that no longer occurs."""
    found = held.judgement.findings
    vanished = _vanished(system.spec, held.outcomes, found, baseline)
    return stale_entries(vanished, os.path.relpath(baseline_file(system), system.place.root))


def _unmatched(system: Map, question: CheckInput, rules: Sequence[Rule]) -> list[str]:
    names = {rule.head.name for rule in rules}
    others = [folder + b"/." for folder in system.folders]
    lost = [each for each in system.meaningless if each.rule in ("", *names)]
    return [*unmatched_tests(system), *unmatched_declarations(question, rules, others, lost)]


def _scan(system: Map, held: Held, findings: tuple[Finding, ...], baseline: Baseline) -> Scan:
    outcomes = held.outcomes
    return Scan(
        root=system.place.root,
        revision=system.source.revision,
        spec_file=system.spec.file,
        strategy=system.spec.strategy,
        coverage=system.coverage,
        components=_components(system, findings),
        rules=tuple(_summary(outcome, findings) for outcome in outcomes),
        findings=system.ownership.named(findings),
        vanished=_vanished(system.spec, outcomes, findings, baseline),
        notes=(*held.notes, *_notes(system, held.question, outcomes)),
        shortfalls=shortfalls(system.coverage, system.spec),
        staged=system.place.staged,
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


def _notes(system: Map, question: CheckInput, outcomes: Sequence[RuleOutcome]) -> tuple[str, ...]:
    notes = [
        f"'{outcome.rule.head.name}' was checked without {', '.join(unseen)}, which this version "
        "does not find in code"
        for outcome in outcomes
        if outcome.checked and (unseen := question.unseen_kinds(outcome.rule))
    ]
    notes += [
        f"the exception from '{outcome.rule.head.name}' for '{arrow}' excepts nothing: the rule "
        "would not find it; it can be removed"
        for outcome in outcomes
        for arrow in outcome.needless
    ]
    rules = [outcome.rule for outcome in outcomes]
    notes += silent_parts(question, rules)
    notes += [
        note for rule in rules if isinstance(rule, Public) and (note := unjudged(question, rule))
    ]
    if left := len(system.spec.rules) - len(outcomes):
        notes.append(f"{left} of the spec's {len(system.spec.rules)} rules were not selected")
    return tuple(notes)
