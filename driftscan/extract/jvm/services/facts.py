"""A file of Java or Kotlin as facts about services; read this first."""

from collections.abc import Iterable
from operator import attrgetter

from driftscan.extract.jvm.services.declared_clients import declared_clients
from driftscan.extract.jvm.services.entities import entities, repositories
from driftscan.extract.jvm.services.gateway import gateway_routes
from driftscan.extract.jvm.services.grpc import grpc_calls, grpc_served
from driftscan.extract.jvm.services.http_calls import HttpCalls
from driftscan.extract.jvm.services.marks import marks
from driftscan.extract.jvm.services.messaging import messages
from driftscan.extract.jvm.services.scope import Scope
from driftscan.extract.jvm.services.serving import served
from driftscan.extract.jvm.services.statements import asked_by_type, statements
from driftscan.extract.jvm.services.stores import data_sets, stores
from driftscan.extract.jvm.services.texts import Texts
from driftscan.extract.jvm.services.values import values
from driftscan.extract.jvm.services.written import Written
from driftscan.model.fact import Problem
from driftscan.model.service_fact import Piece, ServiceFacts, Text

_line = attrgetter("line")


def facts_of(written: Written, problems: tuple[Problem, ...]) -> ServiceFacts:
    """Everything that is told by the file alone."""
    texts = Texts(Scope(written))
    calls = [
        *HttpCalls(texts).facts(),
        *declared_clients(texts),
        *gateway_routes(texts),
        *grpc_calls(texts),
        *messages(texts),
    ]
    opened = list(stores(texts))
    accesses = [
        *entities(texts),
        *repositories(texts),
        *data_sets(texts),
        *statements(texts),
        *asked_by_type(texts),
    ]
    addresses = [each.address for each in calls] + [each.address for each in opened]
    addresses += [each.name for each in accesses]
    return ServiceFacts(
        values=tuple(sorted(dict.fromkeys(values(texts, _names(addresses))), key=_line)),
        calls=tuple(sorted(dict.fromkeys(calls), key=_line)),
        served=tuple(sorted((*served(texts), *grpc_served(texts)), key=_line)),
        stores=tuple(sorted(dict.fromkeys(opened), key=_line)),
        accesses=tuple(sorted(dict.fromkeys(accesses), key=_line)),
        marks=tuple(sorted(dict.fromkeys(marks(texts)), key=_line)),
        problems=problems,
    )


def _names(addresses: Iterable[Text]) -> frozenset[str]:
    """The last parts of names that addresses are made of."""
    pieces: list[Piece] = [piece for address in addresses for piece in address]
    return frozenset(p.value.rpartition(".")[2] for p in pieces if p.kind == "name")
