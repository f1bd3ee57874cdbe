"""The outline of a file and the words of its language to facts about services."""

from collections.abc import Iterable

from msgspec import Struct

from driftscan.extract.syntax.outline.answering import marks, served
from driftscan.extract.syntax.outline.following import followed
from driftscan.extract.syntax.outline.given import values
from driftscan.extract.syntax.outline.remote import remote_calls
from driftscan.extract.syntax.outline.stored import accesses, configured, stores
from driftscan.extract.syntax.outline.survey import Survey
from driftscan.model.service_fact import (
    AccessFact,
    CallFact,
    MarkFact,
    ServedFact,
    ServiceFacts,
    StoreFact,
    WorkloadFact,
)


class Own(Struct, frozen=True):
    """What a language tells besides what its tables of signatures do."""

    calls: Iterable[CallFact] = ()
    served: Iterable[ServedFact] = ()
    stores: Iterable[StoreFact] = ()
    accesses: Iterable[AccessFact] = ()
    marks: Iterable[MarkFact] = ()
    workloads: Iterable[WorkloadFact] = ()


def facts_of(survey: Survey, own: Own) -> ServiceFacts:
    """All facts of a file."""
    calls = followed([*remote_calls(survey), *own.calls], survey)
    opened = followed([*stores(survey), *configured(survey), *own.stores], survey)
    names = {
        piece.value
        for address in (*(call.address for call in calls), *(store.address for store in opened))
        for piece in address
        if piece.kind == "name"
    }
    return ServiceFacts(
        workloads=tuple(own.workloads),
        values=tuple(dict.fromkeys(sorted(values(survey, names), key=lambda fact: fact.line))),
        calls=tuple(calls),
        served=tuple(followed([*served(survey), *own.served], survey)),
        stores=tuple(opened),
        accesses=tuple(followed([*accesses(survey), *own.accesses], survey)),
        marks=tuple(dict.fromkeys([*marks(survey), *own.marks])),
        problems=survey.program.problems,
    )
