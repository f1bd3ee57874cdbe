"""A JavaScript file to what it says of services."""

from driftscan.extract.javascript.ecmascript.extractor import parse_javascript
from driftscan.extract.javascript.services.read import facts_of, is_worth_reading
from driftscan.model.fact import Problem
from driftscan.model.service_fact import ServiceFacts


def extract(content: bytes) -> ServiceFacts:
    """Calls, routes, stores, data sets and values of a file, which may hold JSX."""
    if not is_worth_reading(content):
        return ServiceFacts()
    parsed = parse_javascript(content)
    return ServiceFacts(problems=(parsed,)) if isinstance(parsed, Problem) else facts_of(parsed)
