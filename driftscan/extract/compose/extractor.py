"""Compose files by their name: docker-compose.yml, compose.dev.yaml, docker-stack.yml."""

from driftscan.extract.compose.document import services
from driftscan.extract.compose.includes import included
from driftscan.extract.compose.service import Reader
from driftscan.extract.manifest.deployed import read_yaml
from driftscan.extract.manifest.templates import is_template, without_actions
from driftscan.model.service_fact import ServiceFacts
from driftscan.notation.node import Node


def extract(content: bytes) -> ServiceFacts:
    """One workload per service, and the files that are included."""
    return read_yaml(without_actions(content) if is_template(content) else content, facts_of)


def facts_of(document: Node) -> ServiceFacts:
    """Of a document that is known to be of compose."""
    reader = Reader(document)
    found = (reader.workload(name, service) for name, service in services(document))
    return ServiceFacts(workloads=tuple(found), marks=tuple(included(document)))
