"""What rules about services are asked of: the graph with services in it. Only loaded for such."""

from collections.abc import Sequence

from msgspec.structs import replace

from driftscan.checks.question import CheckInput
from driftscan.checks.wording import counted, listed
from driftscan.graph.wiring import wired
from driftscan.model.service_graph import ServiceGraph
from driftscan.model.spec import Component
from driftscan.stages.map import Map
from driftscan.stages.services import Services, parts_of, services_of


def with_services(question: CheckInput, system: Map) -> tuple[CheckInput, tuple[str, ...]]:
    """The question, able to answer rules that speak of services; and how much that rests on."""
    found = services_of(parts_of([system]), system.caches, system.workers)
    return asked_of(question, system.spec.components, found.graph), (_note(found),)


def _note(found: Services) -> str:
    """How much was looked at, for what is not known breaks no rule."""
    services = f"{len(found.graph.services):,} services and stores"
    lacks = [f"{counted(len(found.graph.lost), 'call')} whose target is not known"]
    unread = len(found.coverage.unread)
    lacks += [f"{counted(unread, 'file')} not read"] if unread else []
    return (
        f"rules between services looked at {services} with "
        f"{counted(len(found.graph.edges), 'dependency')}, besides {listed(lacks)} "
        "(`driftscan services`)"
    )


def asked_of(
    question: CheckInput, components: Sequence[Component], services: ServiceGraph
) -> CheckInput:
    """The same for services that have been found."""
    wiring = wired(question.graph, components, services)
    wide = replace(
        question.about(wiring.graph),
        territory=wiring.territory,
        callers=wiring.callers,
        called=wiring.services,
        accesses=wiring.accesses,
    )
    return replace(question, services=wide)
