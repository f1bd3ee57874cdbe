"""A first target state for a system that has none: proposed, read back, and held against it."""

import datetime

from msgspec import Struct
from msgspec.structs import replace

from driftscan.checks.evaluate import evaluate
from driftscan.checks.matching import unmatched_declarations
from driftscan.checks.question import CheckInput
from driftscan.errors import NothingMatchedError
from driftscan.extract.javascript.exported import exported_files
from driftscan.graph.components import Territory
from driftscan.model.baseline import Baseline
from driftscan.model.scan import Coverage
from driftscan.model.spec import Spec
from driftscan.propose.evidence import evidence_of, is_evidence
from driftscan.propose.proposal import propose
from driftscan.propose.spec_text import Shares
from driftscan.stages.map import Map
from driftscan.store.acceptance import accept

REASON = "was there when driftscan was introduced"


class UnfitProposalError(RuntimeError):
    """A mistake of ours: what was proposed does not fit the tree that it was made of."""


class FirstSpec(Struct, frozen=True):
    """text: the content of a driftscan.yaml, spec: what it says. baseline: accepts what breaks it
    today, so that a check passes. coverage: of the system, with that spec."""

    text: str
    spec: Spec
    baseline: Baseline
    coverage: Coverage


def first_spec_of(system: Map, file: str, today: datetime.date) -> FirstSpec:
    """Propose a spec. file: where it will stand; today: the date in the baseline.

    Raises NothingMatchedError if there is no module to speak of.
    """
    graph, coverage = system.graph, system.coverage
    if not graph.modules:
        raise NothingMatchedError(
            f"{system.place.root} has no module that driftscan reads, so there is nothing to "
            "propose; name the directory that holds the code"
        )
    listing = system.source.list(is_evidence)
    shares = Shares(coverage.files, coverage.checked, coverage.references, coverage.unresolved)
    evidence = evidence_of((each.path for each in listing.files), exported_in(system))
    proposal = propose(graph, evidence, shares)
    spec = _parsed(proposal.text, file)
    territory = Territory(spec.components, graph.modules)
    assigned = sum(1 for home in territory.home if home >= 0)
    return FirstSpec(
        text=proposal.text,
        spec=spec,
        baseline=_accepted(CheckInput(graph, territory, file), spec, system, today),
        coverage=replace(coverage, assigned=assigned),
    )


def exported_in(system: Map) -> frozenset[bytes]:
    """Paths of modules that packages declare to be for others."""
    records = system.survey.snapshot.records
    manifests = {record.file.path: record.manifest for record in records if record.manifest}
    return exported_files(sorted({each.path for each in system.graph.modules}), manifests)


def _parsed(text: str, file: str) -> Spec:
    from driftscan.spec.parse import parse_spec

    return parse_spec(text.encode(), file)


def _accepted(question: CheckInput, spec: Spec, system: Map, today: datetime.date) -> Baseline:
    others = [folder + b"/." for folder in system.folders]
    if unmatched := unmatched_declarations(question, spec.rules, others):
        raise UnfitProposalError(
            "the proposed spec names what is not there: " + "; ".join(unmatched)
        )
    findings = [finding for each in evaluate(question, spec.rules) for finding in each.findings]
    return accept(Baseline(), findings, REASON, today).baseline
