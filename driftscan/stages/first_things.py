"""Findings and history put together: what to do first, and what changes together."""

from collections.abc import Collection

from driftscan.model.ranking import FirstThings
from driftscan.model.scan import Scan
from driftscan.rank.bound import Ground, weighed
from driftscan.rank.tasks import OPEN, first_tasks
from driftscan.rank.unexplained import places_of
from driftscan.stages.co_changes import co_changes_of
from driftscan.stages.map import Map
from driftscan.stages.worked import Worked


def first_things(
    system: Map, scan: Scan | None, worked: Worked, passed_over: Collection[str] = ()
) -> FirstThings:
    """What findings come to by the cost of the code they bind. scan: None without a spec.
    passed_over: checks whose findings are no task."""
    costs = {path: cost.cost for path, cost in worked.costs.items()}
    ground = Ground(places_of(system.graph), costs)
    open_findings = [each for each in scan.findings if each.status in OPEN] if scan else []
    findings = weighed(open_findings, ground)
    together = co_changes_of(system, worked)
    asking = [each for each in findings if each.finding.check not in passed_over]
    return FirstThings(
        findings=tuple(findings),
        tasks=tuple(first_tasks(asking, together.files, ground)),
        together=together,
        has_spec=scan is not None,
    )
