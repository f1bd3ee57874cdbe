"""What a revision comes to when it is held against the spec of today: a point of a curve."""

import datetime
from collections.abc import Callable, Iterator, Sequence

from driftscan.drift.knots import Knots
from driftscan.drift.measures import (
    change_readings,
    code_readings,
    crossing,
    service_readings,
)
from driftscan.model.baseline import Baseline
from driftscan.model.finding import Finding
from driftscan.model.measure import CATALOGUE, CHANGES, SERVICES
from driftscan.model.spec import Spec
from driftscan.model.trend import Known, Observed, Reading
from driftscan.propose.frameworks import RUNNERS, framework_of
from driftscan.sources.objects import MISSING
from driftscan.stages.judgement import hold
from driftscan.stages.map import Map
from driftscan.stages.terms import Terms

Changes = Callable[[], Sequence[Sequence[bytes]]]
"""The paths of each change that counts for a point."""


def needs(spec: Spec) -> frozenset[str]:
    """What has to be looked at for the measures that a spec names."""
    names = {goal.measure for goal in spec.goals}
    names |= {name for decision in spec.decisions for name in decision.measures}
    return frozenset(CATALOGUE[name].needs for name in names)


def observe(
    system: Map, commit: str, wanted: frozenset[str], changes: Changes, today: datetime.date
) -> tuple[Observed, tuple[Known, ...]]:
    """A point and its findings. No baseline counts: what was accepted is there all the same.

    Under names that are the same whatever was looked at before, so that points fit each other.
    """
    held = hold(system, Terms(today=today), Baseline(), frozenset(), is_head=False)
    found = [each for each in held.judgement.findings if each.status == "new"]
    known = {each.id: _known(each) for each in found}
    readings = tuple(_readings(system, len(known), wanted, changes))
    observed = Observed(
        commit=commit,
        readings=readings,
        findings=tuple(sorted(known)),
        unread=system.coverage.files - system.coverage.checked,
        missing=sum(each.reason == MISSING for each in system.coverage.left_out),
    )
    return observed, tuple(known.values())


def _readings(
    system: Map, findings: int, wanted: frozenset[str], changes: Changes
) -> Iterator[Reading]:
    graph, territory = system.graph, system.territory
    ends = crossing(graph, territory)
    yield from code_readings(graph, territory, ends, system.coverage, findings, Knots())
    yield Reading("job_runners", len(_job_runners(system)))
    if SERVICES in wanted:
        from driftscan.stages.services import parts_of, services_of

        found = services_of(parts_of([system]), system.caches, system.workers)
        yield from service_readings(found.graph)
    if CHANGES in wanted:
        yield from change_readings(system.spec.components, changes())


def _job_runners(system: Map) -> set[tuple[str, str]]:
    """Language and name of each package from outside that runs jobs."""
    sorts = ((each.language, framework_of(each)) for each in system.graph.externals)
    return {(language, name) for language, (sort, name) in sorts if sort == RUNNERS}


def _known(finding: Finding) -> Known:
    return Known(
        finding.id,
        finding.rule,
        finding.check,
        finding.nature,
        finding.severity,
        finding.source,
        finding.target,
        finding.kind,
    )
