"""What a Kotlin file says of services."""

from driftscan.extract.jvm.services.words import may_tell
from driftscan.model.fact import Problem
from driftscan.model.service_fact import ServiceFacts


def extract(content: bytes) -> ServiceFacts:
    """Facts of one file; most files hold no word that tells of services, and are not parsed."""
    if not may_tell(content):
        return ServiceFacts()
    from driftscan.extract.jvm.services.facts import facts_of
    from driftscan.extract.kotlin.services.reader import Reader
    from driftscan.extract.syntax.parsed import parse

    # At the end of a file that does not end its line, the grammar's scanner may never come back.
    parsed = parse(content if content.endswith(b"\n") else content + b"\n", "kotlin")
    if isinstance(parsed, Problem):
        return ServiceFacts(problems=(parsed,))
    return facts_of(Reader().written(parsed), parsed.problems)
