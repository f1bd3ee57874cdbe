"""What rules about services are asked of: the graph with services in it. Only loaded for such."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from driftscan.checks.question import CheckInput
from driftscan.checks.wording import counted, listed
from driftscan.graph.wiring import wired
from driftscan.model.rule import Contracts, Rule
from driftscan.model.service_graph import AMBIGUOUS, ServiceGraph
from driftscan.model.spec import Component
from driftscan.stages.map import Map
from driftscan.stages.services import Services, parts_of, services_of

_CALLS = ("http", "grpc", "rpc")


def with_services(
    question: CheckInput, system: Map, rules: Sequence[Rule]
) -> tuple[CheckInput, tuple[str, ...]]:
    """The question, able to answer rules that speak of services; and how much that rests on."""
    found = services_of(parts_of([system]), system.caches, system.workers)
    asked = asked_of(question, system.spec.components, found.graph)
    owners = system.ownership.of_path
    wide = replace(asked.services, path_owner=owners) if asked.services else None
    return replace(asked, services=wide), tuple(_notes(found, rules))


def _notes(found: Services, rules: Sequence[Rule]) -> Iterator[str]:
    yield _note(found)
    if any(isinstance(rule, Contracts) for rule in rules):
        calls = {(e.source, e.target, e.detail) for e in found.graph.edges if e.kind in _CALLS}
        yield (
            f"contracts held {counted(found.graph.compared, 'request')} against what is served; of "
            f"{counted(len(calls), 'call')} in all, the others have no whole address, or go where "
            "not all endpoints can be known"
        )


def _note(found: Services) -> str:
    """How much was looked at, for what is not known breaks no rule."""
    services = f"{len(found.graph.services):,} services and stores"
    unclear = sum(each.cause == AMBIGUOUS for each in found.graph.lost)
    calls = len(found.graph.lost) - unclear
    lacks = [f"{counted(calls, 'call')} whose target is not known"]
    lacks += [f"{counted(unclear, 'use')} of data whose store is not known"] if unclear else []
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
        doors=wiring.doors,
        unmet=wiring.unmet,
        found=wiring.found,
    )
    return replace(question, services=wide)
