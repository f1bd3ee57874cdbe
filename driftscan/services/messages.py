"""Who sends what to whom over a broker: topics, queues and channels."""

from collections.abc import Sequence

from driftscan.model.service_fact import CallFact
from driftscan.model.service_graph import Evidence
from driftscan.services.addresses import HOLE
from driftscan.services.belonging import IMPORTED_SURENESS, Belonging
from driftscan.services.data import Storing
from driftscan.services.facts import TreeFacts
from driftscan.services.joining import Joining
from driftscan.services.readings import Reading, Surroundings

_MODES = {"publish": "w", "consume": "r"}


def join_messages(
    tree: TreeFacts,
    belonging: Belonging,
    storing: Storing,
    surroundings: Sequence[Surroundings],
    joining: Joining,
) -> None:
    """Edges to brokers for all that is published and consumed, and the topics themselves."""
    for path, call in tree.each("calls"):
        assert isinstance(call, CallFact)
        for at in belonging.services_at(path) if call.kind in _MODES else ():
            broker = _broker(at, call.client, storing, joining)
            if broker is not None:
                readings = surroundings[at].readings(call.address, path)
                where = Evidence(path, call.line, call.client)
                lines = (where, *belonging.imported_by(at, path))
                _join(at, broker, lines, call, readings, joining)


def _join(
    at: int,
    broker: int,
    lines: Sequence[Evidence],
    call: CallFact,
    readings: Sequence[Reading],
    joining: Joining,
) -> None:
    for reading in readings:
        topic = reading.text.replace(HOLE, "*").strip()
        evidence = [*lines, *reading.way]
        sureness = IMPORTED_SURENESS if lines[1:] else 1.0
        joining.edge(at, broker, call.kind, evidence, sureness, topic)
        joining.use_topic(at, broker, evidence, topic, _MODES[call.kind])


def _broker(at: int, client: str, storing: Storing, joining: Joining) -> int | None:
    """The broker that a service is connected to; else the only one of its kind in the system."""
    if client:
        own = [s for s in storing.stores_of(at) if joining.drafts[s].engine == client]
        own = own or [t for t in joining.targets(at) if joining.drafts[t].engine == client]
    else:
        own = [t for t in joining.targets(at) if joining.drafts[t].kind == "broker"]
    if len(own) == 1:
        return own[0]
    brokers = [s for s, draft in enumerate(joining.drafts) if draft.kind == "broker"]
    named = [s for s in brokers if joining.drafts[s].engine == client]
    found = named or (brokers if _is_any_broker(client, joining) else [])
    return found[0] if len(found) == 1 else None


def _is_any_broker(client: str, joining: Joining) -> bool:
    """Whether a library may mean any broker; Celery may also use Redis for one."""
    if client == "celery":
        return not any(draft.engine == "redis" for draft in joining.drafts)
    return client in ("", "spring-cloud-stream", "dapr")
