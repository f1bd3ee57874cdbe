"""A TypeScript file with JSX to what it says of services."""

from driftscan.extract.javascript.services.read import facts_of, is_worth_reading
from driftscan.extract.javascript.syntax.gaps import without_known_gaps
from driftscan.extract.syntax.parsed import parse
from driftscan.model.fact import Problem
from driftscan.model.service_fact import ServiceFacts


def extract(content: bytes) -> ServiceFacts:
    """Calls, routes, stores, data sets and values of a file."""
    if not is_worth_reading(content):
        return ServiceFacts()
    parsed = parse(content, "tsx")
    if isinstance(parsed, Problem):
        return ServiceFacts(problems=(parsed,))
    return facts_of(without_known_gaps(parsed))
