"""Facts of the parts of a file as facts of the file."""

from collections.abc import Iterable
from operator import attrgetter

from driftscan.model.fact import Problem
from driftscan.model.service_fact import ServiceFacts
from driftscan.notation.unreadable import UnreadableTextError


def united(parts: Iterable[ServiceFacts]) -> ServiceFacts:
    """All facts of these, each kind in the order of the text, none twice."""
    each = list(parts)
    return ServiceFacts(
        **{
            kind: tuple(
                sorted(
                    dict.fromkeys(fact for part in each for fact in getattr(part, kind)),
                    key=attrgetter("line"),
                )
            )
            for kind in ServiceFacts.__struct_fields__
        }
    )


def unreadable(error: UnreadableTextError) -> ServiceFacts:
    """No facts of a file that cannot be read as what it is."""
    return ServiceFacts(problems=(Problem(error.code, error.reason, error.line, fatal=True),))
