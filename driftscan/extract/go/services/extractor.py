"""x"""

from driftscan.model.service_fact import ServiceFacts


def extract(content: bytes) -> ServiceFacts:
    return ServiceFacts()
