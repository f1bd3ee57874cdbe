"""What a Java file says of services."""

from driftscan.extract.jvm.services.words import may_tell
from driftscan.model.fact import Problem
from driftscan.model.service_fact import ServiceFacts


def extract(content: bytes) -> ServiceFacts:
    """Facts of one file; most files hold no word that tells of services, and are not parsed."""
    if not may_tell(content):
        return ServiceFacts()
    from driftscan.extract.java.services.reader import Reader
    from driftscan.extract.jvm.services.facts import facts_of
    from driftscan.extract.syntax.parsed import parse

    parsed = parse(content, "java")
    if isinstance(parsed, Problem):
        return ServiceFacts(problems=(parsed,))
    return facts_of(Reader().written(parsed), parsed.problems)
