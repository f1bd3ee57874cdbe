"""What takes a second look at an audited repository: the same thing twice, its past, its lines."""

from msgspec.structs import replace

from driftscan.report.audit.audited import Repository
from driftscan.stages.audit import Drafted, Looked
from driftscan.stages.audit_past import Curve, curve_of
from driftscan.stages.quoting import quotes_of
from driftscan.stages.said_twice import twice_of


def with_the_same_twice(known: Repository, drafted: Drafted) -> Repository:
    """With functions, ways and terms that are there more than once, and lines of its findings."""
    system = drafted.system
    return replace(
        known,
        twice=twice_of(system, known.costs, known.without_history),
        quotes=quotes_of(known.findings, system.source),
    )


def with_its_past(known: Repository, drafted: Drafted, looked: Looked) -> Repository:
    """With a curve, where there are points of it."""
    found = _curve(known, drafted, looked)
    why = found.why.replace(drafted.system.place.root, known.root)
    return replace(known, trend=found.trend, without_trend=why)


def _curve(known: Repository, drafted: Drafted, looked: Looked) -> Curve:
    if looked.past is None:
        return Curve(None, known.without_history)
    system = drafted.system
    if not system.graph.modules:
        return Curve(None, "there is no module to look at")
    spec = replace(system.spec, file="") if drafted.draft else system.stated
    return curve_of(system, spec, looked.request)
