"""The same for languages that have no extractor of their own: nobody else tells what they call, so
that every address they read counts, also one for a stub."""

from driftscan.extract.environment.extractor import marked, read_names
from driftscan.model.service_fact import ServiceFacts


def extract(content: bytes) -> ServiceFacts:
    """Each name where it is read first."""
    return marked(read_names(content))
